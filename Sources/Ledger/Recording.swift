import Assessment

/// What became of a scan that was to be recorded.
public enum Recording: Sendable, Hashable {
  /// It is in the ledger now, under this digest.
  case stored(id: String)
  /// It was there, under this digest, recorded at this time.
  case alreadyRecorded(id: String, at: String)
}

/// A scan with everything that its digest covers.
struct PendingScan {
  let tree: String
  let owner: String?
  /// The record without findings, resources and flows.
  let head: ScanSnapshot
  let records: ScanRecords
  /// SHA-256 over head and records: equal for scans that found the same.
  let content: String

  init(_ snapshot: ScanSnapshot, tree: String, owner: String?) {
    self.init(head: snapshot, records: ScanRecords(snapshot), tree: tree, owner: owner)
  }

  init(head: ScanSnapshot, records: ScanRecords, tree: String, owner: String?) {
    self.tree = LedgerText.clean(tree)
    self.owner = owner.map(LedgerText.clean)
    self.records = records
    self.head = ScanHead.bare(head)
    content = ScanHead.content(self.head, records.byKind.map { $0.map(\.digest) })
  }

  /// The digest under which it is recorded at a time.
  func id(at moment: Moment) -> String {
    ScanHead.id(tree: tree, owner: owner, at: moment, content: content)
  }
}

/// What a scan says beside its records, and the digests over it.
enum ScanHead {
  /// The same without findings, resources and flows, and with nothing in it that a back end cannot keep.
  static func bare(_ snapshot: ScanSnapshot) -> ScanSnapshot {
    ScanSnapshot(
      tool: ScanSnapshot.Tool(
        version: LedgerText.clean(snapshot.tool.version), atlasAsOf: LedgerText.clean(snapshot.tool.atlasAsOf),
        atlasSHA256: LedgerText.clean(snapshot.tool.atlasSHA256)),
      asOf: LedgerText.clean(snapshot.asOf),
      policies: snapshot.policies.map {
        ScanSnapshot.Policy(
          id: LedgerText.clean($0.id), version: LedgerText.clean($0.version), sha256: LedgerText.clean($0.sha256))
      },
      coverage: snapshot.coverage, digest: LedgerText.clean(snapshot.digest))
  }

  /// SHA-256 over everything that was found, in hexadecimal.
  ///
  /// - Parameter digests: those of the records, by kind, in any order.
  static func content(_ head: ScanSnapshot, _ digests: [[String]]) -> String {
    var material = DigestMaterial("bornage ledger content 1")
    for value in values(head) { material.add(value) }
    material.add(.number(head.policies.count))
    for policy in head.policies {
      for text in [policy.id, policy.version, policy.sha256] { material.add(.text(text)) }
    }
    for (kind, digests) in zip(RecordKind.allCases, digests) {
      material.add(.text(kind.table))
      material.add(.number(digests.count))
      for digest in digests.sorted() { material.add(.text(digest)) }
    }
    return material.whole
  }

  /// SHA-256 over a scan's content, whose it is and when it was recorded, in hexadecimal.
  static func id(tree: String, owner: String?, at moment: Moment, content: String) -> String {
    var material = DigestMaterial("bornage ledger scan 1")
    material.add(.text(tree))
    material.add(.text(orNull: owner))
    material.add(.integer(moment.microseconds))
    material.add(.text(content))
    return material.whole
  }

  /// The columns of `scans` that hold it, in the order of ``values(_:)``.
  static let columns = [
    "snapshot", "tool", "atlas_as_of", "atlas_sha256", "as_of", "found", "understood", "not_infrastructure",
    "not_understood", "unreadable", "resources", "data_bearing", "located", "incomplete",
  ]

  /// Everything but the policies as values of columns.
  static func values(_ head: ScanSnapshot) -> [SQLValue] {
    let counts = head.coverage
    return [
      .text(head.digest), .text(head.tool.version), .text(head.tool.atlasAsOf), .text(head.tool.atlasSHA256),
      .text(head.asOf), .number(counts.found), .number(counts.understood), .number(counts.notInfrastructure),
      .number(counts.notUnderstood), .number(counts.unreadable), .number(counts.resources),
      .number(counts.dataBearing), .number(counts.located), .flag(counts.isIncomplete),
    ]
  }

  /// The head that a row holds, from a column on.
  static func read(_ row: LedgerRow, from first: Int) throws(LedgerError) -> ScanSnapshot {
    var counts = ScanSnapshot.Counts()
    counts.found = try row.int(first + 5)
    counts.understood = try row.int(first + 6)
    counts.notInfrastructure = try row.int(first + 7)
    counts.notUnderstood = try row.int(first + 8)
    counts.unreadable = try row.int(first + 9)
    counts.resources = try row.int(first + 10)
    counts.dataBearing = try row.int(first + 11)
    counts.located = try row.int(first + 12)
    counts.isIncomplete = try row.int(first + 13) == 1
    return ScanSnapshot(
      tool: ScanSnapshot.Tool(
        version: try row.text(first + 1), atlasAsOf: try row.text(first + 2),
        atlasSHA256: try row.text(first + 3)),
      asOf: try row.text(first + 4), coverage: counts, digest: try row.text(first))
  }
}
