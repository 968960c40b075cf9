/// The compact record of a finished scan: what baselines, comparisons, the ledger and periodic reports are made from.
///
/// Values only, in English and in the order of the scan's report, so that two records can be held against each other
/// long after the files are gone.
public struct ScanSnapshot: Sendable, Hashable {
  /// The program that scanned, and what it knew.
  public struct Tool: Sendable, Hashable {
    /// The program's version.
    public var version: String
    /// The date up to which the atlas was kept.
    public var atlasAsOf: String
    /// SHA-256 over the data of the atlas, in hexadecimal; empty if it was not taken.
    public var atlasSHA256: String

    /// A tool.
    public init(version: String, atlasAsOf: String, atlasSHA256: String = "") {
      self.version = version
      self.atlasAsOf = atlasAsOf
      self.atlasSHA256 = atlasSHA256
    }
  }

  /// A policy that was applied.
  public struct Policy: Sendable, Hashable {
    /// The identifier.
    public var id: String
    /// The version.
    public var version: String
    /// SHA-256 of the policy file's bytes, in hexadecimal.
    public var sha256: String

    /// A policy.
    public init(id: String, version: String, sha256: String) {
      self.id = id
      self.version = version
      self.sha256 = sha256
    }
  }

  /// The account of what was read, in numbers.
  public struct Counts: Sendable, Hashable {
    /// Files and unreadable paths found.
    public var found = 0
    /// Files of a known dialect, read whole.
    public var understood = 0
    /// Files that are no descriptors.
    public var notInfrastructure = 0
    /// Files that look like descriptors and were not understood.
    public var notUnderstood = 0
    /// What could not be opened or read.
    public var unreadable = 0
    /// Everything declared in what was understood.
    public var resources = 0
    /// Those that hold data.
    public var dataBearing = 0
    /// Data-bearing resources whose place is known.
    public var located = 0
    /// True if something that should have been read was not.
    public var isIncomplete = false

    /// Nothing counted.
    public init() {}
  }

  /// The program and its knowledge.
  public var tool: Tool
  /// The day whose law holds.
  public var asOf: String
  /// The policies, in the order of the report.
  public var policies: [Policy]
  /// The account of what was read.
  public var coverage: Counts
  /// The findings, in the order of the report.
  public var findings: [SnapshotFinding]
  /// What holds data, and keys and certificates, in the order of the report.
  public var resources: [SnapshotResource]
  /// Where data goes, in the order of its sources.
  public var flows: [SnapshotFlow]
  /// SHA-256 over everything above, in hexadecimal: equal for the same input, policies, atlas and tool.
  public var digest: String

  /// A record.
  public init(
    tool: Tool, asOf: String, policies: [Policy] = [], coverage: Counts = Counts(),
    findings: [SnapshotFinding] = [], resources: [SnapshotResource] = [], flows: [SnapshotFlow] = [],
    digest: String = ""
  ) {
    self.tool = tool
    self.asOf = asOf
    self.policies = policies
    self.coverage = coverage
    self.findings = findings
    self.resources = resources
    self.flows = flows
    self.digest = digest
  }
}
