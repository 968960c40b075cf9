import Foundation
import TestSupport
import Testing

@testable import Reporting

@Suite("Evidence bundles")
struct BundleTests {
  private static let knowledge = BundleCheck.Knowledge(
    version: "0.0.0", atlasSHA256: "a1", cardsSHA256: "c1")
  /// A key of 32 equal bytes, in the form that OpenSSL gives them: no secret of anybody's.
  private static func privatePEM(_ byte: UInt8 = 7) -> String {
    let start: [UInt8] = [48, 46, 2, 1, 0, 48, 5, 6, 3, 43, 101, 112, 4, 34, 4, 32]
    let content = EncodedText.encode(start + [UInt8](repeating: byte, count: 32))
    return "-----BEGIN PRIVATE KEY-----\n\(content)\n-----END PRIVATE KEY-----\n"
  }

  private static var report: ScanReport {
    let sample = SampleReport.report
    return ScanReport(
      version: sample.version, atlasAsOf: sample.atlasAsOf, notices: sample.notices,
      coverage: sample.coverage,
      resources: sample.resources, assessment: sample.assessment, threshold: sample.threshold,
      outcome: sample.outcome,
      provenance: Provenance(
        commandLine: ["bornage", "scan", "a"], contexts: ["aws.region=eu-west-3"], parameters: [],
        inputs: [.init(path: "a/t.yaml", size: 3, sha256: String(repeating: "0", count: 64))],
        atlasSHA256: "a1",
        cardsSHA256: "c1", sourceDate: "2026-11-28T06:00:00Z"))
  }

  private static func files(_ key: SigningKey?) throws -> [BundleFile] {
    let bundle = EvidenceBundle(
      report,
      files: [
        .report("text", [Array("two ".utf8), Array("pieces\n".utf8)]),
        BundleFile(
          name: "policies/sample.yaml", role: .policy, origin: "sample.yaml", pieces: [Array("p\n".utf8)]),
      ], build: BuildIdentity(version: "0.0.0", sha256: nil))
    return try bundle.files(signedWith: key)
  }

  private func write(_ key: SigningKey? = nil) throws -> (folder: TemporaryFolder, path: String) {
    let folder = try TemporaryFolder()
    let path = folder.url.appendingPathComponent("bundle").path
    try BundleFolder.write(Self.files(key), to: path)
    return (folder, path)
  }

  private func check(_ path: String, _ key: VerifyingKey? = nil) throws -> BundleCheck {
    try BundleCheck(path, key: key, knowledge: Self.knowledge)
  }

  @Test("a bundle as it was sealed, with what it takes to repeat the scan")
  func intact() throws {
    let key = try SigningKey(pem: Self.privatePEM())
    let (_folder, path) = try write(key)
    let check = try check(path, key.verifyingKey)
    #expect(check.differences == [])
    #expect(check.intact == 3)
    #expect(check.signature.hasPrefix("holds (Ed25519"))
    #expect(check.lines.last == "3 files are as they were sealed")
    #expect(check.replay.contains("the same atlas (as of 2026-11-23)"))
    let other = BundleCheck.Knowledge(version: "9.0.0", atlasSHA256: "b1", cardsSHA256: "c1")
    let replay = try BundleCheck(path, key: nil, knowledge: other).replay
    #expect(replay[0].contains("0.0.0 made it, this is 9.0.0"))
    #expect(replay[1].hasPrefix("another atlas"))
    #expect(replay[2] == "the same service cards")
    withExtendedLifetime(_folder) {}
  }

  @Test("the record, the list and the signed statement")
  func golden() throws {
    let files = try Self.files(try SigningKey(pem: Self.privatePEM()))
    var bytes: [UInt8] = []
    for file in files where file.role == .record {
      bytes += Array("== \(file.name)\n".utf8) + file.pieces.joined()
    }
    // The compiler and the machine are those of whoever runs the test.
    var text = String(decoding: bytes, as: UTF8.self)
    for name in ["compiler", "target", "configuration"] {
      text = text.replacing(try Regex("\"\(name)\":\"[^\"]*\""), with: "\"\(name)\":\"-\"")
    }
    let payload = try #require(
      files.last.flatMap { Envelope(Array($0.pieces.joined())) }?.payload)
    let untilEnvelope = text.components(separatedBy: "== MANIFEST.dsse.json")[0]
    text = untilEnvelope.components(separatedBy: "== MANIFEST.sha256")[0]
    #expect(untilEnvelope.contains("  bundle.json\n"))
    #expect(untilEnvelope.contains("  policies/sample.yaml\n"))
    try GoldenFile.compare(Array(text.utf8), to: "bundle.json.text")
    let statement = try #require(
      try JSONSerialization.jsonObject(with: Data(payload)) as? [String: Any])
    #expect(statement["_type"] as? String == "https://in-toto.io/Statement/v1")
    #expect(
      (statement["subject"] as? [[String: Any]])?.compactMap { $0["name"] as? String } == [
        "MANIFEST.sha256", "bundle.json", "policies/sample.yaml", "report.txt",
      ])
  }

  @Test("the same scan gives the same bytes, signature among them")
  func deterministic() throws {
    let key = try SigningKey(pem: Self.privatePEM())
    let (first, second) = (try Self.files(key), try Self.files(key))
    #expect(first.map(\.name) == second.map(\.name))
    #expect(first.map(\.sha256) == second.map(\.sha256))
  }

  /// With the key, no byte of any file can change unseen, nor can a file end earlier or later.
  @Test("every changed byte is found")
  func everyByte() throws {
    let key = try SigningKey(pem: Self.privatePEM())
    let (_folder, path) = try write(key)
    for name in [
      "MANIFEST.sha256", "MANIFEST.dsse.json", "bundle.json", "report.txt", "policies/sample.yaml",
    ] {
      let file = URL(fileURLWithPath: "\(path)/\(name)")
      let original = try Data(contentsOf: file)
      let step = original.count > 1000 ? 7 : 1
      for offset in stride(from: 0, to: original.count, by: step) {
        var changed = original
        changed[offset] ^= UInt8(1 << (offset % 8))
        try changed.write(to: file)
        let found = try? check(path, key.verifyingKey)
        #expect(found?.isIntact != true, "\(name) at \(offset)")
      }
      for changed in [original.dropLast(), original + Data([0x0A]), Data()] {
        try changed.write(to: file)
        let found = try? check(path, key.verifyingKey)
        #expect(found?.isIntact != true, "\(name) with \(changed.count) bytes")
      }
      try original.write(to: file)
    }
    #expect(try check(path, key.verifyingKey).isIntact)
    withExtendedLifetime(_folder) {}
  }

  @Test("what differs is named")
  func differences() throws {
    let (_folder, path) = try write()
    try FileManager.default.removeItem(atPath: "\(path)/report.txt")
    try Data("q\n".utf8).write(to: URL(fileURLWithPath: "\(path)/policies/sample.yaml"))
    try Data().write(to: URL(fileURLWithPath: "\(path)/policies/extra\u{1B}.yaml"))
    try FileManager.default.createSymbolicLink(atPath: "\(path)/link", withDestinationPath: "bundle.json")
    try FileManager.default.createDirectory(atPath: "\(path)/empty", withIntermediateDirectories: false)
    let check = try check(path)
    #expect(
      check.differences.map { "\($0.kind.rawValue) \($0.name)" } == [
        "added empty", "added link", "added policies/extra\u{1B}.yaml", "changed policies/sample.yaml",
        "missing report.txt",
      ])
    #expect(!check.lines.joined().contains("\u{1B}"))
    #expect(check.lines.last == "this bundle is not as it was sealed: 5 differences")
    withExtendedLifetime(_folder) {}
  }

  @Test("a file that became a link to its own bytes is no file of the bundle")
  func link() throws {
    let (folder, path) = try write()
    try FileManager.default.moveItem(atPath: "\(path)/report.txt", toPath: folder.url.path + "/elsewhere")
    try FileManager.default.createSymbolicLink(
      atPath: "\(path)/report.txt", withDestinationPath: folder.url.path + "/elsewhere")
    #expect(try !check(path).isIntact)
  }

  @Test("a signature that is missing, or of another key")
  func signatures() throws {
    let key = try SigningKey(pem: Self.privatePEM())
    let (_unsigned, path) = try write()
    #expect(try check(path).signature.hasPrefix("none"))
    #expect(try check(path, key.verifyingKey).differences.map(\.kind) == [.missing])
    let (_signed, signed) = try write(key)
    #expect(try check(signed).signature.contains("not checked"))
    #expect(try check(signed).isIntact)
    let other = try SigningKey(pem: Self.privatePEM(8)).verifyingKey
    #expect(try check(signed, other).differences.map(\.kind) == [.signature])
    withExtendedLifetime((_unsigned, _signed)) {}
  }

  @Test("a list that was made anew does not go with the old signature")
  func resealed() throws {
    let key = try SigningKey(pem: Self.privatePEM())
    let (_folder, path) = try write(key)
    let forged = Data("p2\n".utf8)
    try forged.write(to: URL(fileURLWithPath: "\(path)/policies/sample.yaml"))
    let list = URL(fileURLWithPath: "\(path)/MANIFEST.sha256")
    let digest = try #require(BundleFolder.digest(of: "\(path)/policies/sample.yaml"))
    let lines = try String(contentsOf: list, encoding: .utf8).components(separatedBy: "\n").map {
      $0.hasSuffix("policies/sample.yaml") ? "\(digest)  policies/sample.yaml" : $0
    }
    try lines.joined(separator: "\n").write(to: list, atomically: true, encoding: .utf8)
    // Even without the key the statement tells.
    #expect(try check(path).differences.map(\.kind) == [.signature])
    withExtendedLifetime(_folder) {}
  }

  @Test("no bundle, and a bundle of a later shape")
  func foreign() throws {
    let folder = try TemporaryFolder()
    #expect(throws: OutputError.self) { try check(folder.url.path) }
    #expect(throws: OutputError.self) { try check(folder.url.path + "/absent") }
    try folder.write("bundle.json", "{\"formatVersion\":\"2.0\"}\n")
    let error = #expect(throws: OutputError.self) { try check(folder.url.path) }
    #expect(error?.message.contains("newer bornage") == true)
    try folder.write("bundle.json", "{\"formatVersion\":\"1.7\"}\n")
    #expect(try check(folder.url.path).differences.map(\.name) == ["MANIFEST.sha256"])
  }

  @Test("a place that holds something, or is none, is refused and left alone")
  func places() throws {
    let folder = try TemporaryFolder()
    let file = try folder.write("full/a.txt", "x")
    for path in [folder.url.path + "/full", file, "", folder.url.path + "/no/such/parent"] {
      #expect(throws: OutputError.self, "\(path)") { try BundleFolder.write(try Self.files(nil), to: path) }
    }
    #expect(try String(contentsOfFile: file, encoding: .utf8) == "x")
    try FileManager.default.createDirectory(
      atPath: folder.url.path + "/empty", withIntermediateDirectories: false)
    try BundleFolder.write(try Self.files(nil), to: folder.url.path + "/empty/")
    #expect(try check(folder.url.path + "/empty").isIntact)
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: folder.url.path).sorted() == ["empty", "full"])
  }

  @Test(
    "keys that cannot sign say why",
    arguments: [
      ("", "no key"),
      ("-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n-----END ENCRYPTED PRIVATE KEY-----\n", "decrypt"),
      ("-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n", "private one"),
      ("-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n", "neither"),
      ("-----BEGIN PRIVATE KEY-----\n!!!!\n-----END PRIVATE KEY-----\n", "no key"),
    ])
  func brokenKeys(pem: String, word: String) {
    let error = #expect(throws: KeyError.self) { try SigningKey(pem: pem) }
    #expect(error?.message.contains(word) == true, "\(error?.message ?? "")")
  }

  @Test("copies have names of their own that lead nowhere else")
  func names() {
    let files = BundleFile.copies(
      [("a/p.yaml", [1]), ("b/p.yaml", [2]), ("c/\u{1B} é.yaml", [3]), ("d/.bornage.yml", [4])],
      role: .policy,
      folder: "policies")
    #expect(
      files.map(\.name) == [
        "policies/p.yaml", "policies/2-p.yaml", "policies/___.yaml", "policies/dot.bornage.yml",
      ])
  }

  @Test("Base64 takes back what it gave, and nothing else")
  func base64() {
    for count in 0..<70 {
      let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 * 37 + count) }
      #expect(EncodedText.encode(bytes) == Data(bytes).base64EncodedString())
      #expect(EncodedText.decode(EncodedText.encode(bytes)) == bytes)
    }
    for text in ["A", "AA", "AA=", "AB==", "A===", "AA==\n", "A=A=", "====", "!AAA"] {
      #expect(EncodedText.decode(text) == nil, "\(text)")
    }
  }
}
