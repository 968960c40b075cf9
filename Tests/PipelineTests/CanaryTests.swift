import Foundation
import Inventory
import TestSupport
import Testing

@testable import Pipeline
@testable import Reporting

/// Nothing scanned gets out that is secret, and nothing gets control of what shows a report.
@Suite("Secrets and hostile names in every dialect, in every report")
struct CanaryTests {
  private struct Rendered {
    let name: String
    let text: String
  }

  private static func scan(_ path: String) async throws -> (report: ScanReport, excerpts: FileExcerpts) {
    try await Scan(
      ScanOptions(
        paths: [path], policies: ["eu-gdpr", "fr-secnumcloud-3.2", "pci-dss-4"],
        contexts: ["host.country=FR", "host.operator=ovhcloud", "host.disk-encryption=off"])
    ).run()
  }

  /// Everything that this program can write about the descriptors, made once.
  private static let all = Task {
    let folder = try TemporaryFolder()
    return try await everything(CanaryDescriptors.write(to: folder))
  }

  private static func everything(_ path: String) async throws -> [Rendered] {
    let (report, excerpts) = try await scan(path)
    var all: [Rendered] = []
    for format in ReportFormats.all {
      for language in Language.allCases {
        let style = ReportStyle(excerpts: excerpts, mostPerRule: 10_000, language: language)
        let bytes = format.render(report, style: style)
        all.append(Rendered(name: format.name, text: String(decoding: bytes, as: UTF8.self)))
      }
    }
    let inventory = InventoryReport(
      version: report.version, atlas: report.atlas, coverage: report.coverage, resources: report.resources)
    for format in InventoryReport.Format.allCases {
      let text = String(decoding: inventory.render(format), as: UTF8.self)
      all.append(Rendered(name: "inventory \(format.rawValue)", text: text))
    }
    let explain = ExplainReport(report, style: ReportStyle(excerpts: excerpts))
    let bytes =
      explain.render(.findings(Array(report.assessment.findings.indices)))
      + explain.render(.resources(Array(report.resources.indices)))
    all.append(Rendered(name: "explain", text: String(decoding: bytes, as: UTF8.self)))
    let context = try ContextSurvey.report(paths: [path], given: [])
      .lines(in: .english).joined(separator: "\n")
    all.append(Rendered(name: "context", text: context))
    return all
  }

  @Test("the descriptors are what they should be: read, secret and hostile in every dialect")
  func bait() async throws {
    let folder = try TemporaryFolder()
    let report = try await Self.scan(CanaryDescriptors.write(to: folder)).report
    for dialect in Dialects.all {
      // Charts and overlays describe objects of Kubernetes: theirs are known by the folder.
      let isOfDialect = { (resource: Resource) in
        resource.dialect == dialect.id || resource.span.file.contains("/\(dialect.id)/")
      }
      let resources = report.resources.filter(isOfDialect)
      #expect(
        resources.contains { $0.name.contains(CanaryDescriptors.mark) }, "\(dialect.id): no hostile name")
      #expect(resources.contains { !$0.clearSecrets.isEmpty }, "\(dialect.id): no secret was seen")
      let indices = Set(report.resources.indices.filter { isOfDialect(report.resources[$0]) })
      #expect(
        report.assessment.findings.contains { $0.resource.map(indices.contains) ?? false },
        "\(dialect.id): no finding")
    }
    #expect(report.coverage.unread.contains { $0.path.contains(CanaryDescriptors.mark) })
  }

  @Test("no report shows a secret")
  func secrets() async throws {
    for rendered in try await Self.all.value {
      var leaks: Set<String> = []
      for part in rendered.text.components(separatedBy: CanaryDescriptors.canary).dropFirst() {
        leaks.insert(String(part.prefix { $0.isLetter || $0.isNumber || $0 == "-" }.prefix(30)))
      }
      let encoded = Data(CanaryDescriptors.secret("k8s-base64").utf8).base64EncodedString()
      if rendered.text.contains(encoded) { leaks.insert("k8s-base64") }
      #expect(leaks.isEmpty, "\(rendered.name): \(leaks.sorted())")
    }
  }

  @Test("nothing scanned controls a terminal or the runner of a pipeline")
  func controls() async throws {
    for rendered in try await Self.all.value {
      let isCSV = rendered.name.hasSuffix("csv")
      let text = isCSV ? rendered.text.replacingOccurrences(of: "\r\n", with: "\n") : rendered.text
      let bad = Set(text.unicodeScalars.filter(Self.isHarmful).map { String($0.value, radix: 16) })
      #expect(bad.isEmpty, "\(rendered.name): \(bad.sorted())")
      for sign in ["##[", "##vso[", "##teamcity["] {
        let isThere = text.contains(sign)
        #expect(!isThere, "\(rendered.name): \(sign)")
      }
      let commands = text.split(separator: "\n").filter {
        $0.drop { $0.isWhitespace }.unicodeScalars.starts(with: "::".unicodeScalars)
      }
      if rendered.name == GitHubReport.name {
        #expect(commands.count == text.split(separator: "\n").count)
        #expect(commands.allSatisfy(Self.isAnnotation), "\(commands)")
      } else {
        #expect(commands.isEmpty, "\(rendered.name): \(commands.first ?? "")")
      }
    }
  }

  private static func isHarmful(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x0A: false
    case 0..<0x20, 0x7F..<0xA0, 0x200B...0x200F, 0x2028...0x202E, 0x2066...0x2069: true
    default: false
    }
  }

  private static func isAnnotation(_ line: Substring) -> Bool {
    let form = #"^::(error|warning|notice) ((file|line|endLine|col|endColumn|title)=[^:,]*,?)+::[^\n]*$"#
    return line.range(of: form, options: .regularExpression) != nil
  }

  @Test("every cell of CSV stays in its column and is no formula", arguments: ["csv", "inventory csv"])
  func csv(name: String) async throws {
    let all = try await Self.all.value
    let rows = Self.rows(try #require(all.first { $0.name == name }).text)
    let width = try #require(rows.first).count
    #expect(rows.count > 20)
    #expect(rows.allSatisfy { $0.count == width })
    let formulas = rows.joined().filter { "=+-@|%".contains($0.first ?? " ") }
    #expect(formulas.isEmpty, "\(formulas.prefix(3))")
  }

  /// RFC 4180 by scalars, as spreadsheets read it.
  private static func rows(_ text: String) -> [[String]] {
    var rows: [[String]] = [[]]
    var cell = ""
    var isQuoted = false
    var before: Unicode.Scalar?
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"":
        if !isQuoted, before == "\"" { cell += "\"" }
        isQuoted.toggle()
      case "," where !isQuoted:
        rows[rows.count - 1].append(cell)
        cell = ""
      case "\n" where !isQuoted:
        rows[rows.count - 1].append(cell)
        rows.append([])
        cell = ""
      case "\r" where !isQuoted: break
      default: cell.unicodeScalars.append(scalar)
      }
      before = scalar
    }
    return rows.filter { !$0.isEmpty }
  }

  @Test("XML holds no markup of the input's", arguments: ["junit", "checkstyle"])
  func xml(name: String) async throws {
    let all = try await Self.all.value
    let text = try #require(all.first { $0.name == name }).text
    let known = [
      "?xml", "testsuites", "testsuite", "testcase", "properties", "property", "failure", "error", "skipped",
      "system-out", "checkstyle", "file",
    ]
    let tags = Set(
      text.components(separatedBy: "<").dropFirst().map { part in
        String(part.drop { $0 == "/" }.prefix { $0 != " " && $0 != ">" && $0 != "/" })
      })
    #expect(tags.isSubset(of: known), "\(tags.subtracting(known))")
    #expect(!text.contains("]]>"))
  }

  @Test("Markdown holds no markup, mention, reference or link of the input's", arguments: Language.allCases)
  func markdown(language: Language) async throws {
    let folder = try TemporaryFolder()
    let (report, excerpts) = try await Self.scan(CanaryDescriptors.write(to: folder))
    let style = ReportStyle(excerpts: excerpts, language: language)
    let text = String(decoding: MarkdownReport.render(report, style: style), as: UTF8.self)
    #expect(text.utf8.count <= 65_536)
    for line in text.split(separator: "\n") {
      let bare = Self.withoutCode(line)
      guard !line.hasPrefix("<!-- bornage report -->"), !line.hasPrefix("<details><summary>"),
        line != "</details>", !line.hasPrefix("<sub>bornage ")
      else { continue }
      for sign in ["<", "@", "://", "www.", "](", "`", "GH-", "deadbeef"] {
        #expect(!bare.contains(sign), "\(sign) in \(line)")
      }
      #expect(!bare.contains(/#[0-9]/), "\(line)")
      // Of a table's row, bars and nothing else part the cells.
      if line.hasPrefix("|") {
        #expect(line.unicodeScalars.count { $0 == "|" } == bare.unicodeScalars.count { $0 == "|" })
      }
    }
    #expect(text.contains(CanaryDescriptors.mark))
  }

  /// A line without its code spans: the text between equal runs of backticks.
  private static func withoutCode(_ line: Substring) -> String {
    var result = ""
    var rest = line
    while let start = rest.firstIndex(of: "`") {
      result += rest[..<start]
      let fence = rest[start...].prefix { $0 == "`" }
      rest = rest[fence.endIndex...]
      var search = rest
      while let next = search.firstIndex(of: "`") {
        let run = search[next...].prefix { $0 == "`" }
        search = search[run.endIndex...]
        if run.count == fence.count { break }
        if search.isEmpty { return result + fence + rest }
      }
      rest = search
    }
    return result + rest
  }

  @Test("JSON is JSON", arguments: ["json", "sarif", "gitlab-codequality", "gitlab-sast", "inventory json"])
  func json(name: String) async throws {
    let all = try await Self.all.value
    let text = try #require(all.first { $0.name == name }).text
    #expect(throws: Never.self) { try JSONSerialization.jsonObject(with: Data(text.utf8)) }
  }

  @Test("a line of NDJSON is an object, and the last one says how it ended")
  func ndjson() async throws {
    let folder = try TemporaryFolder()
    let (report, excerpts) = try await Self.scan(CanaryDescriptors.write(to: folder))
    let bytes = NDJSONReport.render(report, style: ReportStyle(excerpts: excerpts))
    let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n")
    let kinds = lines.map { line in
      (try? JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])?["record"] as? String
    }
    #expect(!kinds.contains(nil))
    #expect(kinds.first == "header" && kinds.last == "outcome")
    #expect(kinds.count { $0 == "finding" } == report.assessment.findings.count)
    #expect(kinds.count { $0 == "resource" } == report.resources.count)
  }

  @Test("a graph holds nothing outside quotes but its own words")
  func dot() async throws {
    let all = try await Self.all.value
    for line in try #require(all.first { $0.name == "inventory dot" }).text.split(separator: "\n") {
      var bare = ""
      var isQuoted = false
      var isEscaped = false
      for scalar in line.unicodeScalars {
        if isEscaped {
          isEscaped = false
        } else if isQuoted, scalar == "\\" {
          isEscaped = true
        } else if scalar == "\"" {
          isQuoted.toggle()
        } else if !isQuoted {
          bare.unicodeScalars.append(scalar)
        }
      }
      #expect(!isQuoted && !bare.contains("cmd") && !bare.contains("evil"), "\(line)")
    }
  }
}
