import Assessment
import Descriptors
import Inventory

/// The work sheet of a sample: what was observed, and empty slots for the auditor.
public struct SampleSheet {
  /// How it is written.
  public enum Format: String, CaseIterable, Sendable {
    /// One line a result, for spreadsheets.
    case csv
    /// A page with what was drawn from what, and a table.
    case markdown
    /// For programs.
    case json
  }

  private let sample: AuditSample
  private let command: ReperformCommand

  /// A sheet.
  ///
  /// - Parameter command: how a result is worked out again.
  public init(_ sample: AuditSample, command: ReperformCommand) {
    self.sample = sample
    self.command = command
  }

  /// The whole sheet as bytes.
  public func render(_ format: Format) -> [UInt8] {
    switch format {
    case .csv: Array(csv.utf8)
    case .markdown: Array(markdown.utf8)
    case .json: json
    }
  }

  // MARK: Rows

  private static let columns = [
    "number", "policy", "rule", "title", "dialect", "resource", "file", "line", "observed", "what_was_said",
    "waived", "fingerprint", "re_perform", "expected", "agrees", "reviewer", "date", "remarks",
  ]
  /// The last columns are the auditor's.
  private static let emptySlots = 5

  private func cells(_ number: Int, _ item: AuditSample.Item) -> [String] {
    let finding = item.findings.first
    let resource = item.resource.map { sample.report.resources[$0] }
    let span = finding?.span ?? resource?.span
    let cells: [String] = [
      "\(number)", item.rule.policy, item.rule.id, item.rule.title, item.stratum.dialect,
      resource?.key ?? "(the whole scan)", span?.file ?? "", span.map { "\($0.start.line)" } ?? "",
      item.verdict.rawValue, said(item), item.findings.contains(where: \.isWaived) ? "yes" : "no",
      finding?.fingerprint ?? "", command.words(finding: finding, resource: resource),
    ]
    return cells + [String](repeating: "", count: Self.emptySlots)
  }

  private func said(_ item: AuditSample.Item) -> String {
    guard let first = item.findings.first else {
      return item.verdict == .pass
        ? "nothing against it was found" : "counted, not listed, as the policy wants it"
    }
    let more = item.findings.count - 1
    let message = first.message.english
    return more == 0 ? message : "\(message) (and \(more) more)"
  }

  private var rows: [[String]] { sample.items.enumerated().map { cells($0 + 1, $1) } }

  // MARK: CSV

  private var csv: String {
    ([Self.columns] + rows).map { $0.map(InventoryCSV.cell).joined(separator: ",") + "\r\n" }.joined()
  }

  // MARK: Markdown

  private var markdown: String {
    let report = sample.report
    var text = "# Sample for re-performance\n\n"
    text += "\(sample.items.count) of \(sample.population) results, drawn with seed "
    text +=
      "`\(SheetMarkdown.code(sample.seed))` by bornage \(report.version), atlas as of \(report.atlasAsOf).\n\n"
    for policy in report.assessment.policies {
      text += "- \(SheetMarkdown.cell(policy.id)) \(SheetMarkdown.cell(policy.version)), "
      text += "SHA-256 `\(policy.sha256)`\n"
    }
    text += "\n## Strata\n\n"
    text += SheetMarkdown.table(
      header: ["policy", "rule", "verdict", "dialect", "results", "drawn"],
      rows: sample.shares.map {
        [
          $0.stratum.policy, $0.stratum.rule, $0.stratum.verdict.rawValue, $0.stratum.dialect,
          "\($0.population)",
          "\($0.drawn)",
        ]
      })
    text += "\n## Work sheet\n"
    for row in rows {
      text += "\n### \(row[0]). \(SheetMarkdown.cell(row[2])): \(SheetMarkdown.cell(row[5]))\n\n"
      text += SheetMarkdown.table(
        header: ["", ""],
        rows: zip(Self.columns, row).dropFirst().filter { $0.0 != "re_perform" }.map { column, cell in
          [column.replacing("_", with: " "), cell]
        })
      // As a block of code, so that it can be copied as it is.
      text += "\n    \(SafeText.line(row[Self.columns.firstIndex(of: "re_perform") ?? 0]))\n"
    }
    return text
  }

  // MARK: JSON

  private var json: [UInt8] {
    var writer = JSONWriter()
    let report = sample.report
    writer.object { writer in
      writer.member("schemaVersion", "1.0")
      writer.member(
        "tool",
        object: {
          $0.member("name", "bornage")
          $0.member("version", report.version)
          $0.member("atlasAsOf", report.atlasAsOf)
        })
      writer.member("seed", sample.seed)
      writer.member("population", sample.population)
      writer.member("policies", lines: report.assessment.policies) { writer, policy in
        writer.object {
          $0.member("id", policy.id)
          $0.member("version", policy.version)
          $0.member("sha256", policy.sha256)
        }
      }
      writer.member("strata", lines: sample.shares) { writer, share in
        writer.object {
          $0.member("policy", share.stratum.policy)
          $0.member("rule", share.stratum.rule)
          $0.member("verdict", share.stratum.verdict.rawValue)
          $0.member("dialect", share.stratum.dialect)
          $0.member("population", share.population)
          $0.member("drawn", share.drawn)
        }
      }
      writer.member("items", lines: Array(zip(rows, sample.items))) { writer, pair in
        write(pair.0, pair.1, &writer)
      }
    }
    writer.newline()
    return Array(writer.pieces.joined())
  }

  private func write(_ row: [String], _ item: AuditSample.Item, _ writer: inout JSONWriter) {
    writer.object { writer in
      writer.member("policy", row[1])
      writer.member("rule", row[2])
      writer.member("title", row[3])
      writer.member("dialect", row[4])
      writer.member("resource", item.resource.map { sample.report.resources[$0].id })
      writer.member("file", row[6])
      if let line = Int(row[7]) { writer.member("line", line) }
      writer.member("observed", row[8])
      writer.member("whatWasSaid", row[9])
      writer.member("waived", row[10] == "yes")
      writer.member("fingerprints", strings: item.findings.map(\.fingerprint))
      writer.member("ticket", item.ticket)
      writer.member("rePerform", row[12])
      writer.member("expected", "")
      writer.member("agrees", "")
      writer.member("reviewer", "")
      writer.member("date", "")
      writer.member("remarks", "")
    }
  }
}
