import Descriptors

// Functions that make texts and numbers.
extension ARMFunctions {
  static func text(_ call: ARMCall) -> ARMOutcomes? {
    switch call.name {
    case "concat": concat(call)
    case "format": format(call)
    case "string": string(call)
    case "tolower": letters(call) { $0.lowercased() }
    case "toupper": letters(call) { $0.uppercased() }
    case "trim": call.applyText { .text($0[0].trimmingWhitespace) }
    case "replace": call.applyText(3) { replaced($0[0], $0[1], by: $0[2]).map { .text($0) } }
    case "startswith": call.applyText(2) { .bool($0[0].lowercased().hasPrefix($0[1].lowercased())) }
    case "endswith": call.applyText(2) { .bool($0[0].lowercased().hasSuffix($0[1].lowercased())) }
    case "indexof": call.applyText(2) { .int(position(of: $0[1], in: $0[0], last: false)) }
    case "lastindexof": call.applyText(2) { .int(position(of: $0[1], in: $0[0], last: true)) }
    case "substring": substring(call)
    case "split": split(call)
    case "join": join(call)
    case "padleft": padLeft(call)
    case "uri": uri(call)
    case "base64", "uricomponent", "uricomponenttostring", "base64tostring", "base64tojson", "datauri",
      "datauritostring":
      call.unknownFunction
    default: nil
    }
  }

  /// Texts, or lists, one behind the other.
  private static func concat(_ call: ARMCall) -> ARMOutcomes {
    var result: ARMOutcomes?
    for value in call.values {
      guard let before = result else {
        result = value.flatMap { value in
          if value.asText != nil { return ARMOutcomes(value) }
          return ARMEvaluator.elements(of: value).map { ARMOutcomes(.list($0)) } ?? call.misfit
        }
        continue
      }
      result = before.flatMap { left in value.flatMap { right in joined(left, right, call) } }
    }
    return result.map { $0.map { $0.asText.map { .text($0) } ?? $0 } } ?? .text("")
  }

  private static func joined(_ left: ARMValue, _ right: ARMValue, _ call: ARMCall) -> ARMOutcomes {
    if let one = ARMEvaluator.elements(of: left), let other = ARMEvaluator.elements(of: right) {
      return ARMOutcomes(.list(one + other))
    }
    guard let one = left.asText, let other = right.asText else {
      // An opaque value among lists is a list whose items are not known.
      if let cause = left.cause ?? right.cause {
        return ARMOutcomes(.opaque(call.text(of: [left, right]), cause))
      }
      return call.misfit
    }
    return sum(one, other, call.site)
  }

  private static func sum(_ left: ARMText, _ right: ARMText, _ site: ARMSite) -> ARMOutcomes {
    guard left.marked.utf8.count + right.marked.utf8.count <= ARMText.longest,
      site.frame.effort.spend(1 + left.marked.utf8.count / 64)
    else { return .unknown("the text is too long to follow", remedy: "state the value in the template") }
    return ARMOutcomes(.text(left + right))
  }

  /// `{0}` and `{0:D2}`; doubled braces stand for one.
  private static func format(_ call: ARMCall) -> ARMOutcomes {
    let values = call.values
    guard let pattern = values.first else { return call.misfit }
    return pattern.flatMap { pattern in
      guard let text = pattern.plain else { return call.unknownFunction }
      guard let pieces = FormatPiece.pieces(of: text) else { return call.misfit }
      var result = ARMOutcomes.text("")
      for piece in pieces {
        let next: ARMOutcomes
        switch piece {
        case .literal(let literal): next = .text(literal)
        case .argument(let index, let width):
          guard values.indices.contains(index + 1) else { return call.misfit }
          next = values[index + 1].flatMap { value in
            if let width {
              guard case .int(let number) = value, number >= 0 else { return call.unknownFunction }
              let digits = String(number)
              return .text(String(repeating: "0", count: max(0, width - digits.count)) + digits)
            }
            return value.asText.map { ARMOutcomes(.text($0)) } ?? call.unknownFunction
          }
        }
        result = result.flatMap { left in
          next.flatMap { right in
            guard let one = left.asText, let other = right.asText else { return call.misfit }
            return sum(one, other, call.site)
          }
        }
      }
      return result
    }
  }

  private static func string(_ call: ARMCall) -> ARMOutcomes {
    guard call.arguments.count == 1 else { return call.misfit }
    return call.value(0).flatMap { value in
      // A container becomes its notation, which nothing here reads.
      value.asText.map { ARMOutcomes(.text($0)) } ?? call.unknownFunction
    }
  }

  private static func letters(_ call: ARMCall, _ transform: (String) -> String) -> ARMOutcomes {
    guard call.arguments.count == 1 else { return call.misfit }
    return call.value(0).flatMap { value in
      switch value {
      case .text(let text): ARMOutcomes(.text(text.mapText(transform)))
      case .opaque(let text, let cause): ARMOutcomes(.opaque(transform(text), cause))
      default: call.misfit
      }
    }
  }

  private static func replaced(_ text: String, _ old: String, by new: String) -> String? {
    guard !old.isEmpty else { return nil }
    var result = ""
    var rest = text[...]
    while let found = String(rest).range(ofASCII: old) {
      let whole = String(rest)
      result += whole[..<found.lowerBound] + new
      rest = whole[found.upperBound...]
      guard result.utf8.count <= ARMText.longest else { return nil }
    }
    return result + rest
  }

  private static func position(of needle: String, in text: String, last: Bool) -> Int {
    let text = Array(text.lowercased().utf16)
    let needle = Array(needle.lowercased().utf16)
    guard needle.count <= text.count else { return -1 }
    let starts = (0...(text.count - needle.count)).filter { text[$0...].starts(with: needle) }
    return (last ? starts.last : starts.first) ?? -1
  }

  private static func substring(_ call: ARMCall) -> ARMOutcomes {
    call.apply { values in
      guard let text = values.first?.plain, values.count > 1, case .int(let start) = values[1] else {
        return nil
      }
      let units = Array(text.utf16)
      var length = units.count - start
      if values.count > 2 {
        guard case .int(let given) = values[2] else { return nil }
        length = given
      }
      guard start >= 0, length >= 0, start <= units.count, length <= units.count - start else { return nil }
      return .text(String(decoding: units[start..<(start + length)], as: UTF16.self))
    }
  }

  private static func split(_ call: ARMCall) -> ARMOutcomes {
    call.apply { values in
      guard values.count == 2, let text = values[0].plain else { return nil }
      var separators: [Character] = []
      for value in values[1].plain.map({ [ARMOutcomes.text($0)] }) ?? ARMEvaluator.elements(of: values[1])
        ?? []
      {
        // Longer separators are rare, and are not followed.
        guard let one = value.definite?.plain, one.count == 1, let character = one.first else { return nil }
        separators.append(character)
      }
      guard !separators.isEmpty else { return nil }
      return .list(
        text.split(omittingEmptySubsequences: false) { separators.contains($0) }.map { .text(String($0)) })
    }
  }

  private static func join(_ call: ARMCall) -> ARMOutcomes {
    guard call.arguments.count == 2 else { return call.misfit }
    return ARMOutcomes.combine(call.values) { values in
      guard let items = ARMEvaluator.elements(of: values[0]), let separator = values[1].plain else {
        return values.contains { $0.cause != nil } ? call.opaque(values) : call.misfit
      }
      var result = ARMOutcomes.text("")
      for (index, item) in items.enumerated() {
        result = result.flatMap { left in
          item.flatMap { right in
            guard let one = left.asText, let other = right.asText else { return call.misfit }
            return sum(index == 0 ? one : one + ARMText(separator), other, call.site)
          }
        }
      }
      return result
    }
  }

  private static func padLeft(_ call: ARMCall) -> ARMOutcomes {
    call.apply { values in
      guard values.count > 1, let text = values[0].asText?.plain, case .int(let width) = values[1],
        width <= 256
      else { return nil }
      let filler = values.count > 2 ? values[2].asText?.plain : " "
      guard let filler, filler.utf16.count == 1 else { return nil }
      return .text(String(repeating: filler, count: max(0, width - text.utf16.count)) + text)
    }
  }

  /// A base address and what is below it.
  private static func uri(_ call: ARMCall) -> ARMOutcomes {
    guard call.arguments.count == 2 else { return call.misfit }
    return ARMOutcomes.combine(call.values) { values in
      guard let base = values[0].asText, let rest = values[1].asText else { return call.misfit }
      // Only the host is ever read from it: where the base ends with a folder, the rest stands behind that.
      guard base.marked.hasSuffix("/") else { return call.unknownFunction }
      return sum(base, rest.mapText { $0.hasPrefix("/") ? String($0.dropFirst()) : $0 }, call.site)
    }
  }
}

/// A piece of the pattern of `format`.
enum FormatPiece: Equatable {
  case literal(String)
  /// An argument, perhaps as a number of at least so many digits.
  case argument(Int, width: Int?)

  /// Splits a pattern; nil for one that is not followed.
  static func pieces(of pattern: String) -> [FormatPiece]? {
    var pieces: [FormatPiece] = []
    var literal = ""
    var rest = pattern[...]
    while let character = rest.first {
      rest = rest.dropFirst()
      guard character == "{" || character == "}" else {
        literal.append(character)
        continue
      }
      if rest.first == character {
        rest = rest.dropFirst()
        literal.append(character)
        continue
      }
      guard character == "{", let end = rest.firstIndex(of: "}") else { return nil }
      let parts = rest[..<end].split(separator: ":", maxSplits: 1)
      guard let number = parts.first.flatMap({ Int($0) }), number >= 0 else { return nil }
      var width: Int?
      if parts.count > 1 {
        guard let form = parts[1].first, "Dd".contains(form), let digits = Int(parts[1].dropFirst()),
          digits < 64
        else { return nil }
        width = digits
      }
      if !literal.isEmpty { pieces.append(.literal(literal)) }
      literal = ""
      pieces.append(.argument(number, width: width))
      rest = rest[rest.index(after: end)...]
    }
    if !literal.isEmpty { pieces.append(.literal(literal)) }
    return pieces
  }
}

extension ARMCall {
  /// As ``apply(_:)`` for a function of texts that are wholly known.
  func applyText(_ count: Int = 1, _ body: ([String]) -> ARMValue?) -> ARMOutcomes {
    apply { values in
      let texts = values.compactMap(\.plain)
      return texts.count == values.count && texts.count == count ? body(texts) : nil
    }
  }
}
