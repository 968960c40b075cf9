import Descriptors

/// `Fn::Sub`: text with `${Name}`, `${Name.Attribute}` and `${!literal}`.
struct Substitution {
  /// More combinations than this are told as unknown rather than listed.
  static let mostCombinations = 64
  /// Texts longer than this, in bytes, are not built.
  private static let longest = 65_536

  let template: Template
  let depth: Int

  func value(of argument: Node, at span: SourceSpan) -> Possible<PropertyValue> {
    var text = argument.text
    var own: Node?
    if argument.kind == .sequence {
      let parts = Array(argument.items)
      text = parts.first?.text
      own = parts.count > 1 ? parts[1] : nil
    }
    guard let text else {
      return .unknown("the text of `Fn::Sub` is not plain", remedy: "state the value")
    }
    let pieces = Self.pieces(of: text)
    if pieces.count == 1, case .name(let name) = pieces[0] { return value(ofName: name, own: own, at: span) }
    var result = Possible<String>("", evidence: [])
    for piece in pieces where !result.isUnknown {
      switch piece {
      case .literal(let literal):
        result = result.map { $0 + literal }
      case .name(let name):
        let value = value(ofName: name, own: own, at: span)
        result = Self.appended(
          result, Self.text(value, opaque: "${\(name)}"), separator: "", effort: template.effort)
      }
    }
    return result.map { Intrinsic.given($0, span) }
  }

  private func value(ofName name: String, own: Node?, at span: SourceSpan) -> Possible<PropertyValue> {
    own?[name].map { Intrinsic.value(of: $0, in: template, depth: depth + 1) }
      ?? Intrinsic.reference(String(name.prefix { $0 != "." }), at: span, in: template)
  }

  enum Piece: Equatable {
    case literal(String)
    case name(String)
  }

  /// Splits a text at its placeholders.
  static func pieces(of text: String) -> [Piece] {
    var pieces: [Piece] = []
    var rest = Substring(text)
    while let mark = String(rest).range(ofASCII: "${") {
      let whole = String(rest)
      let before = whole[..<mark.lowerBound]
      if !before.isEmpty { pieces.append(.literal(String(before))) }
      let behind = whole[mark.upperBound...]
      guard let end = behind.firstIndex(of: "}") else {
        pieces.append(.literal("${"))
        rest = Substring(behind)
        continue
      }
      let name = behind[..<end]
      pieces.append(name.hasPrefix("!") ? .literal("${\(name.dropFirst())}") : .name(name.trimmed))
      rest = Substring(behind[behind.index(after: end)...])
    }
    if !rest.isEmpty { pieces.append(.literal(String(rest))) }
    return pieces
  }

  /// A value as text; a resource stays a placeholder, which says nothing about place or operator.
  static func text(_ value: Possible<PropertyValue>, opaque: String? = nil) -> Possible<String> {
    value.flatMap { value in
      switch value {
      case .text(let text, _): Possible(text, evidence: [])
      case .resource(let name, _): Possible(opaque ?? "${\(name)}", evidence: [])
      case .absent: Possible("", evidence: [])
      case .structure:
        .unknown("a structure stands where text was expected", remedy: "state the value as text")
      }
    }
  }

  static func appended(
    _ left: Possible<String>, _ right: Possible<String>, separator: String, effort: Template.Effort
  ) -> Possible<String> {
    guard left.candidates.count * max(1, right.candidates.count) <= mostCombinations else {
      return .unknown(
        "the text has more than \(mostCombinations) possible values",
        remedy: "give the parameters their values")
    }
    return left.flatMap { head in
      guard head.utf8.count <= longest, effort.spend(1 + head.utf8.count / 64) else {
        return .unknown("the text is too long to follow", remedy: "state the value")
      }
      return right.map { head + separator + $0 }
    }
  }
}

extension Substring {
  fileprivate var trimmed: String { String(self).trimmingWhitespace }
}
