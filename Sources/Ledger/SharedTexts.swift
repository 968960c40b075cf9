/// Texts that many records share, each kept once for the whole ledger.
struct SharedTexts {
  private var ids: [ExactText: Int64] = [:]

  /// Finds the texts, and adds those that are new; within a transaction for recording.
  init(store: any LedgerStore, _ values: [SQLValue]) throws(LedgerError) {
    var missing: [String: String] = [:]
    for case .text(let text) in values where ids.updateValue(0, forKey: ExactText(text)) == nil {
      missing[Self.digest(text)] = text
    }
    let sorted = missing.keys.sorted()
    try store.inParts("SELECT digest, id FROM texts WHERE digest IN ({list})", sorted.map { .text($0) }) {
      (row) throws(LedgerError) in
      if let text = missing.removeValue(forKey: try row.text(0)) { ids[ExactText(text)] = try row.integer(1) }
    }
    var id = try store.nextID("texts")
    var rows: [[SQLValue]] = []
    for digest in sorted {
      guard let text = missing[digest] else { continue }
      ids[ExactText(text)] = id
      rows.append([.integer(id), .text(digest), .text(text)])
      id += 1
    }
    try store.insert("texts", ["id", "digest", "body"], rows)
  }

  /// What stands in a column for a text.
  func reference(_ value: SQLValue) -> SQLValue {
    guard case .text(let text) = value, let id = ids[ExactText(text)] else { return .null }
    return .integer(id)
  }

  /// Half a SHA-256 in hexadecimal, under which a text is found.
  static func digest(_ text: String) -> String {
    DigestMaterial(text).half
  }
}

/// A text that equals another one if their bytes do: Swift's own texts are equal if they look equal, and what is kept
/// has to be given back to the byte.
struct ExactText: Hashable {
  let text: String

  init(_ text: String) {
    self.text = text
  }

  static func == (left: ExactText, right: ExactText) -> Bool { left.text.utf8.elementsEqual(right.text.utf8) }

  func hash(into hasher: inout Hasher) {
    var text = text
    text.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
  }
}
