import Assessment
import Atlas
import Inventory
import Reporting

/// A commented `.bornage.yml` for what was seen: it holds as it is, and says what is left to fill in.
struct ConfigurationProposal: Sendable {
  private let sighting: Sighting
  private let policies: [PolicyProposal]

  init(_ sighting: Sighting, atlas: Atlas) {
    self.sighting = sighting
    policies = PolicyProposal.of(sighting, atlas: atlas)
  }

  /// The text of the file.
  var text: String {
    let parts = [head, policyLines, contextLines, thresholdLines, baselineLines, excludeLines, formatLines]
    return parts.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") }.joined(separator: "\n\n") + "\n"
  }

  // MARK: Parts

  private var head: [String] {
    let coverage = sighting.coverage
    var lines = [
      "# What `bornage scan` takes for granted here; `bornage config show` says what holds and why.",
      "# Proposed by `bornage init` from what it saw:",
      "#   \(coverage.understood) of \(coverage.found) files understood: \(list(coverage.filesByDialect))",
      "#   \(coverage.dataBearing) resources hold data, \(coverage.located) of them at a known place: \(list(sighting.places))",
    ]
    if !sighting.providers.isEmpty { lines.append("#   providers: \(list(sighting.providers))") }
    if !sighting.classes.isEmpty { lines.append("#   data classes by label: \(list(sighting.classes))") }
    if !sighting.pipelines.isEmpty {
      let shown = sighting.pipelines.map { "\($0.title) (\($0.path))" }.joined(separator: ", ")
      lines.append("#   pipelines: \(shown)")
    }
    return lines.map { SafeText.line($0) }
  }

  private var policyLines: [String] {
    var lines = ["# The rules to hold it against; `bornage policy list` names them all."]
    lines.append("policies:")
    for proposal in policies {
      lines.append(SafeText.line("  - \(proposal.pack)  # \(proposal.why)"))
    }
    if sighting.classes.isEmpty {
      lines += [
        "",
        "# Nothing is labelled with a class of data. A tag or label `data-class: health` says it beside a resource,",
        "# `class` in a context for all files of a path.",
      ]
    }
    return lines
  }

  private var contextLines: [String] {
    guard !sighting.gaps.isEmpty else { return [] }
    var lines = [
      "# Where things are deployed, as far as neither they nor a pipeline say it. Fill in and uncomment; until then",
      "# their place is undetermined, which is a finding. `bornage context .` shows what a scan would use.",
      "contexts:",
    ]
    for pattern in Set(sighting.gaps.keys.map(\.pattern)).sorted() {
      let gaps = sighting.gaps.filter { $0.key.pattern == pattern }
      lines.append("  - paths: [\(Self.quoted(pattern))]")
      for key in Set(gaps.keys.map(\.key)).sorted() {
        let there = gaps.filter { $0.key.key == key }
        let count = there.values.reduce(0, +)
        let dialects = Set(there.keys.map(\.dialect)).sorted().joined(separator: ", ")
        lines.append(
          SafeText.line(
            "    # \(key): \(Self.example(key))  # \(count) resource\(count == 1 ? "" : "s") of \(dialects)"))
      }
    }
    return lines
  }

  private var thresholdLines: [String] {
    let coverage = sighting.coverage
    var lines = [
      "# From which severity findings make the exit code 1; also `none`, and by policy or category:",
      "#   fail-on: { default: high, \(policies[0].pack): critical, \"category:residency\": medium }",
      "fail-on: high",
      "# Findings that stay open for want of knowledge count like others; apart from them:",
      "# fail-on-undetermined: critical",
    ]
    if coverage.dataBearing > 0 {
      let share = coverage.located * 100 / coverage.dataBearing
      lines += [
        "# The percentage of data-bearing resources whose place must be known; today it is \(share).",
        "# minimum-coverage: \(share)",
      ]
    }
    lines += [
      "# How long findings that only a new version of a policy or of the atlas brought do not count.",
      "# grace: 30d",
    ]
    return lines
  }

  private var baselineLines: [String] {
    [
      "# Findings that were there before the gate, and breaches that somebody accepted until a day.",
      "# baseline: .bornage-baseline.json",
      "# waivers: [waivers.yaml]",
    ]
  }

  private var excludeLines: [String] {
    guard !sighting.foreign.isEmpty else { return [] }
    let lines = sighting.foreign.sorted { $0.key < $1.key }.prefix(20).map { folder, count in
      SafeText.line("#   - \(Self.quoted("/\(folder)/"))  # \(count) file\(count == 1 ? "" : "s")")
    }
    return [
      "# What is not scanned, as lines of a .gitignore; a report counts it. These look like the work of others or of tests:",
      "# excludes:",
    ] + lines
  }

  private var formatLines: [String] {
    var lines = ["# Reports, each with its file; `-` is standard output.", "# formats:", "#   text: \"-\""]
    for pipeline in sighting.pipelines {
      switch pipeline.title {
      case "GitHub workflow": lines.append("#   sarif: bornage.sarif  # for GitHub's code scanning")
      case "GitLab pipeline": lines.append("#   gitlab-codequality: gl-code-quality-report.json")
      case "Azure pipeline", "Jenkins pipeline", "CircleCI pipeline": lines.append("#   junit: bornage.xml")
      default: continue
      }
    }
    // A format stands once, however many pipelines read it.
    var seen: Set<String> = []
    return lines.filter { seen.insert($0).inserted }
  }

  // MARK: Words

  private func list(_ counts: [String: Int]) -> String {
    guard !counts.isEmpty else { return "none" }
    let sorted = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
    let shown = sorted.prefix(8).map { "\($0.value) \($0.key)" }.joined(separator: ", ")
    return sorted.count > 8 ? "\(shown), and \(sorted.count - 8) more" : shown
  }

  private static func example(_ key: String) -> String {
    switch key {
    case "aws.region": "eu-west-3"
    case "azure.region": "francecentral"
    case "google.region": "europe-west9"
    default: key.hasSuffix(".region") ? "REGION" : "FR"
    }
  }

  /// A word as YAML and JSON quote it, whatever is in it.
  private static func quoted(_ text: String) -> String {
    var quoted = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\": quoted += "\\\(scalar)"
      case let scalar where scalar.value < 0x20 || scalar.value == 0x7F:
        let digits = String(scalar.value, radix: 16)
        quoted += "\\x" + (digits.count < 2 ? "0" : "") + digits
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return "\"\(quoted)\""
  }
}
