import Assessment
import Descriptors
import Glibc
import Inventory
public import Reporting

/// Scans many trees in one run: a report of each, and one summary by who answers for what.
///
/// No tree harms another: what goes wrong with one is its entry.
public struct Fleet: Sendable {
  /// What is asked for.
  public struct Settings: Sendable {
    /// What holds for all trees.
    public var base: ScanOptions
    /// The folder of the reports.
    public var output: String
    /// Formats of the reports.
    public var formats: [String]
    /// How many trees are scanned at once.
    public var jobs: Int
    /// True if trees that were finished, and that nothing has changed of, are left as they are.
    public var resumes: Bool
    /// Where scans are recorded; nil for nowhere.
    public var ledger: FleetLedger?

    /// Settings.
    public init(
      base: ScanOptions, output: String, formats: [String], jobs: Int, resumes: Bool,
      ledger: FleetLedger? = nil
    ) {
      self.ledger = ledger
      self.base = base
      self.output = output
      self.formats = formats
      self.jobs = jobs
      self.resumes = resumes
    }
  }

  /// A tree that ended the program this often is left alone.
  private static let mostBeginnings = 2

  private let settings: Settings
  private let trees: [FleetTree]
  private let folder: FleetFolder
  private let formats: [any ReportFormat.Type]
  private let knowledge = SharedKnowledge()

  /// Reads the list and makes the output folder.
  ///
  /// - Parameter path: a list of trees, or a folder that holds some.
  /// - Throws: ``UsageError`` for a mistake in the list or the settings.
  public init(_ path: String, _ settings: Settings) throws(UsageError) {
    var formats: [any ReportFormat.Type] = []
    for name in settings.formats {
      guard let format = ReportFormats.named(name) else {
        let near = Spelling.nearest(to: name, among: ReportFormats.names).map { "; did you mean `\($0)`?" }
        throw UsageError(
          "`\(name)` is no format\(near ?? "") (\(ReportFormats.names.joined(separator: ", ")))")
      }
      if !formats.contains(where: { $0.name == format.name }) { formats.append(format) }
    }
    self.formats = formats
    self.settings = settings
    trees = try FleetList.read(path)
    let output = FuturePath.absolute(settings.output)
    for tree in trees where FuturePath.isWithin(output, ConfigurationPath.absolute(tree.path)) {
      throw UsageError(
        "the output folder lies within the tree `\(SafeText.line(tree.name))`, which is scanned; choose another `--output`"
      )
    }
    folder = try FleetFolder(settings.output)
  }

  /// Scans all trees and writes the summary.
  ///
  /// - Parameter progress: is told of each finished tree.
  /// - Throws: ``UsageError`` if the summary cannot be written.
  public func run(progress: @escaping @Sendable (String) -> Void) async throws(UsageError) -> FleetSummary {
    let program = Inputs.program()
    let environment = Inputs.environment()
    let entries = await withTaskGroup(of: (Int, FleetEntry).self) { group in
      var made: [Int: FleetEntry] = [:]
      var next = 0
      while made.count < trees.count {
        while next < trees.count, next - made.count < settings.jobs {
          let index = next
          group.addTask { (index, await entry(of: trees[index], program, environment)) }
          next += 1
        }
        guard let (index, entry) = await group.next() else { break }
        made[index] = entry
        let state = entry.isKept ? "unchanged, " : entry.hasFailed ? "failed, " : ""
        progress(SafeText.line("[\(made.count)/\(trees.count)] \(entry.name): \(state)\(entry.reason)"))
      }
      return trees.indices.compactMap { made[$0] }
    }
    let summary = FleetSummary(entries, version: Version.current)
    do {
      try folder.write(summary.json, to: "summary.json")
      try folder.write(Array(summary.markdown.utf8), to: "summary.md")
    } catch {
      throw UsageError(error.message)
    }
    return summary
  }

  // MARK: One tree

  private func entry(of tree: FleetTree, _ program: String?, _ environment: [String]?) async -> FleetEntry {
    let owners = TreeOwners(tree)
    do {
      var options = tree.options(over: settings.base)
      options.recordsProvenance = formats.contains { $0.needsProvenance }
      let scan = try Scan(options, knowledge: knowledge)
      let name: @Sendable () async -> String = {
        guard let program, let environment,
          let key = await scan.key(program: { program }, environment: environment)
        else { return "" }
        return self.name(of: key, owners)
      }
      let before = await name()
      if settings.resumes, !before.isEmpty, let record = folder.record(of: tree), record.key == before {
        folder.finish(tree)
        var entry = record.entry
        entry.isKept = true
        return entry
      }
      let beginnings = settings.resumes ? folder.beginnings(of: tree) : 0
      guard beginnings < Self.mostBeginnings else {
        return failed(
          tree, owners, code: 70,
          "its scan ended the program \(beginnings) times; try `bornage scan \(tree.path)` by itself, and run without `--resume` to try it again"
        )
      }
      do {
        try folder.begin(tree, count: beginnings + 1)
        let entry = try await scanned(tree, scan, owners)
        // Changed meanwhile, it has to be scanned again the next time.
        let after = await name()
        try folder.write(FleetRecord(key: before == after ? before : "", entry: entry), of: tree)
        folder.finish(tree)
        return entry
      } catch let error as OutputError {
        throw UsageError(error.message)
      }
    } catch let error as UsageError {
      folder.finish(tree)
      return failed(tree, owners, code: 2, error.message)
    } catch {
      return failed(tree, owners, code: 70, "\(error)")
    }
  }

  private func scanned(_ tree: FleetTree, _ scan: Scan, _ owners: TreeOwners) async throws -> FleetEntry {
    let (report, excerpts) = await scan.run()
    var entry = FleetEntry(
      name: tree.name, path: tree.path, exitCode: report.outcome.exitCode,
      reason: report.outcome.reason.english)
    for format in formats {
      let pieces = format.pieces(report, style: ReportStyle(excerpts: excerpts))
      entry.reports.append(try folder.write(pieces, format: format.name, of: tree))
    }
    try await settings.ledger?.record(report, of: tree)
    entry.files = report.coverage.found
    entry.dataBearing = report.coverage.dataBearing
    entry.located = report.coverage.located
    for finding in report.assessment.findings { entry.total.add(finding) }
    entry.owners = owners.tallies(report.assessment.findings)
    return entry
  }

  private func failed(_ tree: FleetTree, _ owners: TreeOwners, code: Int32, _ reason: String) -> FleetEntry {
    var entry = FleetEntry(name: tree.name, path: tree.path, exitCode: code, reason: reason)
    entry.hasFailed = true
    entry.owners = owners.tallies([])
    return entry
  }

  /// What bears on the record of a tree: its scan, the reports, and who answers for it.
  private func name(of key: ScanKey, _ owners: TreeOwners) -> String {
    var material = KeyMaterial()
    material.add("scan", key.sha256)
    material.add("formats", formats.map { $0.name }.joined(separator: " "))
    material.add("owners", owners.material)
    // What was not recorded in this ledger is not finished.
    material.add("ledger", settings.ledger?.location ?? "")
    return material.finish()
  }
}
