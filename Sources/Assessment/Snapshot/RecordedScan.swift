/// A scan as the ledger keeps it.
public struct RecordedScan: Sendable, Hashable {
  /// SHA-256 over the tree, the time and everything recorded, in hexadecimal.
  public let id: String
  /// When it was recorded, in UTC as RFC 3339 writes it: `2026-11-28T06:00:00Z`. ``Moment`` counts with it.
  public let recordedAt: String
  /// What was scanned, by the name under which its history is kept: `acme/infra`.
  public let tree: String
  /// Who answers for it; nil if nobody was named.
  public let owner: String?
  /// What was found.
  ///
  /// Findings, resources and flows are in the order of files, lines and names, which may differ from the report's
  /// among those of one line.
  public let snapshot: ScanSnapshot

  /// A recorded scan.
  public init(id: String, recordedAt: String, tree: String, owner: String?, snapshot: ScanSnapshot) {
    self.id = id
    self.recordedAt = recordedAt
    self.tree = tree
    self.owner = owner
    self.snapshot = snapshot
  }
}

/// What the ledger's list says of a scan, without all that was found.
public struct ScanEntry: Sendable, Hashable {
  /// SHA-256 over the tree, the time and everything recorded, in hexadecimal.
  public let id: String
  /// When it was recorded, in UTC as RFC 3339 writes it.
  public let recordedAt: String
  /// What was scanned.
  public let tree: String
  /// Who answers for it; nil if nobody was named.
  public let owner: String?
  /// The record without findings, resources and flows: tool, day, policies, coverage and digest.
  public let head: ScanSnapshot

  /// An entry.
  public init(id: String, recordedAt: String, tree: String, owner: String?, head: ScanSnapshot) {
    self.id = id
    self.recordedAt = recordedAt
    self.tree = tree
    self.owner = owner
    self.head = head
  }
}

/// When a finding was there, over all recorded scans of a tree.
public struct FindingHistory: Sendable, Hashable {
  /// From the first scan that has it to the first one that has it no more.
  public struct Stretch: Sendable, Hashable {
    /// When the first scan that has it was recorded.
    public let since: String
    /// When the first scan without it was recorded; nil if the last scan still has it.
    public let until: String?

    /// A stretch.
    public init(since: String, until: String?) {
      self.since = since
      self.until = until
    }
  }

  /// The finding as the last scan that had it says it.
  public let finding: SnapshotFinding
  /// When it was there, oldest first, never empty; several if it came back.
  public let stretches: [Stretch]

  /// A history.
  public init(finding: SnapshotFinding, stretches: [Stretch]) {
    self.finding = finding
    self.stretches = stretches
  }

  /// When it was first recorded, in RFC 3339.
  public var firstSeen: String? { stretches.first?.since }
  /// Since when it stands without a break; nil if it is closed.
  public var openSince: String? { stretches.last.flatMap { $0.until == nil ? $0.since : nil } }
  /// When it was closed last; nil if it is open.
  public var closed: String? { stretches.last?.until }
  /// True if the last scan still has it.
  public var isOpen: Bool { closed == nil }
}
