import Descriptors

extension Node {
  /// The text under a key.
  func string(_ key: String) -> String? { self[key]?.text }

  /// The texts of a list, or the single text, under a key.
  func strings(_ key: String) -> [String] {
    guard let node = self[key] else { return [] }
    return node.kind == .sequence ? node.items.compactMap(\.text) : node.text.map { [$0] } ?? []
  }

  /// True if `key: true` stands there.
  func flag(_ key: String) -> Bool { self[key]?.bool ?? false }
}
