import Foundation
import TestSupport
import Testing

@testable import Reporting

/// Programs that an auditor has at hand; without them these tests are skipped, and say so.
private enum Tool {
  static func has(_ name: String) -> Bool {
    ["/usr/bin", "/bin", "/usr/local/bin"].contains {
      FileManager.default.isExecutableFile(atPath: "\($0)/\(name)")
    }
  }

  static func run(_ words: [String], in folder: String) throws -> Int32 {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = words
    process.currentDirectoryURL = URL(fileURLWithPath: folder)
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    return process.terminationStatus
  }
}

@Suite("Bundles under common tools")
struct ForeignToolTests {
  private func seal(_ key: SigningKey?, in folder: TemporaryFolder) throws -> String {
    let path = folder.url.path + "/bundle"
    let bundle = EvidenceBundle(
      SampleReport.report, files: [.report("text", [Array("a report\n".utf8)])],
      build: BuildIdentity(version: "0.0.0", sha256: nil))
    try BundleFolder.write(try bundle.files(signedWith: key), to: path)
    return path
  }

  @Test("sha256sum checks the list", .enabled(if: Tool.has("sha256sum"), "sha256sum is not at hand"))
  func sha256sum() throws {
    let folder = try TemporaryFolder()
    let path = try seal(nil, in: folder)
    #expect(try Tool.run(["sha256sum", "--strict", "-c", "MANIFEST.sha256"], in: path) == 0)
    try Data("b report\n".utf8).write(to: URL(fileURLWithPath: path + "/report.txt"))
    #expect(try Tool.run(["sha256sum", "--strict", "-c", "MANIFEST.sha256"], in: path) != 0)
  }

  @Test(
    "OpenSSL makes the keys and verifies the signature",
    .enabled(if: Tool.has("openssl"), "openssl is not at hand"),
    arguments: [
      ["openssl", "genpkey", "-algorithm", "ED25519", "-out", "key.pem"],
      ["openssl", "genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256", "-out", "key.pem"],
      ["openssl", "ecparam", "-name", "prime256v1", "-genkey", "-out", "key.pem"],
    ])
  func openssl(generate: [String]) throws {
    let folder = try TemporaryFolder()
    let work = folder.url.path
    #expect(try Tool.run(generate, in: work) == 0)
    #expect(
      try Tool.run(["openssl", "pkey", "-in", "key.pem", "-pubout", "-out", "public.pem"], in: work) == 0)
    let key = try SigningKey(pem: String(contentsOfFile: work + "/key.pem", encoding: .utf8))
    let path = try seal(key, in: folder)
    let verifying = try VerifyingKey(pem: String(contentsOfFile: work + "/public.pem", encoding: .utf8))
    #expect(verifying.id == key.id)
    let knowledge = BundleCheck.Knowledge(version: "", atlasSHA256: "", cardsSHA256: "")
    #expect(try BundleCheck(path, key: verifying, knowledge: knowledge).isIntact)

    // As another program would: the envelope's payload and signature, encoded anew for verification.
    let data = try Data(contentsOf: URL(fileURLWithPath: path + "/MANIFEST.dsse.json"))
    let object = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    let type = try #require(object["payloadType"] as? String)
    let payload = try #require((object["payload"] as? String).flatMap { Data(base64Encoded: $0) })
    let first = try #require((object["signatures"] as? [[String: String]])?.first)
    let signature = try #require(first["sig"].flatMap { Data(base64Encoded: $0) })
    try folder.write("signed.bin", Data("DSSEv1 \(type.utf8.count) \(type) \(payload.count) ".utf8) + payload)
    try folder.write("signature.bin", signature)
    let isEdwards = generate.contains("ED25519")
    let verify =
      isEdwards
      ? [
        "openssl", "pkeyutl", "-verify", "-pubin", "-inkey", "public.pem", "-rawin", "-in", "signed.bin",
        "-sigfile", "signature.bin",
      ]
      : ["openssl", "dgst", "-sha256", "-verify", "public.pem", "-signature", "signature.bin", "signed.bin"]
    #expect(try Tool.run(verify, in: work) == 0)
    try folder.write(
      "signed.bin", Data("DSSEv1 \(type.utf8.count) \(type) \(payload.count) ".utf8) + payload + Data([0]))
    #expect(try Tool.run(verify, in: work) != 0)
  }
}
