import Assessment
import Atlas
import Descriptors
import Discovery
import Glibc
public import Reporting

/// Runs the tests of policies: each test's descriptors go the whole way of a scan.
public struct PolicyTesting: Sendable {
  /// How the names of files with tests end.
  public static let suffix = ".tests.yaml"

  private let atlas = Atlas()

  /// Runs tests.
  ///
  /// - Parameter path: a file of tests, a policy with tests beside it, or a folder with both.
  /// - Throws: ``UsageError`` if there is no test, or for a mistake in a policy or a file of tests.
  public static func run(path: String) async throws(UsageError) -> PolicyTestReport {
    let testing = PolicyTesting()
    var suites: [PolicyTestReport.Suite] = []
    for file in try files(at: path) { suites.append(try await testing.suite(file)) }
    return PolicyTestReport(suites: suites)
  }

  private static func files(at path: String) throws(UsageError) -> [String] {
    if path.hasSuffix(suffix) { return [path] }
    if path.hasSuffix(".yaml") || path.hasSuffix(".yml") {
      let stem = path[..<(path.lastIndex(of: ".") ?? path.endIndex)]
      guard access("\(stem)\(suffix)", F_OK) == 0 else {
        throw UsageError("\(path) has no tests: they belong into \(stem)\(suffix)")
      }
      return ["\(stem)\(suffix)"]
    }
    let found = Discovery.find([path]).files.map(\.path).filter { $0.hasSuffix(suffix) }.sorted()
    guard !found.isEmpty else {
      throw UsageError("\(path) holds no tests of policies: their files are named NAME\(suffix)")
    }
    return found
  }

  private func suite(_ file: String) async throws(UsageError) -> PolicyTestReport.Suite {
    let tests = try read(file)
    let name = policyName(of: tests)
    let policy = try PolicyChoice.load(name, atlas: atlas)
    let outcomes = await run(tests.tests, policy: name)
    return PolicyTestReport.Suite(
      file: file, policy: policy.id, rules: policy.rules.count + policy.dormant.count,
      cases: outcomes.map(\.report),
      missing: Self.missing(policy, outcomes.flatMap(\.shown), tests.cannotArise))
  }

  private func run(_ tests: [PolicyTest], policy: String) async -> [PolicyTestRun.Outcome] {
    await withTaskGroup(of: (Int, PolicyTestRun.Outcome).self) { group in
      for (index, test) in tests.enumerated() {
        let run = PolicyTestRun(test, policy: policy, atlas: atlas)
        group.addTask { (index, await run.run()) }
      }
      var outcomes: [Int: PolicyTestRun.Outcome] = [:]
      for await (index, outcome) in group { outcomes[index] = outcome }
      return tests.indices.compactMap { outcomes[$0] }
    }
  }

  private func read(_ file: String) throws(UsageError) -> PolicyTestFile {
    do {
      return try PolicyTestReader.read(try WholeFile.read(file, maxBytes: 4 << 20), path: file, atlas: atlas)
    } catch let errors as PolicyErrors {
      throw UsageError(errors.description)
    } catch let problem as DescriptorProblem {
      throw UsageError("\(file): \(problem.sentence.english)")
    } catch {
      throw UsageError("\(file): \(error)")
    }
  }

  /// The policy that the file names, or the one beside it.
  private func policyName(of tests: PolicyTestFile) -> String {
    let folder = tests.path.lastIndex(of: "/").map { String(tests.path[...$0]) } ?? ""
    guard let named = tests.policy else { return tests.path.dropLast(Self.suffix.count) + ".yaml" }
    let beside = "\(folder)\(named)"
    return access(beside, F_OK) == 0 ? beside : named
  }

  /// What no test shows: every rule that judges wants a pass, a breach and an undetermined case.
  private static func missing(
    _ policy: Policy, _ shown: [(rule: String, verdict: Verdict)], _ cannotArise: [String: [Verdict]]
  ) -> [(verdict: String, rules: [String])] {
    let rules = policy.rules + policy.dormant
    let wanted: [(verdict: Verdict, also: [Verdict])] = [
      (.pass, []), (.fail, [.evidenceRequired]), (.undetermined, []),
    ]
    return wanted.compactMap { verdict, also in
      let without = rules.filter { rule in
        guard rule.category != .evidence, !(cannotArise[rule.id] ?? []).contains(verdict) else {
          return false
        }
        let counts = rule.breachAsksForEvidence ? [verdict] + also : [verdict]
        return !shown.contains { $0.rule == rule.id && counts.contains($0.verdict) }
      }
      return without.isEmpty ? nil : (verdict.rawValue, without.map(\.id))
    }
  }
}
