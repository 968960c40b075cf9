import Assessment
import Atlas
import Descriptors
import Inventory
import Reporting

/// What a time of grace is counted against.
enum GraceChoice {
  /// The largest record that is read.
  private static let most = 64 << 20

  /// Who tells which findings do not count yet; nil if nobody asked for a time of grace.
  static func office(
    _ settings: Settings, policies: [Policy], atlas: Atlas, day: String
  ) throws(UsageError) -> GraceOffice? {
    guard let days = settings.graceDays else { return nil }
    guard let file = settings.graceSince else {
      throw UsageError(
        "a time of grace needs to know what was in force before: write that down with "
          + "`bornage scan PATH --record-standing FILE`, and name it with `--grace-since FILE`")
    }
    return GraceOffice(
      since: try read(file), policies: inForce(policies),
      atlas: (atlas.asOf, ProvenanceRecord.knowledge(atlas).atlas), days: days, today: day)
  }

  /// What is in force and what stands now.
  static func standing(
    policies: [Policy], atlas: Atlas, findings: [Finding], resources: [Resource], day: String
  ) -> StandingRecord {
    StandingRecord(
      day: day, tool: Version.current, atlasAsOf: atlas.asOf,
      atlasSHA256: ProvenanceRecord.knowledge(atlas).atlas,
      policies: policies.map { StandingRecord.PolicyVersion(id: $0.id, version: $0.identity.version) },
      rules: Set(inForce(policies).flatMap(\.rules.values)),
      resources: ResourceStatement.digests(of: resources),
      findings: Set(findings.map { StandingRecord.digest($0.decision) }))
  }

  private static func inForce(_ policies: [Policy]) -> [GraceOffice.PolicyInForce] {
    policies.map { policy in
      GraceOffice.PolicyInForce(
        identity: policy.identity, released: policy.released, rules: RuleInEffect.digests(of: policy))
    }
  }

  private static func read(_ file: String) throws(UsageError) -> StandingRecord {
    let text: SourceBytes
    do {
      text = try TextDecoding.decode(try WholeFile.read(file, maxBytes: most))
    } catch {
      throw UsageError("\(file): \(error.message.english); \(error.remedy.english)")
    }
    let reading = DescriptorReader.read(text, as: .json, path: file)
    if let problem = reading.problems.first {
      let place = problem.position.map { ":\($0.line):\($0.column)" } ?? ""
      throw UsageError("\(file)\(place): \(problem.message.english); \(problem.remedy.english)")
    }
    do {
      if let root = reading.tree.documents.first, let standing = try StandingJSON.read(root) {
        return standing
      }
    } catch {
      throw UsageError(
        "\(file): \(error.message); write it anew with `bornage scan PATH --record-standing \(file)`")
    }
    throw UsageError(
      "\(file) does not say what was in force before; write that down with "
        + "`bornage scan PATH --record-standing FILE`, and name it with `--grace-since FILE`")
  }
}
