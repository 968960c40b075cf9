import Descriptors
import Discovery
import Inventory

/// Reads the tree of a commit as a scan reads the working tree, without reading anew what is the same in both.
struct PastReading {
  let past: PastTree
  let roots: [PastRoot]
  let jobs: Int

  /// The first reading of the commit's tree.
  ///
  /// - Parameters:
  ///   - present: that of the working tree, with the context that holds for it.
  ///   - context: the context as the commit's own configurations give it.
  func run(
    beside present: StockTaking.FirstReading, context: ScanContext, finder: TreeContextFinder
  ) async -> (reading: StockTaking.FirstReading, notes: [Phrase]) {
    let listing = PastListing(past, roots: roots, found: present.discovery.files, excludes: present.excludes)
    let files = listing.files.map(\.file)
    var located = context
    located.tree = finder.find(
      files, roots: roots.map { $0.shown.isEmpty ? "." : $0.shown }, surroundings: surroundings)
    let then = located
    let mayDiffer = contextMayDiffer(then, present.context)
    let fileScan = present.fileScan.among(files)
    let list = listing.files
    let now = present.context
    let outcomes = await Workers.map(list.count, jobs: jobs) { index -> FileOutcome in
      let entry = list[index]
      let path = entry.file.path
      if let same = entry.same, !present.outcomes[same].usesOthers,
        !mayDiffer || then.context(for: path).says(as: now.context(for: path))
      {
        return present.outcomes[same]
      }
      return fileScan.run(entry.file, context: then.context(for: path))
    }
    let discovery = DiscoveryResult(files: files)
    return (
      StockTaking.FirstReading(
        discovery: discovery, context: then, fileScan: fileScan, outcomes: outcomes,
        excludes: present.excludes), listing.notes
    )
  }

  /// True unless it is certain that every file has the same context in both trees.
  private func contextMayDiffer(_ then: ScanContext, _ now: ScanContext) -> Bool {
    guard let changed = past.changed else { return true }
    return changed.contains { path in
      ContextSource.of(path) != nil || ContextSource.cluster(path) != nil
        || path == Configuration.fileName || path.hasSuffix("/" + Configuration.fileName)
    }
  }

  /// The files around what is scanned, as the commit has them.
  private var surroundings: TreeContextFinder.Surroundings {
    let past = past
    let prefix = past.top == "/" ? "/" : past.top + "/"
    func inner(_ path: String) -> String? {
      if path == past.top { return "" }
      return path.hasPrefix(prefix) ? String(path.dropFirst(prefix.count)) : nil
    }
    return TreeContextFinder.Surroundings(
      names: { folder in inner(folder).map { past.names(in: $0) } ?? [] },
      read: { path in inner(path).flatMap { past.bytes($0) } })
  }
}

extension DeploymentContext {
  /// True if another context says the same, in the same places.
  func says(as other: DeploymentContext) -> Bool {
    entries.count == other.entries.count
      && zip(entries, other.entries).allSatisfy { left, right in
        left.key == right.key && left.values == right.values
          && left.sources.count == right.sources.count
          && zip(left.sources, right.sources).allSatisfy { $0.text == $1.text && $0.span == $1.span }
      }
  }
}
