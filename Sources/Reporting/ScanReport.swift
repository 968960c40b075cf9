public import Assessment
public import Atlas
public import Descriptors
public import Inventory

/// Everything a report is made of: the one input of all formats.
///
/// Immutable, and a class all the same: it is at hand for every record that is written.
public final class ScanReport: Sendable {
  /// The program's version.
  public let version: String
  /// The date up to which the atlas was kept: `2026-11-23`.
  public let atlasAsOf: String
  /// What the user has to know first, such as which policy was chosen for want of one.
  public let notices: [Phrase]
  /// The account of what was read.
  public let coverage: Coverage
  /// The resources, sorted by file and position; findings refer to them by index.
  public let resources: [Resource]
  /// What the policies say of them.
  public let assessment: AssessmentResult
  /// From which severity findings count for the exit code.
  public let thresholds: Thresholds
  /// Findings that do not count yet, by fingerprint.
  public let graces: [String: Grace]
  /// The exit code, with its reason in words.
  public let outcome: Outcome

  /// The knowledge that the scan asked, for names of operators, laws and countries.
  public let atlas: Atlas
  /// The day whose law holds.
  public let asOf: String
  /// What went in and by what it was read; nil unless a format asks for it.
  public let provenance: Provenance?

  /// What the scan was held against; nil if that is nothing.
  public let comparison: ScanComparison?

  /// The end of a scan.
  public struct Outcome: Sendable, Equatable {
    /// 0, 1 or 3, as the design has it.
    public let exitCode: Int32
    /// Why, in one sentence.
    public let reason: Phrase

    /// An outcome.
    public init(exitCode: Int32, reason: Phrase) {
      self.exitCode = exitCode
      self.reason = reason
    }
  }

  /// A report.
  public init(
    version: String, atlasAsOf: String, notices: [Phrase], coverage: Coverage, resources: [Resource],
    assessment: AssessmentResult, threshold: Threshold = .high, outcome: Outcome, atlas: Atlas = Atlas(),
    asOf: String? = nil, provenance: Provenance? = nil, thresholds: Thresholds? = nil,
    graces: [String: Grace] = [:], comparison: ScanComparison? = nil
  ) {
    self.comparison = comparison
    self.thresholds = thresholds ?? Thresholds(threshold)
    self.graces = graces
    self.atlas = atlas
    self.asOf = asOf ?? atlas.asOf
    self.provenance = provenance
    self.version = version
    self.atlasAsOf = atlasAsOf
    self.notices = notices
    self.coverage = coverage
    self.resources = resources
    self.assessment = assessment
    self.outcome = outcome
  }

  /// The threshold where no closer one holds.
  public var threshold: Threshold { thresholds.standard }

  /// True if a finding counts for the exit code.
  public func counts(_ finding: Finding) -> Bool {
    !finding.isSilenced && graces[finding.fingerprint] == nil && thresholds.isReached(by: finding)
  }
}
