import Descriptors

/// A call of a function, with its arguments unevaluated until they are asked for.
struct ARMCall {
  /// The name in lower case.
  let name: String
  let arguments: [ARMExpression]
  let site: ARMSite

  func value(_ index: Int) -> ARMOutcomes { ARMEvaluator.value(arguments[index], at: site) }

  var values: [ARMOutcomes] { arguments.map { ARMEvaluator.value($0, at: site) } }

  /// Applies a function to every combination of arguments; an opaque argument makes an opaque result, and nil means
  /// that the arguments do not fit.
  func apply(_ body: ([ARMValue]) -> ARMValue?) -> ARMOutcomes {
    ARMOutcomes.combine(values) { values in
      if values.contains(where: { $0.cause != nil }) { return opaque(values) }
      return body(values).map { ARMOutcomes($0) } ?? misfit
    }
  }

  /// The result for arguments of which one at least is opaque; unknown if only their insides are.
  func opaque(_ values: [ARMValue]) -> ARMOutcomes {
    let causes = values.compactMap(\.cause)
    guard let cause = causes.first(where: { !$0.isDeploymentPlace }) ?? causes.first else {
      return values.contains { $0.asText == nil }
        ? .unknown(
          "the result of `\(name)` hangs on parts that are not known",
          remedy: "give the template's parameters their values") : misfit
    }
    return ARMOutcomes(.opaque(text(of: values), cause.elsewhere))
  }

  /// The call as text with the values of its arguments: the same for the same values, and never for others.
  func text(of values: [ARMValue]) -> String {
    let parts = values.map { value in
      value.asText.map { text in
        if case .text = value { "'\(text.marked)'" } else { text.marked }
      } ?? "#\(site.frame.effort.next())"
    }
    return "\(name)(\(parts.joined(separator: ", ")))"
  }

  /// How an argument is named as an assumption: the expression itself, so that the same one is the same assumption.
  func assumption(_ index: Int) -> String {
    var text = arguments[index].written
    // A turn of a loop makes the same words another condition.
    if text.utf8.contains(where: { $0 == 0x28 }), let turn = site.loops[""], text.lowercased().hasIndex {
      text += " in turn \(turn)"
    }
    return site.frame.label + ARMEvaluator.brief(text)
  }

  var misfit: ARMOutcomes {
    .unknown(
      "`\(name)` cannot be worked out for what it is given here", remedy: "state the value in the template")
  }

  var unknownFunction: ARMOutcomes {
    let cause = ARMCause(
      "the result of `\(name)` is not known from the template alone",
      remedy: "state the value in the template, or scan the deployed template")
    return ARMOutcomes.combine(values) { ARMOutcomes(.opaque(text(of: $0), cause)) }
  }
}

extension ARMCause {
  /// The same where a value was made of it: no longer the place of the deployment itself.
  fileprivate var elsewhere: ARMCause { ARMCause(unknown, target: target) }
}

extension String {
  fileprivate var hasIndex: Bool { range(ofASCII: "copyindex") != nil }
}

extension ARMExpression {
  /// The expression as it may have been written, in one form whatever its blanks.
  var written: String {
    switch self {
    case .text(let text): "'\(text)'"
    case .number(let number): String(number)
    case .call(let name, let arguments): "\(name)(\(arguments.map(\.written).joined(separator: ", ")))"
    case .member(let base, let name): "\(base.written).\(name)"
    case .index(let base, let inner): "\(base.written)[\(inner.written)]"
    }
  }
}
