import Descriptors

/// A pattern for names, anchored at both ends, of the few forms that people write: `web`, `web-.*`, `(web|api)`.
///
/// Full regular expressions can be made to run for ever; what is none of these forms is not followed, and said so.
struct NamePattern: Sendable {
  private let alternatives: [[String]]

  /// Reads a pattern; nil for one of another form.
  init?(_ text: String) {
    var inner = text[...]
    if inner.hasPrefix("^") { inner = inner.dropFirst() }
    if inner.hasSuffix("$") { inner = inner.dropLast() }
    if inner.hasPrefix("("), inner.hasSuffix(")") { inner = inner.dropFirst().dropLast() }
    var alternatives: [[String]] = []
    for part in inner.split(separator: "|", omittingEmptySubsequences: false) {
      let pieces = part.replacing(".*", with: "*").replacing("\\.", with: ".").split(
        separator: "*", omittingEmptySubsequences: false)
      for piece in pieces {
        guard piece.utf8.allSatisfy(Self.isOrdinary) else { return nil }
      }
      alternatives.append(pieces.map(String.init))
    }
    self.alternatives = alternatives
  }

  private static func isOrdinary(_ byte: UInt8) -> Bool {
    (0x61...0x7A).contains(byte | 0x20) || (0x30...0x39).contains(byte)
      || [0x2D, 0x2E, 0x5F, 0x3A].contains(byte)
  }

  func matches(_ name: String) -> Bool { alternatives.contains { Self.matches(name[...], $0) } }

  private static func matches(_ name: Substring, _ pieces: [String]) -> Bool {
    guard pieces.count > 1 else { return pieces.first.map { name == $0 } ?? name.isEmpty }
    guard let first = pieces.first, let last = pieces.last, name.hasPrefix(first) else { return false }
    var rest = name.dropFirst(first.count)
    for piece in pieces.dropFirst().dropLast() where !piece.isEmpty {
      guard let found = rest.firstRange(of: piece) else { return false }
      rest = rest[found.upperBound...]
    }
    return rest.hasSuffix(last)
  }
}

/// A selector over labels or annotations: `app=web,tier!=db`.
struct LabelSelector: Sendable {
  private enum Term: Sendable {
    case equal(String, String)
    case different(String, String)
    case present(String)
    case absent(String)
  }

  private let terms: [Term]

  /// Reads a selector; nil for sets (`tier in (a, b)`), which are not followed.
  init?(_ text: String) {
    guard !text.contains("(") else { return nil }
    terms = text.split(separator: ",").map { part in
      let part = String(part).trimmingWhitespace
      if let sign = part.firstRange(of: "!=") {
        return .different(
          String(part[..<sign.lowerBound]).trimmingWhitespace,
          String(part[sign.upperBound...]).trimmingWhitespace)
      }
      if let sign = part.firstRange(of: "==") ?? part.firstRange(of: "=") {
        return .equal(
          String(part[..<sign.lowerBound]).trimmingWhitespace,
          String(part[sign.upperBound...]).trimmingWhitespace)
      }
      return part.hasPrefix("!") ? .absent(String(part.dropFirst())) : .present(part)
    }
  }

  func matches(_ labels: Node?) -> Bool {
    terms.allSatisfy { term in
      switch term {
      case .equal(let key, let value): labels?[key]?.equals(value) == true
      case .different(let key, let value): labels?[key]?.equals(value) != true
      case .present(let key): labels?[key] != nil
      case .absent(let key): labels?[key] == nil
      }
    }
  }
}
