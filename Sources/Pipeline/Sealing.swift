import Assessment
import Descriptors
import Glibc
public import Reporting

/// Seals a scan: a folder with the reports, what they rest on, and a digest of everything.
public struct Sealing: Sendable {
  private static let usual = ["text", "json", "sarif"]

  private let folder: String
  private let formats: [any ReportFormat.Type]
  private let language: Language
  private let key: SigningKey?
  private let isQuiet: Bool

  /// Checks the place and the key before anything is scanned.
  ///
  /// - Parameters:
  ///   - folder: the folder of the bundle, empty or not there yet.
  ///   - outputs: the reports; those that name no file go into the bundle, or else text, JSON and SARIF.
  ///   - keyFile: a private key that signs the bundle.
  /// - Throws: ``UsageError`` if the folder cannot be written or the key not be used.
  public init(to folder: String, outputs: ReportOutputs, keyFile: String?) throws(UsageError) {
    isQuiet = outputs.isQuiet
    do {
      self.folder = try BundleFolder.place(folder)
    } catch {
      throw UsageError(error.message)
    }
    language = outputs.language
    formats = outputs.unplaced.isEmpty ? Self.usual.compactMap { ReportFormats.named($0) } : outputs.unplaced
    guard let keyFile else {
      key = nil
      return
    }
    let text = try Self.text(of: keyFile)
    do {
      key = try SigningKey(pem: text)
    } catch {
      throw UsageError("\(keyFile): \(error.message)")
    }
  }

  /// Writes the bundle, whole or not at all.
  ///
  /// - Parameter given: what the scan rests on: ``Scan/givenFiles``.
  public func seal(_ report: ScanReport, given: [BundleFile], excerpts: FileExcerpts) throws(UsageError) {
    let style = ReportStyle(excerpts: excerpts, language: language)
    let reports = formats.map { BundleFile.report($0.name, $0.pieces(report, style: style)) }
    let bundle = EvidenceBundle(report, files: reports + given, build: Self.build)
    let files: [BundleFile]
    do {
      files = try bundle.files(signedWith: key)
    } catch {
      throw UsageError(error.message)
    }
    do {
      try BundleFolder.write(files, to: folder)
    } catch {
      throw UsageError(error.message)
    }
    let signed = key.map { ", signed with key \($0.id.prefix(16))" } ?? ""
    guard !isQuiet else { return }
    Console.error("bornage: sealed \(files.count) files in \(SafeText.line(folder))\(signed)")
  }

  private static var build: BuildIdentity {
    var digest = Digest.Running()
    let isRead = BundleFolder.forEachPiece(of: "/proc/self/exe", followed: true) { digest.update($0) }
    return BuildIdentity(version: Version.current, sha256: isRead ? digest.finish() : nil)
  }

  static func text(of path: String) throws(UsageError) -> String {
    do {
      let source = try WholeFile.read(path, maxBytes: 1 << 16)
      // The bytes live as long as their owner.
      return withExtendedLifetime(source) { String(decoding: source.raw, as: UTF8.self) }
    } catch {
      throw UsageError("\(path): \(error.message.english); \(error.remedy.english)")
    }
  }
}
