import Assessment
import Ledger
import Reporting

/// `bornage ledger`: what is recorded, whether it is whole, and its way out and in.
public struct LedgerJob: Sendable {
  private let ledger: String?

  /// A job.
  ///
  /// - Parameter ledger: what `--ledger` says.
  public init(ledger: String?) {
    self.ledger = ledger
  }

  /// A line for each scan, oldest first, tree by tree.
  public func list(tree: String?) throws(UsageError) -> [String] {
    let ledger = try LedgerChoice.open(ledger)
    do {
      let entries = try ledger.scans(tree: tree)
      if entries.isEmpty {
        let what = tree.map { "no scan of \(SafeText.line($0))" } ?? "no scan"
        return ["\(what) is recorded in \(SafeText.line(ledger.location))"]
      }
      let counts = try ledger.findingCounts()
      let rows = entries.map { entry in
        [
          String(entry.id.prefix(12)), entry.recordedAt, SafeText.line(entry.tree),
          SafeText.line(entry.owner ?? "-"), String(counts[entry.id] ?? 0), Self.coverage(entry.head.coverage),
          SafeText.line(entry.head.policies.map { "\($0.id) \($0.version)" }.joined(separator: ", ")),
        ]
      }
      return Self.table([["scan", "recorded", "tree", "owner", "findings", "located", "policies"]] + rows)
    } catch {
      throw UsageError(error.message)
    }
  }

  private static func coverage(_ counts: ScanSnapshot.Counts) -> String {
    "\(counts.located)/\(counts.dataBearing)\(counts.isIncomplete ? " incomplete" : "")"
  }

  private static func table(_ rows: [[String]]) -> [String] {
    var widths: [Int] = []
    for row in rows {
      for (index, cell) in row.enumerated() {
        if index == widths.count { widths.append(0) }
        widths[index] = max(widths[index], cell.count)
      }
    }
    return rows.map { row in
      row.enumerated().map { index, cell in
        index == row.count - 1 ? cell : cell + String(repeating: " ", count: widths[index] - cell.count)
      }.joined(separator: "  ")
    }
  }

  /// What is wrong, a line each, and whether anything is.
  public func check() throws(UsageError) -> (lines: [String], isWhole: Bool) {
    let location = try LedgerChoice.location(ledger, paths: ["."])
    do {
      let ledger = try Ledger.open(location)
      let place = SafeText.line(ledger.location)
      let faults = ledger.check()
      if faults.isEmpty {
        let scans = try ledger.scans()
        let trees = Set(scans.map(\.tree)).count
        return (
          [
            "\(place) is whole: \(scans.count) scan\(scans.count == 1 ? "" : "s") of \(trees) "
              + "tree\(trees == 1 ? "" : "s"), each as it was recorded"
          ], true
        )
      }
      let shown = faults.prefix(50).map { SafeText.line($0) }
      let more = faults.count > shown.count ? ["and \(faults.count - shown.count) more"] : []
      let remedy = "put back a copy, or import an export into a new ledger; an export of this one keeps what is whole"
      return (["\(place) is damaged:"] + shown + more + [remedy], false)
    } catch {
      // A file that cannot even be opened for its damage is the check's finding, not a misuse of the program.
      if error.kind == .damaged { return ([error.message], false) }
      throw UsageError(error.message)
    }
  }

  /// Writes the whole history as NDJSON; returns what is said at the end.
  public func export(to file: String) throws(UsageError) -> String {
    let ledger = try LedgerChoice.open(ledger)
    do {
      let pieces = try ledger.export()
      if file == "-" {
        try OutputFile.writeToStandardOutput(pieces)
      } else {
        try OutputFile.write(pieces, to: file)
      }
      let count = pieces.count - 2
      return "exported: \(count) scan\(count == 1 ? "" : "s") of \(SafeText.line(ledger.location))"
    } catch let error as LedgerError {
      throw UsageError(error.message)
    } catch let error as OutputError {
      throw UsageError(error.message)
    } catch {
      throw UsageError("the ledger cannot be exported")
    }
  }

  /// Reads an export; returns what is said at the end.
  public func importing(_ file: String) throws(UsageError) -> String {
    let ledger = try LedgerChoice.open(ledger, for: .recording)
    do {
      let lines = try LineSource(file)
      let summary = try ledger.importing(path: SafeText.line(file)) { () throws(LedgerError) in try lines.next() }
      return
        "imported: \(summary.stored) scan\(summary.stored == 1 ? "" : "s") into \(SafeText.line(ledger.location)), "
        + "\(summary.present) already recorded"
    } catch {
      throw UsageError(error.message)
    }
  }
}
