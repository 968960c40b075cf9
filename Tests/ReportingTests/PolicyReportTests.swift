import Assessment
import Atlas
import Descriptors
import Testing

@testable import Reporting

/// Policies for people: the sheet, the difference, the page.
@Suite struct PolicyReportTests {
  private func policy(_ text: String) throws -> Policy {
    try PolicyLoader.load(
      source: SourceBytes("policy: acme\nversion: 1.0.0\ntitle: Ours\n\(text)"), path: "acme.yaml",
      atlas: Atlas())
  }

  private let old = """
    parameters: { places: { title: Countries, default: [FR] } }
    rules:
      - id: A
        title: Data stands there
        category: residency
        allow: $places
        severity: { default: high, health: critical }
        applies: { class: [health] }
        remedy: Move it
        cites: [{ catalog: acme, control: "1", unverified: true }]
        fr: { title: Les données y sont, remedy: Les déplacer }
      - { id: B, title: Keys, category: key-custody, at-least: K2, rotation: 365, severity: low, remedy: R }
      - { id: C, title: Links, category: encryption-in-transit, profile: [bsi], verification: true, severity: low, remedy: R }
    """

  @Test func theSheetSaysWhatIsInEffect() throws {
    let lines = PolicySheet(try policy(old)).lines
    #expect(lines.contains("  parameter places = FR (acme): Countries"))
    #expect(lines.contains("A  high, critical for health  residency"))
    #expect(lines.contains("  asks      it stands in FR"))
    #expect(lines.contains("  cites     acme 1 (unverified)"))
    #expect(lines.contains("  asks      key custody is at least K2"))
    #expect(lines.contains("  from      acme (acme.yaml:6)"))
  }

  @Test func theDifferenceIsInWords() throws {
    let new = old.replacing("default: [FR]", with: "default: [FR, DE]").replacing(
      "rotation: 365", with: "rotation: 90"
    )
    .replacing("id: C", with: "id: D")
    let lines = PolicyDifference(from: try policy(old), to: try policy(new)).lines
    #expect(
      lines == [
        "parameter places: FR -> FR, DE",
        "~ A: Data stands there",
        "    asks: it stands in FR -> it stands in FR or DE",
        "~ B: Keys",
        "    asks: key custody is at least K2; the key changes every 365 days or sooner -> "
          + "key custody is at least K2; the key changes every 90 days or sooner",
        "+ D (low): Links: external listeners, internal links and all flows are encrypted; "
          + "TLS versions as the crypto profile bsi allows; the peer's certificate is checked",
        "- C (low): Links",
      ])
    #expect(PolicyDifference(from: try policy(old), to: try policy(old)).lines.isEmpty)
  }

  @Test func thePageSpeaksBothLanguages() throws {
    let english = PolicyPage(try policy(old), language: .english).markdown
    let french = PolicyPage(try policy(old), language: .french).markdown
    #expect(
      english.contains("| `A` | Data stands there | it stands in FR | class health; holds data of its own |"))
    #expect(french.contains("| `A` | Les données y sont | il se trouve dans FR | classe health"))
    #expect(french.contains("élevée, critique (health)"))
    #expect(english.contains("nobody has held against their source: `A`"))
  }

  @Test func nothingInAPolicyBreaksThePage() throws {
    let page = PolicyPage(
      try policy(
        "rules: [{ id: A, title: \"a|b <script> \\u001b[31m\", category: evidence, ask: q, severity: info }]"),
      language: .english
    ).markdown
    #expect(page.contains("a\\|b &lt;script>"))
    #expect(!page.unicodeScalars.contains("\u{1b}"))
  }

  @Test func testsAsJUnit() {
    let difference = PolicyTestReport.Difference(
      rule: "R", place: "a.tests.yaml:3:5", expected: "pass", found: "1 fail", messages: ["x < y & \"z\""])
    let report = PolicyTestReport(suites: [
      PolicyTestReport.Suite(
        file: "a.tests.yaml", policy: "a", rules: 1,
        cases: [
          PolicyTestReport.Case(name: "one", differences: []),
          PolicyTestReport.Case(name: "two", differences: [difference]),
          PolicyTestReport.Case(name: "three", differences: [], error: "broken"),
        ], missing: [])
    ])
    #expect(
      report.junit.contains(
        "<testsuite name=\"a\" tests=\"3\" failures=\"1\" errors=\"1\" file=\"a.tests.yaml\">"))
    #expect(report.junit.contains("x &lt; y &amp; &quot;z&quot;"))
    #expect(!report.passed)
    #expect(report.lines.last == "2 of 3 tests failed")
  }
}
