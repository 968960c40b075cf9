import Assessment
import Descriptors

/// A scan's reports with all that an auditor needs to trust and to repeat them.
public struct EvidenceBundle {
  /// The version of the bundle's shape: the first number changes when an older program could not verify it.
  static let formatVersion = "1.0"
  /// The name of the record.
  static let recordName = "bundle.json"

  private let report: ScanReport
  private let build: BuildIdentity
  private let content: [BundleFile]

  /// A bundle.
  ///
  /// - Parameters:
  ///   - report: the scan, with its provenance.
  ///   - files: the reports, and copies of policies, waivers and configurations.
  ///   - build: the program.
  public init(_ report: ScanReport, files: [BundleFile], build: BuildIdentity) {
    self.report = report
    self.build = build
    content = files.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
  }

  /// All files of the bundle, the manifest and, with a key, the signature among them.
  public func files(signedWith key: SigningKey? = nil) throws(KeyError) -> [BundleFile] {
    let record = BundleFile(name: Self.recordName, role: .record, pieces: recordPieces)
    var files = content + [record]
    let manifest = HashManifest(files)
    files.append(BundleFile(name: HashManifest.fileName, role: .record, pieces: [manifest.bytes]))
    guard let key else { return files }
    let statement = Statement(manifest, predicate: predicate)
    let envelope = try Envelope(payload: statement.bytes, signedWith: key)
    files.append(BundleFile(name: Envelope.fileName, role: .record, pieces: [envelope.bytes]))
    return files
  }

  private var predicate: Statement.Predicate {
    Statement.Predicate(
      version: build.version, atlasSHA256: report.provenance?.atlasSHA256 ?? "",
      cardsSHA256: report.provenance?.cardsSHA256 ?? "", policies: report.assessment.policies,
      exitCode: Int(report.outcome.exitCode), sourceDate: report.provenance?.sourceDate)
  }

  // MARK: The record

  private var recordPieces: [[UInt8]] {
    var writer = JSONWriter()
    writer.object { writer in
      writer.member("formatVersion", Self.formatVersion)
      program(&writer)
      given(&writer)
      writer.member("policies", lines: report.assessment.policies) { writer, policy in
        writer.object {
          $0.member("id", policy.id)
          $0.member("version", policy.version)
          $0.member("title", policy.title)
          $0.member("sha256", policy.sha256)
        }
      }
      writer.member(
        "outcome",
        object: {
          $0.member("exitCode", Int(report.outcome.exitCode))
          $0.member("reason", report.outcome.reason)
          $0.member("threshold", report.threshold.word)
        })
      writer.member("files", lines: content) { writer, file in
        writer.object {
          $0.member("name", file.name)
          $0.member("role", file.role.rawValue)
          $0.member("origin", file.origin)
          $0.member("size", file.size)
          $0.member("sha256", file.sha256)
        }
      }
      JSONReport.coverage(report.coverage, &writer)
      writer.member("inputs", lines: report.provenance?.inputs ?? []) { writer, input in
        writer.object {
          $0.member("path", input.path)
          $0.member("size", input.size)
          $0.member("sha256", input.sha256)
        }
      }
    }
    writer.newline()
    return writer.pieces
  }

  private func program(_ writer: inout JSONWriter) {
    writer.member(
      "tool",
      object: {
        $0.member("name", "bornage")
        $0.member("version", build.version)
        $0.member("compiler", BuildIdentity.compiler)
        $0.member("target", BuildIdentity.target)
        $0.member("configuration", BuildIdentity.configuration)
        $0.member("sha256", build.sha256)
      })
    writer.member(
      "atlas",
      object: {
        $0.member("asOf", report.atlasAsOf)
        $0.member("sha256", report.provenance?.atlasSHA256)
      })
    writer.member("cards", object: { $0.member("sha256", report.provenance?.cardsSHA256) })
  }

  private func given(_ writer: inout JSONWriter) {
    guard let provenance = report.provenance else { return }
    writer.member("sourceDate", provenance.sourceDate)
    writer.member("commandLine", strings: provenance.commandLine)
    writer.member("contexts", strings: provenance.contexts)
    writer.member("parameters", strings: provenance.parameters)
    writer.member("notices", strings: report.notices.map(\.english))
  }
}
