import Assessment
import Atlas
import Descriptors
import Inventory
import Reporting

/// One set of findings for all formats: every verdict, every severity, hostile names, a secret, a condition.
enum SampleReport {
  /// Stands where a secret's text would: no report may contain it.
  static let canary = "c4n4ry-s3cr3t"
  /// Ends a terminal's title, turns the direction of writing, breaks lines, closes strings and tags.
  static let hostile = "evil\u{1B}]0;x\u{07}\u{202E}\r\n\"'</script>=cmd|'/C calc'!A0,\u{2028}é"

  static func span(_ file: String, _ line: Int, _ column: Int, to endColumn: Int) -> SourceSpan {
    SourceSpan(
      file: file, offsets: 0..<0, start: Position(line: line, column: column),
      end: Position(line: line, column: endColumn))
  }

  static let source = AtlasSource(
    text: "provider's list [atlas: regions/aws.yaml]", asOf: "2026-11-23", unsure: false)
  static let virginia = Place(
    kind: .region, code: "us-east-1", provider: "aws", name: "US East (N. Virginia)",
    countries: [Country("US")],
    operatorID: "aws", source: source)

  static var resources: [Resource] {
    var bucket = Resource(
      key: "AWS::S3::Bucket/Logs", dialect: "cloudformation", type: "AWS::S3::Bucket", name: "Logs",
      kind: .objectStore,
      roles: [.storage], holdsData: true, span: span("infra/a b.yaml", 3, 3, to: 7),
      place: Possible(
        virginia, evidence: [Evidence(.context, "--context aws.region=us-east-1"), .atlas(virginia)]),
      operatorID: Possible("aws", evidence: []))
    bucket.atRest = Possible([
      Candidate(
        AtRest(encrypted: true, algorithm: "AES-256"), when: Condition("Encrypt", is: "true"), evidence: []),
      Candidate(AtRest(encrypted: false), when: Condition("Encrypt", is: "false"), evidence: []),
    ])
    bucket.keyState = Possible(
      KeyState(custody: .customerManaged, reference: "alias/own", multiRegion: true, rotationDays: 365),
      evidence: [])
    bucket.flows = [
      Flow(
        .replica, to: "eu-west-1", place: .unknown("not told", remedy: "tell"),
        operatorID: Possible("aws", evidence: []),
        transit: Possible(TransitState(encrypted: true, minimumVersion: .tls12), evidence: []),
        at: span("infra/a b.yaml", 5, 5, to: 9))
    ]
    var database = Resource(
      key: "apps/v1/StatefulSet/shop/db", dialect: "kubernetes", type: "StatefulSet", name: hostile,
      kind: .database,
      roles: [.database], holdsData: true, span: span("k8s/db.yaml", 4, 9, to: 11),
      place: .unknown("a manifest names no cluster", remedy: "say where it is deployed"),
      operatorID: .unknown("nobody is named", remedy: "name the operator"))
    database.clearSecrets = [
      ClearSecret("POSTGRES_PASSWORD", at: span("k8s/db.yaml", 2, 22, to: 22 + canary.count), evidence: [])
    ]
    database.transit = [
      TransitFact(
        "port 80", exposure: .external, state: Possible(TransitState(encrypted: false), evidence: []),
        at: span("k8s/db.yaml", 4, 9, to: 11))
    ]
    return [bucket, database]
  }

  static func finding(
    _ rule: String, _ severity: Severity, _ verdict: Verdict, _ resource: Int?, _ span: SourceSpan?,
    _ message: Phrase,
    category: Category, evidence: [Evidence] = [], cause: Phrase? = nil, waiver: WaiverState? = nil
  ) -> Finding {
    Finding(
      rule: rule, policy: "sample", category: category, severity: severity, verdict: verdict,
      resource: resource,
      span: span, message: message, evidence: evidence, cites: [Citation(catalog: "gdpr", control: "44")],
      remedy: "Move it.", cause: cause,
      fingerprint: String(repeating: "0", count: 31) + "\(rule.utf8.reduce(0) { ($0 + Int($1)) % 10 })",
      waiver: waiver)
  }

  static var findings: [Finding] {
    let bucket = span("infra/a b.yaml", 3, 3, to: 7)
    let database = span("k8s/db.yaml", 4, 9, to: 11)
    return [
      finding(
        "S-RES-1", .critical, .fail, 0, bucket,
        "bucket `Logs` stands in us-east-1 (United States), outside EEA",
        category: .residency,
        evidence: [Evidence(.context, "--context aws.region=us-east-1"), .atlas(virginia)]),
      finding(
        "S-EAR-1", .high, .conditional, 0, bucket, "bucket `Logs` is not encrypted if `Encrypt` is false",
        category: .encryptionAtRest,
        evidence: [Evidence(.parameterAllowed, "`Encrypt` may be `false`", at: bucket)]),
      finding(
        "S-KEY-1", .critical, .fail, 1, span("k8s/db.yaml", 2, 22, to: 22 + canary.count),
        "a secret stands in clear text under `POSTGRES_PASSWORD`", category: .keyCustody),
      finding(
        "S-RES-2", .medium, .undetermined, 1, database, "the place of \(hostile) is not known",
        category: .residency,
        cause: "a manifest names no cluster"),
      finding(
        "S-RES-2", .medium, .undetermined, 0, bucket, "the place of Logs is not known", category: .residency,
        cause: "a manifest names no cluster"),
      finding(
        "S-EIT-1", .low, .fail, 1, database, "port 80 of `\(hostile)` is clear text",
        category: .encryptionInTransit),
      finding(
        "S-EIT-1", .low, .fail, 0, bucket, "port 81 of Logs is clear text", category: .encryptionInTransit,
        waiver: .waived(
          id: "W-1", kind: "compensating-control", reason: "closed by \(hostile)", approvedBy: "Ada",
          expires: "2027-01-31")),
      finding(
        "S-EIT-1", .low, .fail, 0, bucket, "port 82 of Logs is clear text", category: .encryptionInTransit,
        waiver: .requested(reason: "asked by \(hostile)")),
      finding("S-EVD-1", .info, .evidenceRequired, nil, nil, "bring the contract", category: .evidence),
    ]
  }

  static var ceilings: Ceilings {
    func objective(_ id: String, _ weight: Int, _ demanded: Int) -> CeilingScale.Objective {
      CeilingScale.Objective(id: id, title: "Objective of \(hostile)", weight: weight, demanded: demanded)
    }
    return Ceilings(
      policy: "sample", scale: "SEAL", top: 4,
      objectives: [
        Ceilings.Objective(objective("O-1", 15, 2), level: 1, cappedBy: ["S-RES-1"]),
        Ceilings.Objective(objective("O-2", 10, 0), level: 4, mayFallTo: 0, undecided: ["S-TRF-1"]),
        Ceilings.Objective(objective("O-3", 5, 3), level: nil, undecided: ["S-EVD-1"]),
        Ceilings.Objective(objective("O-4", 5, 0), level: nil),
      ])
  }

  static var report: ScanReport {
    var coverage = Coverage()
    coverage.found = 6
    coverage.understood = 2
    coverage.notInfrastructure = 1
    coverage.notUnderstood = 2
    coverage.unreadable = 1
    coverage.ignored = 3
    coverage.resources = 9
    coverage.dataBearing = 2
    coverage.located = 1
    coverage.undetermined = 1
    coverage.filesByDialect = ["kubernetes": 1, "cloudformation": 1]
    coverage.unknownTypes = ["AWS::New::Thing": 2, "a.example/Kind": 5]
    coverage.notUnderstoodKinds = ["arm": 2]
    coverage.notUnderstoodFiles = ["a/<b>.json", "z.json"].map {
      Coverage.NotUnderstood(path: $0, kind: "arm")
    }
    coverage.unread = [
      Coverage.Unread(
        path: "x/\u{1B}[2Jbad.yaml", line: 7, reason: "this is not YAML; mend it", makesIncomplete: true),
      Coverage.Unread(path: "y/chart.yaml", reason: "a template; render it", makesIncomplete: false),
    ]
    let rules = [
      ("S-RES-1", Category.residency, Severity.critical), ("S-RES-2", .residency, .medium),
      ("S-EAR-1", .encryptionAtRest, .high), ("S-KEY-1", .keyCustody, .critical),
      ("S-EIT-1", .encryptionInTransit, .low), ("S-EVD-1", .evidence, .info), ("S-TRF-1", .transfer, .high),
    ].map { id, category, severity in
      RuleOutcome(
        id: id, policy: "sample", title: "Rule \(id)", category: category, severity: severity,
        cites: [Citation(catalog: "gdpr", control: "44")], remedy: "Move it.", counts: [.pass: 1, .fail: 1])
    }
    return ScanReport(
      version: "0.0.0", atlasAsOf: "2026-11-23", notices: ["No policy was named."], coverage: coverage,
      resources: resources,
      assessment: AssessmentResult(
        policies: [
          PolicyIdentity(
            id: "sample", version: "1.0.0", title: "A sample", sha256: String(repeating: "ab", count: 32))
        ], rules: rules, ceilings: [ceilings], findings: findings),
      threshold: .high, outcome: .init(exitCode: 3, reason: "the scan is incomplete: 1 path; 3 findings"))
  }

  /// The lines that excerpts show.
  struct Excerpts: ExcerptSource {
    func line(_ number: Int, of file: String) -> String? {
      switch (file, number) {
      case ("k8s/db.yaml", 2): "  POSTGRES_PASSWORD: \"\(canary)\""
      case ("k8s/db.yaml", 4): "\tname: db \u{1B}[31m url: https://user:\(canary)@db.example/x"
      case ("infra/a b.yaml", 3): "  Logs:"
      default: nil
      }
    }
  }
}
