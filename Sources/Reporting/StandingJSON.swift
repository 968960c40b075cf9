public import Assessment
public import Descriptors

/// The record of what was in force and what stood, as a file.
public enum StandingJSON {
  /// The member of a file that holds other things too.
  public static let member = "standing"
  private static let version = 1

  /// A file that holds nothing else.
  public static func bytes(_ standing: StandingRecord) -> [UInt8] {
    var writer = JSONWriter()
    writer.object { write(standing, &$0) }
    writer.newline()
    return Array(writer.pieces.joined())
  }

  /// The record as a member of an object that is being written.
  static func write(_ standing: StandingRecord, _ writer: inout JSONWriter) {
    writer.member(
      "standing",
      object: { writer in
        writer.member("version", version)
        writer.member("day", standing.day)
        writer.member("tool", standing.tool)
        writer.member(
          "atlas",
          object: {
            $0.member("asOf", standing.atlasAsOf)
            $0.member("sha256", standing.atlasSHA256)
          })
        writer.member("policies", lines: standing.policies) { writer, policy in
          writer.object {
            $0.member("id", policy.id)
            $0.member("version", policy.version)
          }
        }
        writer.member("rules", strings: standing.rules.sorted())
        writer.member("findings", strings: standing.findings.sorted())
        let resources = standing.resources.sorted { $0.key < $1.key }
        writer.member("resources", lines: resources) { writer, resource in
          writer.array {
            $0.element(resource.key)
            $0.element(resource.value)
          }
        }
      })
  }

  /// The record that a file holds; nil if it holds none.
  ///
  /// - Throws: what is wrong with it, in one sentence.
  public static func read(_ root: Node) throws(StandingError) -> StandingRecord? {
    guard let node = root[member] else { return nil }
    guard node["version"]?.int == version else {
      throw StandingError("the record of what was in force is of a version that this program does not read")
    }
    guard let day = node["day"]?.text, let tool = node["tool"]?.text,
      let asOf = node["atlas"]?["asOf"]?.text, let sha256 = node["atlas"]?["sha256"]?.text,
      CalendarDay.isValid(day), let policies = node["policies"], let rules = node["rules"],
      let findings = node["findings"], let resources = node["resources"]
    else { throw StandingError("the record of what was in force lacks a part") }
    var statements: [String: String] = [:]
    for item in resources.items {
      let words = item.items.compactMap(\.text)
      guard words.count == 2 else { throw StandingError("a resource of the record is not a pair of digests") }
      statements[words[0]] = words[1]
    }
    return StandingRecord(
      day: day, tool: tool, atlasAsOf: asOf, atlasSHA256: sha256,
      policies: policies.items.compactMap { item in
        item["id"]?.text.flatMap { id in
          item["version"]?.text.map { StandingRecord.PolicyVersion(id: id, version: $0) }
        }
      },
      rules: Set(rules.items.compactMap(\.text)), resources: statements,
      findings: Set(findings.items.compactMap(\.text)))
  }
}

/// What is wrong with a record of what was in force.
public struct StandingError: Error, Sendable {
  /// In one sentence.
  public let message: String

  init(_ message: String) {
    self.message = message
  }
}
