public import Assessment

/// How many findings somebody answers for.
public struct FleetTally: Sendable, Equatable {
  /// Open findings by severity.
  public var open: [Severity: Int] = [:]
  /// Findings that a waiver holds for.
  public var waived = 0

  /// Nothing.
  public init() {}

  /// Counts a finding.
  public mutating func add(_ finding: Finding) {
    if finding.isWaived { waived += 1 } else { open[finding.severity, default: 0] += 1 }
  }

  /// Adds another tally.
  public mutating func add(_ other: FleetTally) {
    for severity in Severity.allCases where other.open[severity] ?? 0 > 0 {
      open[severity, default: 0] += other.open[severity] ?? 0
    }
    waived += other.waived
  }
}

/// What became of one tree of a fleet.
public struct FleetEntry: Sendable, Equatable {
  /// A report that was written of it.
  public struct Report: Sendable, Equatable {
    /// The file, from the output folder.
    public let file: String
    /// SHA-256 of its bytes, in hexadecimal.
    public let sha256: String

    /// A report.
    public init(file: String, sha256: String) {
      self.file = file
      self.sha256 = sha256
    }
  }

  /// The name.
  public let name: String
  /// The path.
  public let path: String
  /// Its exit code, as `bornage scan` would have it.
  public var exitCode: Int32
  /// Why, in one sentence.
  public var reason: String
  /// True if it could not be scanned or its result not be put down; then the reason says why.
  public var hasFailed = false
  /// True if it was finished in an earlier run and nothing that bears on it has changed.
  public var isKept = false
  /// The reports.
  public var reports: [Report] = []
  /// Files that were found.
  public var files = 0
  /// Resources that hold data.
  public var dataBearing = 0
  /// Those whose place is known.
  public var located = 0
  /// All findings.
  public var total = FleetTally()
  /// The findings by who answers for them, sorted by owner; one with two owners is in both.
  public var owners: [(owner: String, tally: FleetTally)] = []

  /// An entry.
  public init(name: String, path: String, exitCode: Int32, reason: String) {
    self.name = name
    self.path = path
    self.exitCode = exitCode
    self.reason = reason
  }

  /// The same in every respect.
  public static func == (left: FleetEntry, right: FleetEntry) -> Bool {
    left.name == right.name && left.path == right.path && left.exitCode == right.exitCode
      && left.reason == right.reason && left.hasFailed == right.hasFailed && left.isKept == right.isKept
      && left.reports == right.reports && left.files == right.files && left.dataBearing == right.dataBearing
      && left.located == right.located && left.total == right.total
      && left.owners.elementsEqual(right.owners) { $0 == $1 }
  }
}
