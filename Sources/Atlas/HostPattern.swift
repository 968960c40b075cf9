/// A host-name pattern, taken apart into labels: `<bucket>.s3.<region>.scw.cloud`.
final class HostPattern: Sendable {
  /// A label's parts: literal text and named captures, in turn.
  enum Part: Sendable, Hashable {
    case literal(String)
    case capture(String)
  }

  /// The pattern as written.
  let text: String
  /// The entry's number in the file.
  let number: Int
  /// Labels from the right.
  let labels: [[Part]]
  /// Labels that are literal as a whole, which rule out most hosts at once; the last two are the suffix.
  private let fixed: [(number: Int, text: String)]
  /// True if the leftmost label stands for one or more.
  let isOpen: Bool
  /// How many characters are literal: the measure of how much a pattern says.
  let literalLength: Int

  init(_ text: String, number: Int) {
    self.text = text
    self.number = number
    var labels = text.utf8.split(separator: 0x2E).map { Self.parts(Substring($0)) }
    // Bucket names contain dots, other placeholders stand for one label.
    isOpen = labels.first == [.capture("*")] || labels.first == [.capture("bucket")]
    literalLength = labels.joined().reduce(labels.count - 1) { sum, part in
      if case .literal(let text) = part { return sum + text.utf8.count }
      return sum
    }
    labels.reverse()
    self.labels = labels
    fixed = labels.enumerated().dropFirst(2).compactMap { number, parts in
      if parts.count == 1, case .literal(let text) = parts[0] { return (number, text) }
      return nil
    }
  }

  private static func parts(_ label: Substring) -> [Part] {
    if label == "*" { return [.capture("*")] }
    var parts: [Part] = []
    var rest = label.utf8
    while let open = rest.firstIndex(of: 0x3C), let close = rest[open...].firstIndex(of: 0x3E) {
      if open > rest.startIndex { parts.append(.literal(String(label[rest.startIndex..<open]))) }
      parts.append(.capture(String(label[rest.index(after: open)..<close])))
      rest = rest[rest.index(after: close)...]
    }
    if !rest.isEmpty { parts.append(.literal(String(label[rest.startIndex...]))) }
    return parts
  }

  /// The last two labels as a key, which every pattern has in literal form; nil if it has not.
  static func suffix(of text: String) -> String? {
    let bytes = text.utf8
    var dots = 0
    var start = bytes.endIndex
    while start > bytes.startIndex {
      let before = bytes.index(before: start)
      switch bytes[before] {
      case 0x2E: dots += 1
      case 0x3C, 0x3E, 0x2A: return nil
      default: break
      }
      if dots == 2 { break }
      start = before
    }
    return dots == 0 ? nil : String(text[start...])
  }

  /// Fits the pattern to a host's labels.
  ///
  /// - Parameters:
  ///   - host: the labels from the right, in lower case.
  ///   - isRegion: whether a text is a code of the pattern's provider; decides where a label can be cut in
  ///     several ways.
  /// - Returns: what the placeholders stand for; nil if the pattern does not fit.
  func match(_ host: [Substring], isRegion: (String) -> Bool) -> [String: String]? {
    guard isOpen ? host.count >= labels.count : host.count == labels.count else { return nil }
    guard fixed.allSatisfy({ host[$0.number] == $0.text }) else { return nil }
    var captures: [String: String] = [:]
    for (number, parts) in labels.enumerated().dropFirst(2) {
      if isOpen, number == labels.count - 1 {
        if case .capture(let name) = parts[0] {
          captures[name] = host[number...].reversed().joined(separator: ".")
        }
        return captures
      }
      if parts.count == 1, case .capture(let name) = parts[0] {
        // A whole label may be a region that the atlas does not know yet: that is said, not skipped.
        guard Self.accepts(name, host[number], isWhole: true, isRegion) else { return nil }
        captures[name] = String(host[number])
      } else if !Self.match(parts[...], host[number], &captures, isRegion) {
        return nil
      }
    }
    return captures
  }

  /// Tries every way to cut a label; the first in which captures hold what their names promise wins.
  private static func match(
    _ parts: ArraySlice<Part>, _ text: Substring, _ captures: inout [String: String],
    _ isRegion: (String) -> Bool
  ) -> Bool {
    // No label of the DNS is longer; it also bounds the ways to cut one.
    guard text.utf8.count <= 63 else { return false }
    guard let part = parts.first else { return text.isEmpty }
    switch part {
    case .literal(let literal):
      return text.hasPrefix(literal)
        && match(parts.dropFirst(), text.dropFirst(literal.count), &captures, isRegion)
    case .capture(let name):
      guard parts.count > 1 else {
        guard accepts(name, text, isWhole: false, isRegion) else { return false }
        captures[name] = String(text)
        return true
      }
      var end = text.endIndex
      while end > text.startIndex {
        let before = captures
        let piece = text[..<end]
        if accepts(name, piece, isWhole: false, isRegion) {
          captures[name] = String(piece)
          if match(parts.dropFirst(), text[end...], &captures, isRegion) { return true }
          captures = before
        }
        end = text.index(before: end)
      }
      return false
    }
  }

  /// A number is made of digits; a region that shares its label with other words must be a known one.
  private static func accepts(
    _ name: String, _ text: Substring, isWhole: Bool, _ isRegion: (String) -> Bool
  ) -> Bool {
    guard !text.isEmpty else { return false }
    switch name {
    case "n", "nn", "number": return text.utf8.allSatisfy { (0x30...0x39).contains($0) }
    case "region": return isWhole || isRegion(String(text))
    default: return true
    }
  }
}
