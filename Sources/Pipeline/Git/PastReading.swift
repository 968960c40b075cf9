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
    let differing = DifferingFiles(listing.files, present.discovery.files)
    let outcomes = await Workers.map(list.count, jobs: jobs) { index -> FileOutcome in
      let entry = list[index]
      let path = entry.file.path
      if let same = entry.same, !differing.bear(on: present.outcomes[same].questions),
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

/// The files that are not the same in both trees.
private struct DifferingFiles {
  /// Of what was changed, came or went.
  private var paths: Set<String> = []
  /// Of what came or went.
  private var folders: Set<Substring> = []

  init(_ past: [PastListing.File], _ present: [FoundFile]) {
    let same = Set(past.compactMap(\.same))
    var before: Set<String> = []
    for entry in past where entry.same == nil { before.insert(entry.file.path) }
    var now: Set<String> = []
    for (number, file) in present.enumerated() where !same.contains(number) { now.insert(file.path) }
    paths = before.union(now)
    folders = Set(before.symmetricDifference(now).map(Self.folder))
  }

  /// True if the answer to a question may be another one.
  func bear(on questions: Set<NearbyFiles.Question>) -> Bool {
    questions.contains { question in
      switch question {
      case .names(let folder): folders.contains(folder[...])
      case .content(let path): paths.contains(path)
      }
    }
  }

  private static func folder(_ path: String) -> Substring {
    path.utf8.lastIndex(of: UInt8(ascii: "/")).map { path[..<$0] } ?? ""
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
