/// What the tests of policies gave.
public struct PolicyTestReport: Sendable {
  /// A rule that said something else than expected.
  public struct Difference: Sendable {
    /// The rule's identifier.
    public let rule: String
    /// Where the expectation stands: `path:line:column`.
    public let place: String
    /// What was expected.
    public let expected: String
    /// What the rule said.
    public let found: String
    /// What the findings say, each with its place.
    public let messages: [String]

    /// A difference.
    public init(rule: String, place: String, expected: String, found: String, messages: [String]) {
      self.rule = rule
      self.place = place
      self.expected = expected
      self.found = found
      self.messages = messages
    }
  }

  /// One test.
  public struct Case: Sendable {
    /// Its name.
    public let name: String
    /// What is different; empty for a test that passed.
    public let differences: [Difference]
    /// Why it could not be run; nil if it was.
    public let error: String?

    /// A test.
    public init(name: String, differences: [Difference], error: String? = nil) {
      self.name = name
      self.differences = differences
      self.error = error
    }

    /// True if everything was as expected.
    public var passed: Bool { differences.isEmpty && error == nil }
  }

  /// The tests of one policy.
  public struct Suite: Sendable {
    /// The file of tests.
    public let file: String
    /// The policy's identifier.
    public let policy: String
    /// How many rules the policy has.
    public let rules: Int
    /// The tests.
    public let cases: [Case]
    /// Verdicts that no test shows, with the rules they are missing for.
    public let missing: [(verdict: String, rules: [String])]

    /// The tests of one policy.
    public init(
      file: String, policy: String, rules: Int, cases: [Case], missing: [(verdict: String, rules: [String])]
    ) {
      self.file = file
      self.policy = policy
      self.rules = rules
      self.cases = cases
      self.missing = missing
    }

    var failures: Int { cases.count { !$0.differences.isEmpty && $0.error == nil } }
    var errors: Int { cases.count { $0.error != nil } }
  }

  /// The policies with tests, sorted by file.
  public let suites: [Suite]

  /// A report.
  public init(suites: [Suite]) {
    self.suites = suites
  }

  /// True if every test passed.
  public var passed: Bool { suites.allSatisfy { $0.cases.allSatisfy(\.passed) } }
  /// True if every rule has its tests.
  public var isComplete: Bool { suites.allSatisfy(\.missing.isEmpty) }

  // MARK: For people

  /// The report for people, a line each.
  public var lines: [String] {
    var lines = suites.flatMap(Self.lines)
    let all = suites.reduce(0) { $0 + $1.cases.count }
    let bad = suites.reduce(0) { $0 + $1.failures + $1.errors }
    lines.append(
      bad == 0 ? "all \(all) tests passed" : "\(bad) of \(all) tests failed")
    return lines
  }

  private static func lines(_ suite: Suite) -> [String] {
    let bad = suite.failures + suite.errors
    var lines = [
      "\(SafeText.line(suite.file)): \(suite.policy), \(suite.rules) rules, \(suite.cases.count) tests"
        + (bad == 0 ? ", all passed" : ", \(bad) failed")
    ]
    for test in suite.cases where !test.passed {
      lines.append("  FAILED \(SafeText.line(test.name))")
      if let error = test.error { lines += error.split(separator: "\n").map { "    \(SafeText.line($0))" } }
      for difference in test.differences {
        lines.append(
          "    \(SafeText.line(difference.rule)): expected \(difference.expected), found \(difference.found)"
            + "  (\(SafeText.line(difference.place)))")
        lines += difference.messages.map { "      \(SafeText.line($0))" }
      }
    }
    for (verdict, rules) in suite.missing {
      lines.append("  no test shows \(verdict): \(rules.map { SafeText.line($0) }.joined(separator: ", "))")
    }
    return lines
  }

  // MARK: JUnit

  /// The report as JUnit XML, as the Jenkins xUnit plugin's schema describes it.
  public var junit: String {
    let count = suites.reduce(0) { $0 + $1.cases.count }
    let failures = suites.reduce(0) { $0 + $1.failures }
    let errors = suites.reduce(0) { $0 + $1.errors }
    var text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    text +=
      "<testsuites name=\"bornage policy test\" tests=\"\(count)\" failures=\"\(failures)\" errors=\"\(errors)\">\n"
    for suite in suites {
      text += "  <testsuite name=\"\(XMLText.attribute(suite.policy))\" tests=\"\(suite.cases.count)\""
      text +=
        " failures=\"\(suite.failures)\" errors=\"\(suite.errors)\" file=\"\(XMLText.attribute(suite.file))\">\n"
      for test in suite.cases { text += Self.junit(test, suite.policy) }
      text += "  </testsuite>\n"
    }
    return text + "</testsuites>\n"
  }

  private static func junit(_ test: Case, _ policy: String) -> String {
    let head =
      "    <testcase name=\"\(XMLText.attribute(test.name))\" classname=\"\(XMLText.attribute(policy))\""
    if let error = test.error {
      return
        "\(head)>\n      <error message=\"\(XMLText.attribute(error))\" type=\"error\"/>\n    </testcase>\n"
    }
    guard !test.differences.isEmpty else { return "\(head)/>\n" }
    var text = "\(head)>\n"
    for difference in test.differences {
      let message = "\(difference.rule): expected \(difference.expected), found \(difference.found)"
      text += "      <failure message=\"\(XMLText.attribute(message))\" type=\"verdict\">"
      text += XMLText.content(([difference.place] + difference.messages).joined(separator: "\n"))
      text += "</failure>\n"
    }
    return "\(text)    </testcase>\n"
  }
}
