import Descriptors

/// Identifiers of resources, brought into the one form in which they are compared.
enum ARMIdentifier {
  /// `namespace/type/name/type/name` in lower case, of an identifier with or without what stands before its provider;
  /// nil for a text that is none.
  static func normal(_ text: String) -> String? {
    let lower = text.lowercased()
    var tail = lower[...]
    var rest = lower
    while let mark = rest.range(ofASCII: "/providers/") {
      rest = String(rest[mark.upperBound...])
      tail = rest[...]
    }
    while tail.hasPrefix("/") { tail = tail.dropFirst() }
    let parts = split(String(tail))
    guard parts.count >= 3, parts.count % 2 == 1, parts[0].contains("."), !parts[0].contains("\u{E000}")
    else {
      return nil
    }
    return String(tail)
  }

  /// The same of a type and a name with as many parts as the type has levels; nil if they do not fit.
  static func normal(type: String, name: String) -> String? {
    let levels = type.lowercased().split(separator: "/")
    let names = split(name.lowercased())
    guard levels.count >= 2, names.count == levels.count - 1 else { return nil }
    return zip(levels.dropFirst(), names).reduce(into: String(levels[0])) { $0 += "/\($1.0)/\($1.1)" }
  }

  /// The identifier of what a child is part of; nil for one that is no child.
  static func parent(_ normal: String) -> String? {
    let parts = split(normal)
    return parts.count >= 5 ? parts.dropLast(2).joined(separator: "/") : nil
  }

  /// Splits at slashes that stand outside of opaque parts.
  static func split(_ text: String) -> [String] {
    // Most identifiers have no opaque part, and then the bytes can be split.
    guard text.utf8.contains(0xEE) else {
      return text.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        .map { String(Substring($0)) }
    }
    var parts = [""]
    var isInside = false
    for scalar in text.unicodeScalars {
      if scalar == "\u{E000}" { isInside = true }
      if scalar == "\u{E001}" { isInside = false }
      if scalar == "/", !isInside {
        parts.append("")
      } else {
        parts[parts.count - 1].unicodeScalars.append(scalar)
      }
    }
    return parts
  }
}
