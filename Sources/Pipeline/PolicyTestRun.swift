import Assessment
import Atlas
import Descriptors
import Glibc
import Inventory
import Reporting

/// Runs one test of a policy in a folder of its own.
struct PolicyTestRun {
  /// What a test gave.
  struct Outcome: Sendable {
    let report: PolicyTestReport.Case
    /// What the rules that the test names said, as expected.
    let shown: [(rule: String, verdict: Verdict)]
  }

  private let test: PolicyTest
  private let policy: String
  private let atlas: Atlas

  init(_ test: PolicyTest, policy: String, atlas: Atlas) {
    self.test = test
    self.policy = policy
    self.atlas = atlas
  }

  func run() async -> Outcome {
    do {
      var folder = try TestFolder()
      defer { folder.remove() }
      for (path, text) in test.files { try folder.write(text, to: path) }
      var options = ScanOptions(paths: [folder.path], contexts: test.contexts, values: test.values, jobs: 1)
      options.asOf = test.asOf
      let loaded = try PolicyChoice.load(policy, atlas: atlas, setting: test.parameters)
      let report = try await Scan(options, policies: [loaded], atlas: atlas).run().report
      return compare(report, loaded, folder: folder.path)
    } catch {
      let message = (error as? UsageError)?.message ?? "\(error)"
      return Outcome(
        report: PolicyTestReport.Case(name: test.name, differences: [], error: message), shown: [])
    }
  }

  // MARK: Comparison

  private func compare(_ report: ScanReport, _ policy: Policy, folder: String) -> Outcome {
    var differences: [PolicyTestReport.Difference] = []
    var shown: [(rule: String, verdict: Verdict)] = []
    if let message = trouble(report.coverage, folder: folder) {
      return Outcome(
        report: PolicyTestReport.Case(name: test.name, differences: [], error: message), shown: [])
    }
    for line in test.expected {
      let found = counts(of: line.rule, in: report, policy)
      if agrees(found, line.expectation) {
        shown += (found ?? [:]).keys.map { (line.rule, $0) }
      } else {
        differences.append(
          PolicyTestReport.Difference(
            rule: line.rule, place: "\(line.span.file):\(line.span.start.line):\(line.span.start.column)",
            expected: Self.words(line.expectation), found: words(found, line.rule, policy),
            messages: messages(of: line.rule, in: report, folder: folder)))
      }
    }
    return Outcome(
      report: PolicyTestReport.Case(name: test.name, differences: differences), shown: shown)
  }

  /// Why what the rules said means nothing.
  private func trouble(_ coverage: Coverage, folder: String) -> String? {
    if let unread = coverage.unread.first {
      let path = unread.path.dropFirst(unread.path.hasPrefix(folder) ? folder.utf8.count + 1 : 0)
      return "\(path) is not read whole: \(unread.reason.english)"
    }
    guard coverage.understood == 0 else { return nil }
    return
      "no file of the test is understood as a descriptor: give it the head that its dialect wants, or its "
      + "usual name with `as:`"
  }

  /// What a rule said how often; nil if it is not in effect.
  private func counts(of rule: String, in report: ScanReport, _ policy: Policy) -> [Verdict: Int]? {
    guard let outcome = report.assessment.rules.first(where: { $0.id == rule }) else { return nil }
    if outcome.category == .evidence {
      let asked = report.assessment.findings.count { $0.rule == rule }
      return asked > 0 ? [.evidenceRequired: asked] : [:]
    }
    return outcome.counts.filter { $0.key != .notApplicable }
  }

  private func agrees(_ found: [Verdict: Int]?, _ expectation: PolicyTest.Expectation) -> Bool {
    switch expectation {
    case .off: found == nil
    case .counts(let counts): found == counts
    case .worst(let verdict): found.map { Self.worst($0) == verdict } ?? false
    }
  }

  private static func worst(_ counts: [Verdict: Int]) -> Verdict {
    let order: [Verdict] = [.fail, .conditional, .undetermined, .evidenceRequired, .pass]
    return order.first { counts[$0] != nil } ?? .notApplicable
  }

  private static func words(_ expectation: PolicyTest.Expectation) -> String {
    switch expectation {
    case .off: "off"
    case .worst(let verdict): verdict.rawValue
    case .counts(let counts): words(counts)
    }
  }

  private static func words(_ counts: [Verdict: Int]) -> String {
    guard !counts.isEmpty else { return Verdict.notApplicable.rawValue }
    return Verdict.allCases.compactMap { verdict in counts[verdict].map { "\($0) \(verdict.rawValue)" } }
      .joined(separator: ", ")
  }

  private func words(_ counts: [Verdict: Int]?, _ rule: String, _ policy: Policy) -> String {
    if let counts { return Self.words(counts) }
    if policy.dormant.contains(where: { $0.id == rule }) { return "off" }
    let near = Spelling.nearest(to: rule, among: (policy.rules + policy.dormant).map(\.id))
    return "no such rule" + (near.map { " (did you mean `\($0)`?)" } ?? "")
  }

  private func messages(of rule: String, in report: ScanReport, folder: String) -> [String] {
    report.assessment.findings.filter { $0.rule == rule }.map { finding in
      guard let span = finding.span else { return finding.message.english }
      let path = span.file.dropFirst(span.file.hasPrefix(folder) ? folder.utf8.count + 1 : 0)
      return
        "\(path):\(span.start.line):\(span.start.column): \(finding.verdict.rawValue): \(finding.message.english)"
    }
  }
}
