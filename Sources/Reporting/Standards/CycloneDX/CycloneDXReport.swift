/// A bill of materials in CycloneDX 1.6 (ECMA-424): what is described, as services with their data flows, with the keys,
/// algorithms and protocols they rest on.
///
/// `docs/standards.md` says what stands where. It is an inventory: findings are told by the other formats.
public enum CycloneDXReport: ReportFormat {
  /// The name on the command line.
  public static let name = "cyclonedx"
  /// The scanned files are components with their digests.
  public static let needsProvenance = true

  /// The whole bill as bytes, in pieces.
  public static func pieces(_ report: ScanReport, style: ReportStyle) -> [[UInt8]] {
    CycloneDXBill(report, version: "1.6").pieces
  }
}

/// The same in CycloneDX 1.7.
public enum CycloneDXReport17: ReportFormat {
  /// The name on the command line.
  public static let name = "cyclonedx-1.7"
  /// As ``CycloneDXReport``.
  public static let needsProvenance = true

  /// The whole bill as bytes, in pieces.
  public static func pieces(_ report: ScanReport, style: ReportStyle) -> [[UInt8]] {
    CycloneDXBill(report, version: "1.7").pieces
  }
}
