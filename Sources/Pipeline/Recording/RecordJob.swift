import Assessment
import Descriptors
import Ledger
import Reporting

/// `bornage record`: a scan, or the record of one, goes into the ledger.
public struct RecordJob: Sendable {
  /// What `--ledger` says.
  public var ledger: String?
  /// The name under which the history is kept; nil makes one of the path.
  public var tree: String?
  /// Who answers for the tree.
  public var owner: String?
  /// When, as RFC 3339 writes it; nil takes the clock.
  public var at: String?

  /// A job.
  public init(ledger: String?, tree: String?, owner: String?, at: String?) {
    self.ledger = ledger
    self.tree = tree
    self.owner = owner
    self.at = at
  }

  /// What is said at the end.
  public struct Outcome: Sendable {
    /// One line.
    public let line: String
    /// 0, or 3 if what was recorded is an incomplete scan.
    public let exitCode: Int32
  }

  /// Scans and records.
  ///
  /// - Throws: ``UsageError``; nothing is recorded then.
  public func run(_ options: ScanOptions) async throws(UsageError) -> Outcome {
    let tree = if let tree { tree } else { try TreeName.of(options.paths) }
    let moment = try moment()
    // Whatever is wrong with the ledger is said before the scan's minutes are spent.
    _ = try LedgerChoice.open(ledger, paths: options.paths, for: .recording)
    let (report, _) = try await Scan(options).run()
    let snapshot = SnapshotMaker.make(report)
    let line = try store(snapshot, tree: tree, at: moment, paths: options.paths)
    return Outcome(
      line: report.outcome.exitCode == 3 ? "\(line); \(report.outcome.reason.english)" : line,
      exitCode: report.outcome.exitCode == 3 ? 3 : 0)
  }

  /// Records a scan that has taken place; returns what is said at the end.
  ///
  /// - Throws: ``UsageError``; nothing is recorded then.
  func run(_ report: ScanReport) throws(UsageError) -> String {
    let tree = if let tree { tree } else { try TreeName.of(["."]) }
    return try store(SnapshotMaker.make(report), tree: tree, at: try moment(), paths: [])
  }

  /// Records what `bornage scan --format snapshot=FILE` wrote.
  public func run(from file: String) throws(UsageError) -> Outcome {
    guard let tree else {
      throw UsageError("`--from` needs `--tree NAME`: a record does not say of what it is")
    }
    let moment = try moment()
    let snapshot: ScanSnapshot
    do {
      let source = try WholeFile.read(file, maxBytes: 1 << 30)
      snapshot = try SnapshotReader.read(source, path: file)
    } catch let problem as DescriptorProblem {
      throw UsageError("\(SafeText.line(file)): \(problem.message.english); \(problem.remedy.english)")
    } catch let problem as SnapshotError {
      throw UsageError(problem.message)
    } catch {
      throw UsageError("\(SafeText.line(file)) cannot be read")
    }
    let line = try store(snapshot, tree: tree, at: moment, paths: ["."])
    return Outcome(line: line, exitCode: snapshot.coverage.isIncomplete ? 3 : 0)
  }

  func moment() throws(UsageError) -> Moment? {
    guard let at else { return nil }
    guard let moment = Moment(at) else {
      throw UsageError(
        "`--at \(SafeText.line(at))` is no time of RFC 3339; write it with a zone, such as 2026-11-28T06:00:00Z"
      )
    }
    return moment
  }

  private func store(
    _ snapshot: ScanSnapshot, tree: String, at moment: Moment?, paths: [String]
  ) throws(UsageError) -> String {
    do {
      let ledger = try Ledger.open(LedgerChoice.location(ledger, paths: paths), for: .recording)
      let place = SafeText.line(ledger.location)
      let name = SafeText.line(tree)
      switch try ledger.record(snapshot, tree: tree, owner: owner, at: moment) {
      case .stored(let id):
        let at = try ledger.scan(id).recordedAt
        return
          "recorded: scan \(id.prefix(12)) of \(name) at \(at) in \(place), \(Self.counts(snapshot))"
      case .alreadyRecorded(let id, let at):
        return
          "already recorded: scan \(id.prefix(12)) of \(name) at \(at) in \(place), \(Self.counts(snapshot))"
      }
    } catch let error as LedgerError {
      throw UsageError(error.message)
    } catch let error as UsageError {
      throw error
    } catch {
      throw UsageError("the ledger cannot be used")
    }
  }

  private static func counts(_ snapshot: ScanSnapshot) -> String {
    let findings = snapshot.findings.count
    let resources = snapshot.resources.count
    return
      "\(findings) finding\(findings == 1 ? "" : "s"), \(resources) resource\(resources == 1 ? "" : "s") that hold "
      + "data or keys"
  }
}
