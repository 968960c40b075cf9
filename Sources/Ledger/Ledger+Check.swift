import Assessment

extension Ledger {
  /// What is wrong with the ledger, one sentence each; empty if it is as it was written.
  ///
  /// The back end looks at its own files first. Then every scan is put together again and its digest taken anew, so that
  /// nothing can have been lost, added or changed since it was recorded.
  public func check() -> [String] {
    do throws(LedgerError) {
      let faults = try store.faults().map { "the file: \($0)" }
      // What the back end cannot read by itself is not read again.
      if !faults.isEmpty { return faults }
      return try transaction(.reading) { () throws(LedgerError) in
        try wrongTexts() + wrongDates() + wrongScans()
      }
    } catch {
      return [error.message]
    }
  }

  private func wrongTexts() throws(LedgerError) -> [String] {
    var wrong = 0
    try store.each("SELECT digest, body FROM texts") { (row) throws(LedgerError) in
      if SharedTexts.digest(try row.text(1)) != (try row.text(0)) { wrong += 1 }
    }
    return wrong == 0 ? [] : ["\(wrong) shared text\(wrong == 1 ? " is" : "s are") not as written"]
  }

  /// Rows that begin or end at a moment of which no scan is known, or before they begin.
  private func wrongDates() throws(LedgerError) -> [String] {
    var faults: [String] = []
    for kind in RecordKind.allCases {
      let known = "EXISTS (SELECT 1 FROM scans s WHERE s.tree = x.tree AND s.at ="
      let count = try store.rows(
        "SELECT count(*) FROM \(kind.table) x WHERE x.since >= x.until OR NOT \(known) x.since) "
          + "OR (x.until <> ?1 AND NOT \(known) x.until))", [.integer(Self.endOfTime)]
      ) { (row) throws(LedgerError) in try row.int(0) }.first ?? 0
      if count > 0 {
        faults.append("\(count) row\(count == 1 ? "" : "s") of \(kind.table) belong to no recorded scan")
      }
    }
    return faults
  }

  private func wrongScans() throws(LedgerError) -> [String] {
    var faults: [String] = []
    var tree = ""
    var standing: [Set<String>] = []
    try walk { (changes) throws(LedgerError) in
      let entry = changes.entry
      if entry.tree != tree || standing.isEmpty {
        tree = entry.tree
        standing = RecordKind.allCases.map { _ in [] }
      }
      let name = "scan \(entry.id.prefix(12)) of \(entry.tree) at \(entry.recordedAt)"
      for kind in RecordKind.allCases {
        let index = kind.rawValue
        for digest in changes.went[index] { standing[index].remove(digest) }
        let altered = changes.came[index].count { $0.record.digest != $0.digest }
        if altered > 0 { faults.append("\(name): \(altered) of its \(kind.table) are not as written") }
        standing[index].formUnion(changes.came[index].map(\.digest))
      }
      let content = ScanHead.content(entry.head, standing.map(Array.init))
      let id = ScanHead.id(tree: entry.tree, owner: entry.owner, at: changes.at, content: content)
      if content != changes.content || id != entry.id || changes.at.text != entry.recordedAt {
        faults.append("\(name): what is there is not what was recorded")
      }
    }
    return faults
  }
}
