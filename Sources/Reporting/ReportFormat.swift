/// A way to write a report: one file each, and one line in ``ReportFormats``.
public protocol ReportFormat: Sendable {
  /// The name on the command line.
  static var name: String { get }
  /// The whole report as bytes, in pieces that follow each other.
  static func pieces(_ report: ScanReport, style: ReportStyle) -> [[UInt8]]
  /// True if the report needs ``ScanReport/provenance``, which costs a digest of every file.
  static var needsProvenance: Bool { get }
}

extension ReportFormat {
  /// The whole report as bytes.
  public static func render(_ report: ScanReport, style: ReportStyle) -> [UInt8] {
    Array(pieces(report, style: style).joined())
  }

  /// Most formats do without.
  public static var needsProvenance: Bool { false }
}

/// What a format may need to know beside the report.
public struct ReportStyle {
  /// True if colours are wanted: a terminal, and no `NO_COLOR`.
  public let colour: Bool
  /// Lines of the scanned files.
  public let excerpts: (any ExcerptSource)?
  /// How many findings of one rule a report for people tells in full; the rest is counted.
  public let mostPerRule: Int
  /// The language of formats for people; machine formats are in English.
  public let language: Language

  /// A style.
  public init(
    colour: Bool = false, excerpts: (any ExcerptSource)? = nil, mostPerRule: Int = 50,
    language: Language = .english
  ) {
    self.language = language
    self.colour = colour
    self.excerpts = excerpts
    self.mostPerRule = mostPerRule
  }
}

/// Gives back lines of scanned files for excerpts.
public protocol ExcerptSource {
  /// A line, counted from 1; nil if it cannot be had any more.
  func line(_ number: Int, of file: String) -> String?
}

/// The formats that this program writes.
public enum ReportFormats {
  /// One line a format.
  public static let all: [any ReportFormat.Type] = [
    TextReport.self,
    HTMLReport.self,
    JSONReport.self,
    NDJSONReport.self,
    SnapshotReport.self,
    SARIFReport.self,
    CSVReport.self,
    MarkdownReport.self,
    JUnitReport.self,
    CheckstyleReport.self,
    GitHubReport.self,
    GitLabCodeQualityReport.self,
    GitLabSASTReport.self,
    OSCALReport.self,
    OSCALReport113.self,
    OSCALReport112.self,
    OSCALPlanReport.self,
    CycloneDXReport.self,
    CycloneDXReport17.self,
    XCCDFReport.self,
    ARFReport.self,
  ]

  /// The names, for messages.
  public static var names: [String] { all.map { $0.name } }

  /// The format of a name.
  public static func named(_ name: String) -> (any ReportFormat.Type)? { all.first { $0.name == name } }
}
