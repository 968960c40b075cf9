import Atlas
import Descriptors
import Foundation
import Inventory
import Testing

@testable import Reporting

@Suite("Registers that regulations ask for")
struct RegisterTests {
  private static let source = AtlasSource(text: "a list", asOf: "2026-11-23", unsure: false)

  private static func place(_ code: String, _ countries: [String]) -> Place {
    Place(
      kind: countries.count == 1 ? .region : .global, code: code, name: code,
      countries: countries.map { Country($0) },
      source: source)
  }

  /// The sample's resources, and: a French database with flows to an adequate country, anywhere, and within the EEA; a
  /// copy that says nothing of its class; a key; a certificate.
  private static var inventory: InventoryReport {
    let sample = SampleReport.report
    var records = Resource(
      key: "AWS::RDS::DBInstance/Records", dialect: "cloudformation", type: "AWS::RDS::DBInstance",
      name: "Records",
      kind: .database, roles: [.database], holdsData: true,
      span: SampleReport.span("infra/db.yaml", 7, 3, to: 10),
      place: Possible(place("eu-west-3", ["FR"]), evidence: []),
      operatorID: Possible("outscale", evidence: []))
    records.tags = [Tag("data-class", "health", at: records.span)]
    records.atRest = Possible(AtRest(encrypted: true, algorithm: "AES-256", byDefault: true), evidence: [])
    records.keyState = Possible(
      KeyState(custody: .external, reference: "hsm/records", place: place("DE", ["DE"]), rotationDays: 90),
      evidence: [])
    let link = Possible(TransitState(encrypted: true, minimumVersion: .tls12), evidence: [])
    records.flows = [
      Flow(
        .backup, to: "Copy", targetKey: "AWS::S3::Bucket/Copy",
        place: Possible(place("eu-west-3", ["FR"]), evidence: []),
        operatorID: Possible("aws", evidence: []), transit: link, at: records.span),
      Flow(
        .endpoint, to: "https://collector.example", place: Possible(place("jp", ["JP"]), evidence: []),
        operatorID: .unknown("nobody knows", remedy: "say"), transit: link, at: records.span),
      Flow(
        .edgeCache, to: "CDN", place: Possible(place("edge", []), evidence: []),
        operatorID: Possible("aws", evidence: []), at: records.span),
      Flow(
        .imagePull, to: "ghcr.io", place: Possible(place("us", ["US"]), evidence: []),
        operatorID: Possible("aws", evidence: []), at: records.span),
    ]
    var copy = Resource(
      key: "AWS::S3::Bucket/Copy", dialect: "cloudformation", type: "AWS::S3::Bucket", name: "Copy",
      kind: .objectStore, roles: [.storage], holdsData: true,
      span: SampleReport.span("infra/db.yaml", 30, 3, to: 7),
      place: Possible(place("eu-west-3", ["FR"]), evidence: []), operatorID: Possible("aws", evidence: []))
    let first = sample.resources.count
    copy.inflows = [Inflow(from: first, .backup, at: records.span)]
    let key = Resource(
      key: "AWS::KMS::Key/Key", dialect: "cloudformation", type: "AWS::KMS::Key", name: "Key", kind: .key,
      roles: [.keyManager], holdsData: false, span: SampleReport.span("infra/db.yaml", 50, 3, to: 6),
      place: Possible(place("eu-west-3", ["FR"]), evidence: []), operatorID: Possible("aws", evidence: []))
    let certificate = Resource(
      key: "AWS::CertificateManager::Certificate/Web", dialect: "cloudformation",
      type: "AWS::CertificateManager::Certificate", name: "Web", kind: .certificate, roles: [],
      holdsData: false,
      span: SampleReport.span("infra/db.yaml", 60, 3, to: 6),
      place: Possible(place("eu-west-3", ["FR"]), evidence: []), operatorID: Possible("aws", evidence: []))
    return InventoryReport(
      version: "0.0.0", atlas: Atlas(), coverage: sample.coverage,
      resources: sample.resources + [records, copy, key, certificate])
  }

  private func text(
    _ name: Register.Name, _ format: Register.Format = .csv, _ language: Language = .english
  ) -> String {
    String(decoding: Register(name, Self.inventory, language: language).render(format), as: UTF8.self)
  }

  private func lines(_ name: Register.Name) -> [String] {
    text(name).components(separatedBy: "\r\n").filter { !$0.isEmpty }
  }

  @Test("each register in each language", arguments: Register.Name.allCases, Language.allCases)
  func golden(name: Register.Name, language: Language) throws {
    for format in [Register.Format.csv, .markdown] {
      let bytes = Register(name, Self.inventory, language: language).render(format)
      let ending = format == .csv ? "csv" : "md"
      try GoldenFile.compare(bytes, to: "register.\(name.rawValue).\(language.rawValue).\(ending)")
    }
  }

  @Test("each register for programs", arguments: Register.Name.allCases)
  func json(name: Register.Name) throws {
    let bytes = Register(name, Self.inventory, language: .english).render(.json)
    let object = try #require(try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any])
    let columns = try #require(object["columns"] as? [[String: Any]])
    let rows = try #require(object["rows"] as? [[String]])
    #expect(!rows.isEmpty)
    #expect(rows.allSatisfy { $0.count == columns.count })
    let blank = columns.indices.filter { columns[$0]["toBeFilledIn"] as? Bool == true }
    #expect(!blank.isEmpty)
    #expect(rows.allSatisfy { row in blank.allSatisfy { row[$0].isEmpty } })
    #expect(Set(columns.compactMap { $0["id"] as? String }).count == columns.count)
    #expect(object["register"] as? String == name.rawValue)
  }

  @Test("a copy that says nothing holds what its source holds")
  func inheritance() {
    let copy = lines(.gdprRecords).first { $0.contains(",Copy,") }
    #expect(copy?.contains(",health,") == true)
  }

  @Test("transfers: what stays in the EEA under its control is left out, what is not determined is listed")
  func transfers() {
    let lines = lines(.gdprTransfers)
    #expect(!lines.contains { $0.contains("Records,") && $0.contains(",storage,") })
    #expect(lines.contains { $0.contains(",endpoint,") && $0.contains("JP: some organisations only") })
    #expect(lines.contains { $0.contains(",edge-cache,") && $0.contains("possibly outside the EEA") })
    #expect(
      lines.contains { $0.contains("Copy,") && $0.contains("operator controlled from outside the EEA") })
    #expect(lines.contains { $0.contains("place undetermined") })
    #expect(!lines.contains { $0.contains("image-pull") })
  }

  @Test("DORA: the template's columns in order, a country for what is known, none for what is not")
  func dora() {
    let lines = lines(.doraContracts)
    let codes = lines[0].components(separatedBy: "B_02.02.").dropFirst().map { $0.prefix(4) }
    #expect(codes == stride(from: 10, through: 180, by: 10).map { String(format: "%04d", $0)[...] })
    #expect(lines.contains { $0.hasPrefix(",,,,,,,,,,,,FR,Yes,FR,FR,,,") })
    #expect(lines.contains { $0.hasPrefix(",,,,,,,,,,,,US,Yes,US,,,,") })
    #expect(lines.contains { $0.hasPrefix(",,,,,,,,,,,,,Yes,,,,,undetermined,undetermined,undetermined") })
  }

  @Test("a cut is ruled out only if both the place and the operator are clear")
  func disconnect() {
    let lines = lines(.c3aFlows)
    #expect(lines.first { $0.contains("collector.example") }?.contains(",https,") == true)
    #expect(lines.filter { $0.contains(",backup,") }.allSatisfy { $0.contains(",no,yes,yes,") })
    #expect(lines.filter { $0.contains(",replica,") }.allSatisfy { $0.contains("undetermined,yes,yes,") })
  }

  @Test("hostile names and secrets", arguments: Register.Name.allCases, Register.Format.allCases)
  func hostile(name: Register.Name, format: Register.Format) {
    let text = text(name, format)
    #expect(!text.contains(SampleReport.canary))
    #expect(
      !text.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" && $0 != "\r" || $0.value == 0x202E })
    #expect(!text.lowercased().contains("complian"))
  }
}
