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

  init(_ raw: String) {
    guard raw.utf8.contains(0x24) else {
      text = raw
      return
    }
    var bytes: [UInt8] = []
    Self.expand(Array(raw.utf8)[...], into: &bytes, &defaults, &unresolved, depth: 0)
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
    defaults.map {
      Evidence(
        .parameterDefault, "${\($0.name)} takes the default written here unless the environment sets it",
        at: span)
    }
  }

  /// What is to be said of a text that is not known.
  func unknown<Value>(_ what: String, at span: SourceSpan) -> Possible<Value> {
    let names = unresolved.map { "${\($0)}" }.joined(separator: ", ")
    return .unknown(
      "\(what) depends on \(names), which the environment gives at start",
      remedy: "write the value, or a default as in ${\(unresolved.first ?? "NAME"):-value}",
      evidence: [Evidence(.absent, "\(names) has no default in the file", at: span)])
  }

  private static func expand(
    _ input: ArraySlice<UInt8>, into output: inout [UInt8], _ defaults: inout [(name: String, value: String)],
    _ unresolved: inout [String], depth: Int
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
      } else if next == 0x7B, let close = closingBrace(rest), depth < 8 {
        let inner = rest[rest.index(after: rest.startIndex)..<close]
        rest = rest[rest.index(after: close)...]
        variable(inner, into: &output, &defaults, &unresolved, depth: depth)
      } else if isNameByte(next), !(0x30...0x39).contains(next) {
        let name = String(decoding: rest.prefix(while: isNameByte), as: UTF8.self)
        rest = rest.drop(while: isNameByte)
        leave(name, in: &output, &unresolved)
      } else {
        output.append(byte)
      }
    }
  }

  private static func variable(
    _ inner: ArraySlice<UInt8>, into output: inout [UInt8], _ defaults: inout [(name: String, value: String)],
    _ unresolved: inout [String], depth: Int
  ) {
    let name = String(decoding: inner.prefix(while: isNameByte), as: UTF8.self)
    var rest = inner.drop(while: isNameByte)
    if rest.first == 0x3A { rest.removeFirst() }
    guard rest.first == 0x2D else {
      leave(name, in: &output, &unresolved)
      return
    }
    rest.removeFirst()
    var value: [UInt8] = []
    expand(rest, into: &value, &defaults, &unresolved, depth: depth + 1)
    defaults.append((name, String(decoding: value, as: UTF8.self)))
    output += value
  }

  private static func leave(_ name: String, in output: inout [UInt8], _ unresolved: inout [String]) {
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
