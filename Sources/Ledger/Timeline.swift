/// The records of one kind of a tree over time, at the moment of a scan that is being recorded.
///
/// A row is there from `since` up to, and without, `until`, both moments of scans of the tree. A scan changes only rows
/// whose records come or go, so that a week without a change costs nothing. Scans may arrive in any order.
struct Timeline {
  let store: any LedgerStore
  let kind: RecordKind
  let tree: Int64
  /// The moment of the scan, in microseconds.
  let at: Int64
  /// The moment of the next scan of the tree; nil if there is none yet.
  let next: Int64?

  private var end: Int64 { next ?? Ledger.endOfTime }

  /// Makes these records, and no others, the ones that are there at the moment.
  func set(_ records: [LedgerRecord]) throws(LedgerError) {
    // What the scan before has, and would still be there.
    var standing: [String: (id: Int64, until: Int64)] = [:]
    try each("since < ?2 AND until > ?2", at) { (digest, id, until) in standing[digest] = (id, until) }
    // What comes with the next scan, and may have to come earlier.
    var coming: [String: Int64] = [:]
    if let next { try each("since = ?2", next) { (digest, id, _) in coming[digest] = id } }

    var fresh: [LedgerRecord] = []
    var earlier: [Int64] = []
    for record in records {
      if standing.removeValue(forKey: record.digest) != nil { continue }
      if let id = coming[record.digest] {
        earlier.append(id)
      } else {
        fresh.append(record)
      }
    }
    let gone = standing.values.sorted { $0.id < $1.id }
    try split(gone.filter { $0.until > end })
    try update("until", gone.map(\.id))
    try update("since", earlier.sorted())
    try insert(fresh)
  }

  private func each(
    _ condition: String, _ moment: Int64, _ body: (String, Int64, Int64) -> Void
  ) throws(LedgerError) {
    try store.each(
      "SELECT digest, id, until FROM \(kind.table) WHERE tree = ?1 AND \(condition)",
      [.integer(tree), .integer(moment)]
    ) { (row) throws(LedgerError) in body(try row.text(0), try row.integer(1), try row.integer(2)) }
  }

  private func update(_ column: String, _ ids: [Int64]) throws(LedgerError) {
    try store.inParts(
      "UPDATE \(kind.table) SET \(column) = ?1 WHERE id IN ({list})", first: [.integer(at)],
      ids.map { .integer($0) }
    ) { (_) throws(LedgerError) in }
  }

  /// What is not there now but again in the next scan gets a row of its own from then on.
  private func split(_ rows: [(id: Int64, until: Int64)]) throws(LedgerError) {
    guard !rows.isEmpty else { return }
    var id = try store.nextID(kind.table)
    let columns = kind.columns.map(\.name).joined(separator: ", ")
    for row in rows {
      try store.execute(
        "INSERT INTO \(kind.table) (id, tree, digest, since, until, \(columns)) "
          + "SELECT CAST(?1 AS BIGINT), tree, digest, CAST(?2 AS BIGINT), until, \(columns) "
          + "FROM \(kind.table) WHERE id = ?3",
        [.integer(id), .integer(end), .integer(row.id)])
      id += 1
    }
  }

  private func insert(_ records: [LedgerRecord]) throws(LedgerError) {
    guard !records.isEmpty else { return }
    let shared = kind.columns.enumerated().filter { $0.element.form == .shared }.map(\.offset)
    let texts = try SharedTexts(store: store, records.flatMap { record in shared.map { record.values[$0] } })
    var id = try store.nextID(kind.table)
    var rows: [[SQLValue]] = []
    rows.reserveCapacity(records.count)
    for record in records {
      var values = record.values
      for index in shared { values[index] = texts.reference(values[index]) }
      rows.append([.integer(id), .integer(tree), .text(record.digest), .integer(at), .integer(end)] + values)
      id += 1
    }
    try store.insert(
      kind.table, ["id", "tree", "digest", "since", "until"] + kind.columns.map(\.name), rows)
  }
}
