import Assessment

/// What became of all trees of a fleet, in the order of the list, and who answers for what.
public struct FleetSummary: Sendable {
  /// Who answers where nobody is named.
  public static let nobody = "(no owner)"

  private static let severities = Array(Severity.allCases.sorted().reversed())

  private let entries: [FleetEntry]
  private let version: String

  /// A summary.
  public init(_ entries: [FleetEntry], version: String) {
    self.entries = entries
    self.version = version
  }

  /// The exit code of all: that of the worst tree.
  public var exitCode: Int32 {
    // A bug of ours, a mistake and an incomplete scan win over findings.
    [70, 2, 3, 1].first { code in entries.contains { $0.exitCode == code } } ?? 0
  }

  private struct Row {
    var trees = 0
    var failed = 0
    var tally = FleetTally()
  }

  /// By owner, sorted.
  private var rows: [(owner: String, row: Row)] {
    var rows: [String: Row] = [:]
    for entry in entries {
      for (owner, tally) in entry.owners {
        rows[owner, default: Row()].trees += 1
        rows[owner, default: Row()].failed += entry.hasFailed ? 1 : 0
        rows[owner, default: Row()].tally.add(tally)
      }
    }
    return rows.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }

  private var total: FleetTally {
    entries.reduce(into: FleetTally()) { $0.add($1.total) }
  }

  private var headline: String {
    let failed = entries.count(where: \.hasFailed)
    let kept = entries.count(where: \.isKept)
    return "\(entries.count) tree\(entries.count == 1 ? "" : "s")"
      + (failed > 0 ? ", \(failed) of them failed" : "")
      + (kept > 0 ? ", \(kept) unchanged since the last run" : "")
  }

  private func counts(_ tally: FleetTally) -> [String] {
    Self.severities.map { String(tally.open[$0] ?? 0) } + [String(tally.waived)]
  }

  // MARK: Text

  /// Lines for a terminal.
  public var text: String {
    let words = ["trees", "failed"] + Self.severities.map(\.rawValue) + ["waived"]
    let owners = table(
      ["owner"] + words,
      rows.map { [$0.owner, String($0.row.trees), String($0.row.failed)] + counts($0.row.tally) })
    let trees = table(
      ["tree", "exit"] + Self.severities.map(\.rawValue) + ["waived"],
      entries.map { [$0.name, String($0.exitCode)] + counts($0.total) })
    let failures = entries.filter(\.hasFailed).map { SafeText.line("\($0.name): \($0.reason)") }
    var lines = [headline, ""] + owners + [""] + trees
    if !failures.isEmpty { lines += ["", "failed:"] + failures.map { "  \($0)" } }
    return lines.joined(separator: "\n") + "\n"
  }

  /// Columns as wide as what stands in them: the first to the left, the rest to the right.
  private func table(_ head: [String], _ rows: [[String]]) -> [String] {
    let all = ([head] + rows).map { $0.map { SafeText.line($0) } }
    let widths = head.indices.map { column in all.map { $0[column].count }.max() ?? 0 }
    return all.map { row in
      row.enumerated().map { column, text in
        let pad = String(repeating: " ", count: widths[column] - text.count)
        return column == 0 ? text + pad : pad + text
      }.joined(separator: "  ")
    }
  }

  // MARK: Markdown

  /// A page.
  public var markdown: String {
    let words = Self.severities.map(\.rawValue) + ["waived"]
    var lines = ["# Fleet", "", "\(headline).", "", "## By owner", ""]
    lines += Self.table(
      ["Owner", "trees", "failed"] + words,
      rows.map {
        [MarkdownText.code($0.owner), String($0.row.trees), String($0.row.failed)] + counts($0.row.tally)
      })
    lines += ["", "## By tree", ""]
    lines += Self.table(
      ["Tree", "exit"] + words + ["located", "outcome"],
      entries.map { entry in
        [MarkdownText.code(entry.name), String(entry.exitCode)] + counts(entry.total)
          + ["\(entry.located) of \(entry.dataBearing)", MarkdownText.prose(entry.reason)]
      })
    lines += ["", "A finding with several owners is counted for each of them; trees count it once."]
    return lines.joined(separator: "\n") + "\n"
  }

  private static func table(_ head: [String], _ rows: [[String]]) -> [String] {
    let line = head.enumerated().map { $0.offset == 0 || $0.element == "outcome" ? "---" : "---:" }
    return ([head, line] + rows).map { "| \($0.joined(separator: " | ")) |" }
  }

  // MARK: JSON

  /// The summary for programs; `docs/fleet.md` describes it.
  public var json: [UInt8] {
    var writer = JSONWriter()
    writer.object { writer in
      writer.member("schemaVersion", "1.0")
      writer.member(
        "tool",
        object: {
          $0.member("name", "bornage")
          $0.member("version", version)
        })
      writer.member("exitCode", Int(exitCode))
      writer.member("total", object: { Self.members(total, &$0) })
      writer.member("owners", lines: rows) { writer, item in
        writer.object {
          $0.member("owner", item.owner)
          $0.member("trees", item.row.trees)
          $0.member("failed", item.row.failed)
          Self.members(item.row.tally, &$0)
        }
      }
      writer.member("trees", lines: entries) { writer, entry in
        writer.object {
          FleetRecord.members(entry, &$0)
          $0.member("kept", entry.isKept)
        }
      }
    }
    writer.newline()
    return Array(writer.pieces.joined())
  }

  static func members(_ tally: FleetTally, _ writer: inout JSONWriter) {
    for severity in severities { writer.member(named: severity.rawValue, tally.open[severity] ?? 0) }
    writer.member("waived", tally.waived)
  }
}
