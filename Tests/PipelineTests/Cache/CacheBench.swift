import Foundation
import TestSupport

@testable import Pipeline

/// A tree to scan with a cache, and what came of it.
final class CacheBench {
  /// What one scan gave.
  struct Answer: Equatable {
    let report: String
    let exitCode: Int32
  }

  static let waivers = """
    waivers:
      - id: W-1
        type: risk-adjustment
        match: { rule: GDPR-RES-1, resource: "*" }
        reason: It moves soon.
        requested-by: a@example.org
        approved-by: b@example.org
        approved-on: 2026-11-20
        expires: 2026-11-30
    """

  let tree: TemporaryFolder
  let place: TemporaryFolder
  var options: ScanOptions
  var format = "json"
  var program = "program"
  var environment: [String] = []
  var megabytes = 16
  var key: [UInt8]?

  init() throws {
    tree = try TemporaryFolder()
    place = try TemporaryFolder()
    try tree.write(".git/HEAD", "")
    try tree.write("infra/a.yaml", "Resources:\n  B:\n    Type: AWS::S3::Bucket\n")
    try tree.write("infra/k.yaml", "apiVersion: v1\nkind: Secret\nmetadata: { name: s }\ndata: {}\n")
    options = ScanOptions(
      paths: [tree.url.appendingPathComponent("infra").path], policies: ["eu-gdpr"],
      contexts: ["aws.region=us-east-1"])
    options.asOf = nil
    options.sourceDate = "2026-11-25T00:00:00Z"
  }

  var folder: String { place.url.appendingPathComponent("cache").path }

  /// The names of the answers that are kept.
  var kept: [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).filter { $0.utf8.count == 64 }
      .sorted()
  }

  private var file: String { place.url.appendingPathComponent("report").path }

  private func outputs() throws -> ReportOutputs {
    try ReportOutputs(formats: ["\(format)=\(file)"], output: nil)
  }

  private func answer(_ exitCode: Int32) throws -> Answer {
    Answer(report: try String(contentsOfFile: file, encoding: .utf8), exitCode: exitCode)
  }

  /// What a scan without any cache says.
  func plain() async throws -> Answer {
    let (report, excerpts) = try await Scan(options).run()
    try outputs().write(report, excerpts: excerpts)
    return try answer(report.outcome.exitCode)
  }

  /// What a scan with the cache says.
  ///
  /// - Parameter between: what happens after the files were looked at and before they are scanned.
  func cached(between: () throws -> Void = {}) async throws -> Answer {
    let scan = try Scan(options)
    let cache = try CacheFolder(folder, maxBytes: megabytes << 20, seal: CacheSeal(key: key))
    let cached = CachedScan(scan, outputs: try outputs(), cache: cache)
    try? FileManager.default.removeItem(atPath: file)
    guard let key = await scan.key(program: { [program] in program }, environment: environment) else {
      throw UsageError("this scan has no key")
    }
    try between()
    return try answer(try await cached.run(key, program: program, environment: environment))
  }
}
