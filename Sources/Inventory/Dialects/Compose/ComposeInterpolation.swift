import Descriptors

/// A Compose value with its variables: `${NAME}`, `${NAME:-default}`, `$NAME`, `$$`.
///
/// A default is the value in force unless the environment gives another; a variable without one is not known.
struct Interpolation {
  /// The text with defaults filled in; variables without one stay as `${NAME}`.
  private(set) var text = ""
  /// Variables that took their default, in order.
  private(set) var defaults: [(name: String, value: String)] = []
  /// Variables of which nothing is known, in order.
  private(set) var unresolved: [String] = []
  /// Who gave the values that are in force, in order.
  private(set) var given: [Evidence] = []

  /// Of no text at all.
  static var empty: Interpolation { Interpolation("", .none) }

  init(_ raw: String, _ settings: ComposeSettings) {
    guard raw.utf8.contains(0x24) else {
      text = raw
      return
    }
    var bytes: [UInt8] = []
    expand(Array(raw.utf8)[...], into: &bytes, settings, depth: 0)
    text = String(decoding: bytes, as: UTF8.self)
  }

  /// True if every part of the text is known.
  var isKnown: Bool { unresolved.isEmpty }

  /// What the text depends on; never the text of something that may carry a password.
  var condition: Condition? {
    defaults.first.map { name, value in
      let shown = SecretName.suggestsSecret(name) || URLPassword.isIn(value) ? "its default" : value
      return Condition(name, is: shown)
    }
  }

  /// How the defaults came in.
  func evidence(at span: SourceSpan) -> [Evidence] {
    given
      + defaults.map {
        Evidence(
          .parameterDefault, "${\($0.name)} takes the default written here unless the environment sets it",
          at: span)
      }
  }

  /// What is to be said of a text that is not known.
  func unknown<Value>(_ what: Phrase, at span: SourceSpan) -> Possible<Value> {
    let names = unresolved.map { "${\($0)}" }.joined(separator: ", ")
    return .unknown(
      "\(what) depends on \(names), which the environment gives at start",
      remedy: "write the value, or a default as in ${\(unresolved.first ?? "NAME"):-value}",
      evidence: [Evidence(.absent, "\(names) has no default in the file", at: span)])
  }

  private mutating func expand(
    _ input: ArraySlice<UInt8>, into output: inout [UInt8], _ settings: ComposeSettings, depth: Int
  ) {
    var rest = input
    while let byte = rest.popFirst() {
      guard byte == 0x24, let next = rest.first else {
        output.append(byte)
        continue
      }
      if next == 0x24 {
        output.append(next)
        rest.removeFirst()
      } else if next == 0x7B, let close = Self.closingBrace(rest), depth < 8 {
        let inner = rest[rest.index(after: rest.startIndex)..<close]
        rest = rest[rest.index(after: close)...]
        variable(inner, into: &output, settings, depth: depth)
      } else if Self.isNameByte(next), !(0x30...0x39).contains(next) {
        let name = String(decoding: rest.prefix(while: Self.isNameByte), as: UTF8.self)
        rest = rest.drop(while: Self.isNameByte)
        if !take(name, from: settings, into: &output) { leave(name, in: &output) }
      } else {
        output.append(byte)
      }
    }
  }

  private mutating func variable(
    _ inner: ArraySlice<UInt8>, into output: inout [UInt8], _ settings: ComposeSettings, depth: Int
  ) {
    let name = String(decoding: inner.prefix(while: Self.isNameByte), as: UTF8.self)
    var rest = inner.drop(while: Self.isNameByte)
    let isColon = rest.first == 0x3A
    if isColon { rest.removeFirst() }
    // `${X+other}` asks whether the variable is set and means something else.
    if rest.first != 0x2B, take(name, from: settings, into: &output, orEmpty: !isColon) { return }
    guard rest.first == 0x2D else {
      leave(name, in: &output)
      return
    }
    rest.removeFirst()
    var value: [UInt8] = []
    expand(rest, into: &value, settings, depth: depth + 1)
    defaults.append((name, String(decoding: value, as: UTF8.self)))
    output += value
  }

  /// Puts in the value that is in force; answers false if there is none.
  private mutating func take(
    _ name: String, from settings: ComposeSettings, into output: inout [UInt8], orEmpty: Bool = true
  ) -> Bool {
    guard let value = settings[name], orEmpty || !value.text.isEmpty else { return false }
    output += value.text.utf8
    given.append(value.evidence)
    return true
  }

  private mutating func leave(_ name: String, in output: inout [UInt8]) {
    output += Array("${\(name)}".utf8)
    unresolved.append(name)
  }

  private static func closingBrace(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8>.Index? {
    var depth = 0
    for index in bytes.indices {
      if bytes[index] == 0x7B { depth += 1 }
      if bytes[index] == 0x7D {
        depth -= 1
        if depth == 0 { return index }
      }
    }
    return nil
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    (0x61...0x7A).contains(byte) || (0x41...0x5A).contains(byte) || (0x30...0x39).contains(byte)
      || byte == 0x5F
  }
}
