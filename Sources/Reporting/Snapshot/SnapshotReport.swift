/// The compact record of a scan, to be held against another one later: `--format snapshot=FILE`.
public enum SnapshotReport: ReportFormat {
  /// The name on the command line.
  public static let name = "snapshot"

  /// The whole record as bytes.
  public static func pieces(_ report: ScanReport, style: ReportStyle) -> [[UInt8]] {
    [SnapshotWriter.bytes(SnapshotMaker.make(report))]
  }
}
