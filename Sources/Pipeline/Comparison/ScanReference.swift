import Assessment
import Descriptors
import Inventory
import Reporting

/// What a scan is held against: a commit's tree, a baseline, or both.
struct ScanReference: Sendable {
  /// The findings of a state of the tree.
  struct Judged: Sendable {
    let resources: [Resource]
    let assessment: AssessmentResult
    let coverage: Coverage
    /// The files once more.
    let raw: RescannedFiles
  }

  /// The tree of a commit, ready to be read.
  struct Past: Sendable {
    let tree: PastTree
    let roots: [PastRoot]
    /// The context as the commit's own configurations give it.
    let context: ScanContext
    /// What could not be taken from there.
    let notes: [Phrase]
  }

  let past: Past?
  let baseline: BaselineInHand?
  private let paths: [String]
  /// The day on which entries of a baseline must hold.
  private let day: String

  /// Nothing.
  init() {
    past = nil
    baseline = nil
    paths = []
    day = ""
  }

  /// - Parameter day: the day on which entries of a baseline must hold.
  /// - Throws: ``UsageError`` for a commit or baseline that is not there.
  init(
    _ options: ScanOptions, baseline asked: String?, context: ScanContext, day: String
  ) throws(UsageError) {
    self.day = day
    paths = options.paths
    baseline =
      try options.ignoresBaseline
      ? nil
      : BaselineInHand.find(
        asked: asked, paths: options.paths, configurations: context.configurations)
    guard let since = options.since else {
      past = nil
      return
    }
    let option = "--since"
    let tree = try PastTree(
      since, of: Self.folder(of: options.paths, option), besideWorkingTree: true,
      maxBytes: options.limits.bytes, option: option)
    past = try Past(tree, paths: options.paths, context: context, option: option)
  }

  /// A folder to ask for the repository in.
  private static func folder(of paths: [String], _ option: String) throws(UsageError) -> String {
    guard let path = paths.first(where: { $0 != "-" }) else {
      throw UsageError("`\(option)` compares what git keeps, and standard input is in no commit; name paths")
    }
    return PastRoot.isFolder(path) ? path : PastTree.folder(of: ConfigurationPath.absolute(path))
  }

  /// Holds what was found against what was known.
  ///
  /// - Parameter before: the findings of the commit's tree, with what could not be compared.
  func compare(_ now: Judged, before: (judged: Judged, notes: [Phrase])?) -> (
    assessment: AssessmentResult, comparison: ScanComparison?
  ) {
    var assessment = now.assessment
    var since: ScanComparison.Since?
    if let before, let past {
      let lost = UnreadFiles(now.coverage, bytes: now.raw.bytes)
      let comparison = TreeComparison(
        old: before.judged.assessment, oldResources: before.judged.resources, new: assessment,
        newResources: now.resources, mayStandUnread: { lost.holds($0) || lost.mayName($1) })
      assessment = assessment.with(findings: comparison.findings)
      since = ScanComparison.Since(
        name: past.tree.name, commit: past.tree.commit, comparison: comparison,
        notes: past.notes + before.notes + unread(before.judged.coverage, past.tree.name)
          + unseen(comparison, past.tree.name))
    }
    var known: ScanComparison.Known?
    if let baseline {
      let outcome = BaselineOffice(
        baseline.baseline, day: day,
        scope: baseline.scope(of: paths, coverage: now.coverage, bytes: now.raw.bytes)
      ).apply(to: assessment, resources: now.resources)
      assessment = assessment.with(findings: outcome.findings)
      known = ScanComparison.Known(path: baseline.path, outcome: outcome)
    }
    return (assessment, ScanComparison(since: since, baseline: known))
  }

  /// What may still stand in what could not be read now.
  private func unseen(_ comparison: TreeComparison, _ name: String) -> [Phrase] {
    let count = comparison.unseen.count
    guard count > 0 else { return [] }
    return [
      count == 1
        ? "1 finding of \(name) may still stand, and is not called fixed: its place could not be read now"
        : "\(count: count) findings of \(name) may still stand, and are not called fixed: their places could not be read now"
    ]
  }

  /// What of the commit could not be read: what stands there counts as new.
  private func unread(_ coverage: Coverage, _ name: String) -> [Phrase] {
    let lost =
      coverage.unread.filter(\.makesIncomplete)
      + coverage.unread.filter { $0.reason.english.contains("Git LFS") }
    guard let first = lost.first else { return [] }
    let path = first.path
    guard lost.count > 1 else {
      return ["\(path) could not be read as of \(name) (\(first.reason)): what is found there counts as new"]
    }
    return [
      """
      \(path) and \(count: lost.count - 1) more could not be read as of \(name) (\(first.reason)): what is found \
      there counts as new
      """
    ]
  }
}

extension ScanReference.Past {
  init(
    _ tree: PastTree, paths: [String], context: ScanContext, option: String
  ) throws(UsageError) {
    let roots = try PastRoot.all(of: paths, in: tree.top, option: option)
    var notes: [Phrase] = []
    var then = context
    then.configurations = context.configurations.map { Self.configuration($0, tree, &notes) }
    self.init(tree: tree, roots: roots, context: then, notes: notes)
  }

  /// A configuration with the contexts that it gave in the commit; all else is as it is now.
  private static func configuration(
    _ now: Configuration, _ tree: PastTree, _ notes: inout [Phrase]
  ) -> Configuration {
    let prefix = tree.top == "/" ? "/" : tree.top + "/"
    let file = "\(now.folder == "/" ? "" : now.folder)/\(Configuration.fileName)"
    guard file.hasPrefix(prefix) else { return now }
    let inner = String(file.dropFirst(prefix.count))
    if tree.isUnchanged(inner) { return now }
    var then = now
    then.contexts = []
    guard let bytes = tree.bytes(inner) else { return then }
    do {
      let text = try TextDecoding.decode(bytes)
      then.contexts = try Configuration.parse(text, path: file, folder: now.folder).contexts
    } catch {
      notes.append(
        "\(inner) of \(tree.name) could not be understood, so what it said of deployment was not used there")
    }
    return then
  }
}
