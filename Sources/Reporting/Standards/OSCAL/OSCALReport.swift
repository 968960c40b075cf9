import Assessment

/// Assessment results of OSCAL in version 1.2.1, with the assessment plan inside (NIST, Open Security Controls
/// Assessment Language).
///
/// `docs/standards.md` says what stands where. The three versions differ in their number only: what is written is their
/// common subset.
public enum OSCALReport: ReportFormat {
  /// The name on the command line.
  public static let name = "oscal"
  /// The scanned files stand in the back matter with their digests.
  public static let needsProvenance = true

  /// The whole report as bytes, in pieces.
  public static func pieces(_ report: ScanReport, style: ReportStyle) -> [[UInt8]] {
    OSCALResults(report, version: "1.2.1").pieces
  }
}

/// Assessment results of OSCAL 1.1.3, on which the catalogues of the German BSI are.
public enum OSCALReport113: ReportFormat {
  /// The name on the command line.
  public static let name = "oscal-1.1.3"
  /// As ``OSCALReport``.
  public static let needsProvenance = true

  /// The whole report as bytes, in pieces.
  public static func pieces(_ report: ScanReport, style: ReportStyle) -> [[UInt8]] {
    OSCALResults(report, version: "1.1.3").pieces
  }
}

/// Assessment results of OSCAL 1.1.2, on which the Australian ISM is.
public enum OSCALReport112: ReportFormat {
  /// The name on the command line.
  public static let name = "oscal-1.1.2"
  /// As ``OSCALReport``.
  public static let needsProvenance = true

  /// The whole report as bytes, in pieces.
  public static func pieces(_ report: ScanReport, style: ReportStyle) -> [[UInt8]] {
    OSCALResults(report, version: "1.1.2").pieces
  }
}

/// The assessment plan alone, as the results carry it in their back matter: what was going to be looked at, and how.
public enum OSCALPlanReport: ReportFormat {
  /// The name on the command line.
  public static let name = "oscal-plan"
  /// Its identifier is that of the run.
  public static let needsProvenance = true

  /// The whole plan as bytes.
  public static func pieces(_ report: ScanReport, style: ReportStyle) -> [[UInt8]] {
    let time = ReportTime(report)
    let uuids = ReportUUIDs(report, time: time)
    return [
      OSCALPlan(
        OSCALHead(report, version: "1.2.1", time: time, uuids: uuids),
        controls: OSCALControls(report.assessment.rules)
      ).bytes
    ]
  }
}
