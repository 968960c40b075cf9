import Assessment
import Foundation
import TestSupport
import Testing

@testable import Ledger

/// A back end under test, with an empty ledger in it.
final class Backend {
  enum Kind: String, CaseIterable, Sendable {
    case sqlite
    case postgres
  }

  /// The address of a server on which tests may make databases.
  static let server = ProcessInfo.processInfo.environment["BORNAGE_TEST_POSTGRES"]

  /// Those that can be tested here.
  static var available: [Kind] { server == nil ? [.sqlite] : Kind.allCases }

  let location: String
  private let folder: TemporaryFolder?
  private let database: String?

  init(_ kind: Kind) throws {
    switch kind {
    case .sqlite:
      let folder = try TemporaryFolder()
      self.folder = folder
      database = nil
      location = folder.url.appendingPathComponent("ledger.db").path
    case .postgres:
      let server = try #require(Self.server)
      let name = "t" + UUID().uuidString.lowercased().replacingOccurrences(of: "-", with: "")
      folder = nil
      database = name
      try Self.admin("CREATE DATABASE \(name)")
      var address = try #require(URLComponents(string: server))
      address.path = "/" + name
      location = try #require(address.string)
    }
  }

  deinit {
    if let database { try? Self.admin("DROP DATABASE \(database) WITH (FORCE)") }
  }

  private static func admin(_ sql: String) throws {
    try PostgresStore(url: try #require(server), for: .recording, patience: 30).run(sql)
  }

  func open(_ purpose: LedgerPurpose = .recording, patience: Int = 30) throws -> Ledger {
    try Ledger.open(location, for: purpose, patience: patience)
  }
}

/// Small scans for tests.
enum Sample {
  static func finding(_ number: Int, line: Int = 10, severity: Severity = .high) -> SnapshotFinding {
    SnapshotFinding(
      fingerprint: String(repeating: "0", count: 28) + String(1000 + number), rule: "eu.residency",
      policy: "eu-gdpr", category: "residency", severity: severity, verdict: .fail,
      resource: "bucket-\(number)", file: "infra/\(number % 3).yaml", line: line,
      message: "bucket \(number) stands in the United States", value: "us-east-1")
  }

  static func resource(_ number: Int) -> SnapshotResource {
    SnapshotResource(
      key: "bucket-\(number)", name: "bucket \(number)", file: "infra/\(number % 3).yaml", line: 10,
      service: "aws-s3", kind: "object-store", classes: ["health", "per\"sonal,"], places: ["us-east-1"],
      countries: ["US"], isLocated: true, operators: ["aws"], control: ["US"], custody: "K2",
      keys: [SnapshotResource.Key(custody: "K2", reference: "alias/data", place: "us-east-1", rotationDays: 365)],
      algorithms: [])
  }

  static func flow(_ number: Int) -> SnapshotFlow {
    SnapshotFlow(
      source: "bucket-\(number)", file: "infra/\(number % 3).yaml", line: 12, kind: "replica",
      target: "copy of \(number)", host: number == 1 ? "example.com" : nil, targetKey: nil, places: ["eu-west-1"],
      countries: ["IE"], operators: ["aws"], control: ["US"])
  }

  /// A scan of some buckets, each with a finding, a resource and a flow.
  static func scan(_ numbers: some Sequence<Int>, version: String = "0.1.0") -> ScanSnapshot {
    let numbers = Array(numbers)
    var counts = ScanSnapshot.Counts()
    counts.found = 7
    counts.understood = 5
    counts.resources = numbers.count
    counts.dataBearing = numbers.count
    counts.located = numbers.count
    return ScanSnapshot(
      tool: ScanSnapshot.Tool(version: version, atlasAsOf: "2026-11-23", atlasSHA256: "aa"), asOf: "2026-11-23",
      policies: [ScanSnapshot.Policy(id: "eu-gdpr", version: "1.0.0", sha256: "bb")], coverage: counts,
      findings: SnapshotOrder.sorted(numbers.map { finding($0) }),
      resources: SnapshotOrder.sorted(numbers.map(resource)), flows: SnapshotOrder.sorted(numbers.map(flow)),
      digest: "cc")
  }

  /// A Monday, counted in weeks.
  static func week(_ number: Int) -> Moment {
    Moment(microseconds: 1_796_000_000_000_000 + Int64(number) * 7 * 86_400_000_000)
  }
}
