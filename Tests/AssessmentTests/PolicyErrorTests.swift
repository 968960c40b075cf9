import Assessment
import Atlas
import Descriptors
import TestSupport
import Testing

/// A mistake in a policy is an error with file, line, column and the nearest right word.
@Suite struct PolicyErrorTests {
  struct Mistake: CustomStringConvertible, Sendable {
    let text: String
    let line: Int
    let column: Int
    let says: [String]
    var description: String { says.joined(separator: " … ") }
  }

  static let head = "policy: p\nversion: 1.0.0\ntitle: P\nrules:\n"

  /// A rule from line 5 on; `body` begins in line 6.
  static func rule(_ body: String, _ line: Int, _ column: Int, _ says: String...) -> Mistake {
    Mistake(text: head + "  - id: R-1\n" + body, line: line, column: column, says: says)
  }

  static let tail = "    title: T\n    severity: high\n    remedy: R\n"
  static let residency = tail + "    category: residency\n"

  static let mistakes: [Mistake] = [
    Mistake(text: "", line: 1, column: 1, says: ["empty"]),
    Mistake(text: "[]", line: 1, column: 1, says: ["must be a mapping, not a list"]),
    Mistake(text: "policy: p\n\tversion: 1", line: 2, column: 1, says: []),
    Mistake(text: "policy: p\nversion: 1\nrules: []", line: 1, column: 1, says: ["no `title`"]),
    Mistake(
      text: "policy: p\nversion: 1\ntitle: t\nrules: []", line: 4, column: 8, says: ["at least one rule"]),
    Mistake(text: "policy: p\nversion: 1\ntitle: t", line: 1, column: 1, says: ["no `rules`"]),
    Mistake(text: "polcy: p\n", line: 1, column: 1, says: ["unknown key `polcy`", "did you mean `policy`?"]),
    Mistake(
      text: "extends: [eu-gdpX]\n" + head, line: 1, column: 11,
      says: ["`eu-gdpX`", "did you mean `eu-gdpr`?"]),
    Mistake(
      text: "unlabelled: helth\n" + head, line: 1, column: 13,
      says: ["unknown data class `helth`", "did you mean `health`?"]),
    Mistake(text: "valid-from: 2026-02-30\n" + head, line: 1, column: 13, says: ["`2026-02-30` is no day"]),
    Mistake(text: "title: T\n" + head, line: 4, column: 1, says: ["`title` stands twice"]),
    Mistake(text: head + "  - id: R\n---\npolicy: q\n", line: 7, column: 1, says: ["one policy"]),
    Mistake(text: "classes: { health: {} }\n" + head, line: 1, column: 12, says: ["has no `tags`"]),

    rule(tail, 5, 5, "no `category`"),
    rule(
      tail + "    category: residancy\n", 9, 15, "unknown category `residancy`", "did you mean `residency`?"),
    rule(residency, 5, 5, "asks for nothing", "allow, deny"),
    rule(residency + "    allow: []\n", 10, 12, "list of `allow` is empty"),
    rule(residency + "    allow:\n", 10, 11, "list of `allow` is empty"),
    rule(residency + "    allow: [FRA]\n", 10, 13, "unknown country or set `FRA`"),
    rule(residency + "    allow: [fr]\n", 10, 13, "`fr`", "did you mean `FR`?"),
    rule(residency + "    allow: [DE, UK]\n", 10, 17, "`UK`", "did you mean `GB`?"),
    rule(residency + "    allow: [EU]\n", 10, 13, "`EU`", "did you mean `EU27`?"),
    rule(residency + "    allow: [Germany]\n", 10, 13, "`Germany`", "did you mean `DE`?"),
    rule(residency + "    deny: [ADEQUAT_EU]\n", 10, 12, "`ADEQUAT_EU`", "did you mean `ADEQUATE_EU`?"),
    rule(residency + "    allow: [false]\n", 10, 13, "`false` is no country", "Norway"),
    rule(residency + "    alow: [FR]\n", 10, 5, "unknown key `alow`", "did you mean `allow`?"),
    rule(residency + "    known: false\n", 10, 12, "asks for nothing"),
    rule(
      residency + "    allow: [FR]\n    at-least: K2\n", 11, 5, "`at-least` has no meaning",
      "belongs to key-custody"),
    rule(
      residency + "    allow: [FR]\n    applies: { clas: [health] }\n", 11, 16, "unknown key `clas`",
      "did you mean `class`?"),
    rule(
      residency + "    allow: [FR]\n    applies: { class: [helth] }\n", 11, 24, "unknown data class `helth`",
      "`health`"),
    rule(
      residency + "    allow: [FR]\n    applies: { kind: [databse] }\n", 11, 23,
      "unknown kind of resource `databse`",
      "did you mean `database`?"),
    rule(
      residency + "    allow: [FR]\n    applies: { role: [storge] }\n", 11, 23, "unknown role", "`storage`"),
    rule(
      residency + "    allow: [FR]\n    applies: { dialect: [kubernets] }\n", 11, 26, "unknown dialect",
      "`kubernetes`"),
    rule(
      residency + "    allow: [FR]\n    undetermined: fial\n", 11, 19, "unknown treatment `fial`", "`fail`"),
    rule(residency + "    allow: [FR]\n    from: 01/01/2031\n", 11, 11, "is no day", "year-month-day"),
    rule(
      residency + "    allow: [FR]\n    from: 2031-01-01\n    until: 2030-01-01\n", 12, 12,
      "ends before it begins"),
    rule(
      residency + "    allow: [FR]\n    cites: [{ catalog: gdpr }]\n", 11, 13, "no `control`"),
    rule(residency + "    allow: [FR]\n    unless: { at-least: K9 }\n", 11, 25, "ladder `K9`"),
    rule(
      "    title: T\n    remedy: R\n    category: residency\n    allow: [FR]\n    severity: hgih\n", 10, 15,
      "unknown severity `hgih`", "did you mean `high`?"),
    rule(
      "    title: T\n    remedy: R\n    category: residency\n    allow: [FR]\n    severity: { health: high }\n",
      10, 15,
      "no default"),
    rule("    title: T\n    remedy: R\n    category: residency\n    allow: [FR]\n", 5, 5, "no `severity`"),
    rule("    title: T\n    severity: low\n    category: residency\n    allow: [FR]\n", 5, 5, "no `remedy`"),

    rule(
      tail + "    category: transfer\n    allow: [FR]\n    flows: [replca]\n", 11, 13, "unknown kind of flow",
      "did you mean `replica`?"),
    rule(
      tail + "    category: operator\n    laws: { deny: [US-CLOUD-AKT] }\n", 10, 20, "unknown law",
      "did you mean `US-CLOUD-ACT`?"),
    rule(
      tail + "    category: operator\n    qualification: { any-of: [SecNumClod] }\n", 10, 31,
      "unknown qualification scheme", "did you mean `SecNumCloud`?"),
    rule(
      tail + "    category: operator\n    seat: { alow: [FR] }\n", 10, 13, "unknown key `alow`", "`allow`"),
    rule(tail + "    category: operator\n    control: {}\n", 10, 14, "names no countries"),
    rule(
      tail + "    category: encryption-at-rest\n    profile: ansi\n", 10, 14, "unknown crypto profile `ansi`",
      "did you mean `anssi`?"),
    rule(
      tail + "    category: encryption-at-rest\n    layer: volum\n", 10, 12, "unknown layer",
      "did you mean `volume`?"),
    rule(tail + "    category: encryption-at-rest\n    required: false\n", 10, 15, "asks for nothing"),
    rule(
      tail + "    category: encryption-in-transit\n    minimum-version: 1.7\n", 10, 22,
      "unknown TLS version `1.7`"),
    rule(
      tail + "    category: encryption-in-transit\n    exposure: [extern]\n", 10, 16, "unknown exposure",
      "`external`"),
    rule(tail + "    category: key-custody\n    at-least: K7\n", 10, 15, "ladder `K7`"),
    rule(tail + "    category: key-custody\n    at-least: K0\n", 10, 15, "at least K0"),
    rule(tail + "    category: key-custody\n    rotation: yearly\n", 10, 15, "number of days"),
    rule(tail + "    category: key-custody\n    clear-secrets: allow\n", 10, 20, "can only be denied"),
    rule("    title: T\n    severity: info\n    category: evidence\n", 5, 5, "asks for nothing", "ask"),
    Mistake(
      text: head + "  - id: R\n" + residency + "    allow: [FR]\n  - id: R\n" + residency
        + "    allow: [FR]\n",
      line: 11, column: 9, says: ["`R` stands already in line 5"]),
    Mistake(text: head + "  - id: a rule\n" + residency, line: 5, column: 9, says: ["no identifier"]),
  ]

  @Test(arguments: mistakes) func mistakeIsFound(_ mistake: Mistake) throws {
    let error = #expect(throws: PolicyErrors.self) {
      try PolicyLoader.load(source: SourceBytes(mistake.text), path: "acme.yaml", atlas: Sample.atlas)
    }
    let errors = try #require(error).errors
    let found = errors.first {
      $0.position == Position(line: mistake.line, column: mistake.column)
        && mistake.says.allSatisfy($0.description.contains)
    }
    #expect(found != nil, "\(errors.map(\.description))")
    #expect(errors.allSatisfy { $0.file == "acme.yaml" && !$0.remedy.isEmpty })
  }

  @Test func allMistakesAreReportedAtOnceInTheOrderOfTheFile() throws {
    let text =
      Self.head + "  - id: R-1\n" + Self.residency
      + "    allow: [FRA]\n    undetermined: x\n    colour: red\n"
    let error = #expect(throws: PolicyErrors.self) {
      try PolicyLoader.load(source: SourceBytes(text), path: "acme.yaml", atlas: Sample.atlas)
    }
    #expect(try #require(error).errors.map(\.position.line) == [10, 11, 12])
  }

  @Test func aFloodOfMistakesIsBounded() throws {
    let keys = (0..<5_000).map { "wrong\($0): 1\n" }.joined()
    let error = #expect(throws: PolicyErrors.self) {
      try PolicyLoader.load(source: SourceBytes(keys), path: "acme.yaml", atlas: Sample.atlas)
    }
    #expect(try #require(error).errors.count == 100)
  }

  @Test func binaryBytesAreAMistakeNotACrash() {
    for bytes: [UInt8] in [[0], [0xFF, 0xFE], [0xC3, 0x28], Array("a: [".utf8), Array("&a [*a]".utf8)] {
      #expect(throws: PolicyErrors.self) {
        try PolicyLoader.load(source: SourceBytes(bytes), path: "x", atlas: Sample.atlas)
      }
    }
  }
}
