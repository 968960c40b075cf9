import Assessment

/// What a scan changed: the records that came with it, and the digests of those that went.
struct ScanChanges {
  let entry: ScanEntry
  let at: Moment
  let content: String
  let came: [[Ledger.DatedRecord]]
  let went: [[String]]
}

extension Ledger {
  /// Goes through the history scan by scan, tree by tree, oldest first; within a transaction.
  func walk(_ visit: (ScanChanges) throws(LedgerError) -> Void) throws(LedgerError) {
    let entries = try entries("", [])
    let positions = try store.rows("SELECT digest, tree, at, content FROM scans") {
      (row) throws(LedgerError) in
      (try row.text(0), (tree: try row.integer(1), at: try row.integer(2), content: try row.text(3)))
    }
    let byDigest = Dictionary(positions) { first, _ in first }
    for entry in entries {
      guard let position = byDigest[entry.id] else { continue }
      let place: [SQLValue] = [.integer(position.tree), .integer(position.at)]
      var came: [[DatedRecord]] = []
      var went: [[String]] = []
      for kind in RecordKind.allCases {
        came.append(try records(kind, "WHERE x.tree = ?1 AND x.since = ?2 ORDER BY x.id", place))
        went.append(
          try store.rows("SELECT digest FROM \(kind.table) WHERE tree = ?1 AND until = ?2 ORDER BY id", place) {
            (row) throws(LedgerError) in try row.text(0)
          })
      }
      try visit(
        ScanChanges(
          entry: entry, at: Moment(microseconds: position.at), content: position.content, came: came,
          went: went))
    }
  }
}
