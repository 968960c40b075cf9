import Assessment
import Atlas
import Descriptors
import Discovery
import Glibc
import Inventory
public import Reporting

/// Two inventories against each other: each a tree, a commit, or what was saved of a scan.
public struct InventoryDiff: Sendable {
  private let options: ScanOptions
  private let atlas: Atlas
  private let gates: [SnapshotDifference.Subject]
  private let language: Language

  /// A difference.
  ///
  /// - Parameters:
  ///   - options: how trees are read; their paths do not matter.
  ///   - gates: of what nothing new may come, `countries,flows`.
  /// - Throws: ``UsageError`` for a word that is none.
  public init(
    _ options: ScanOptions, failOnNew gates: [String], language: Language = .english
  ) throws(UsageError) {
    self.language = language
    self.options = options
    atlas = Atlas()
    var subjects: [SnapshotDifference.Subject] = []
    for word in gates.flatMap({ $0.split(separator: ",") }).map({ String($0) }) {
      guard let subject = SnapshotDifference.Subject(rawValue: word) else {
        let words = SnapshotDifference.Subject.allCases.map(\.rawValue)
        let near = Spelling.nearest(to: word, among: words).map { "; did you mean `\($0)`?" } ?? ""
        throw UsageError(
          "`--fail-on-new \(word)` is nothing to look for\(near) (\(words.joined(separator: ", ")))")
      }
      if !subjects.contains(subject) { subjects.append(subject) }
    }
    self.gates = subjects
  }

  /// Takes stock of both sides and compares.
  ///
  /// - Returns: the report, and false if something that should have been read was not.
  /// - Throws: ``UsageError`` for a side that is not there.
  public func run(_ old: String, _ new: String) async throws(UsageError) -> (
    report: DifferenceReport, isComplete: Bool
  ) {
    // A commit is looked at where the other side lies.
    let roots = [new, old].first { $0 != "-" && access($0, F_OK) == 0 && PastRoot.isFolder($0) } ?? "."
    let before = try await side(old, root: roots)
    let after = try await side(new, root: roots)
    let difference = SnapshotDifference(from: before.snapshot, to: after.snapshot)
    let report = DifferenceReport(
      difference, from: before.name, to: after.name, gates: gates, notes: before.notes + after.notes,
      language: language)
    return (report, !before.snapshot.coverage.isIncomplete && !after.snapshot.coverage.isIncomplete)
  }

  private struct Side {
    let name: String
    let snapshot: ScanSnapshot
    var notes: [Phrase] = []
  }

  private func side(_ word: String, root: String) async throws(UsageError) -> Side {
    if word == "-" || access(word, F_OK) == 0 {
      if let saved = try saved(word) { return Side(name: word, snapshot: saved) }
      return try await tree(word)
    }
    return try await commit(word, root: root)
  }

  private func saved(_ path: String) throws(UsageError) -> ScanSnapshot? {
    guard path != "-", !PastRoot.isFolder(path),
      let source = try? WholeFile.read(path, maxBytes: options.limits.bytes), SavedReport.isSaved(source)
    else { return nil }
    do {
      return try SavedReport.read(source, path: path, atlas: atlas)
    } catch {
      throw UsageError(error.message)
    }
  }

  private func tree(_ path: String) async throws(UsageError) -> Side {
    let (taking, _) = try stockTaking([path])
    let stock = await taking.run()
    return side(path, stock, [])
  }

  private func commit(_ name: String, root: String) async throws(UsageError) -> Side {
    let option = "bornage diff"
    let tree = try PastTree(
      name, of: root, besideWorkingTree: false, maxBytes: options.limits.bytes, option: option)
    let (taking, context) = try stockTaking([root])
    let past = try ScanReference.Past(tree, paths: [root], context: context, option: option)
    let (reading, notes) = await PastReading(past: tree, roots: past.roots, jobs: options.jobs).run(
      beside: taking.nothing, context: past.context, finder: TreeContextFinder(atlas: atlas))
    let stock = await taking.complete(reading)
    return side("\(name) (\(tree.commit.prefix(10)))", stock, past.notes + notes)
  }

  private func stockTaking(
    _ paths: [String]
  ) throws(UsageError) -> (taking: StockTaking, context: ScanContext) {
    var options = options
    options.paths = paths
    let context = try ScanContext(paths: paths, given: options.contexts, values: options.values)
    return (StockTaking(options, context: context, atlas: atlas), context)
  }

  private func side(_ name: String, _ stock: StockTaking.Stock, _ notes: [Phrase]) -> Side {
    let nothing = AssessmentResult(policies: [], rules: [], findings: [])
    let snapshot = SnapshotMaker.make(
      stock.resources, nothing, stock.coverage, atlas: atlas, version: Version.current,
      asOf: options.asOf ?? atlas.asOf, takesDigests: false)
    let lost = stock.coverage.unread.filter(\.makesIncomplete)
    let unread = lost.first.map { first -> Phrase in
      lost.count > 1
        ? "\(name): \(first.path) and \(count: lost.count - 1) more could not be read: \(first.reason)"
        : "\(name): \(first.path) could not be read: \(first.reason)"
    }
    return Side(name: name, snapshot: snapshot, notes: notes + (unread.map { [$0] } ?? []))
  }
}
