/// What the pipelines and settings of a tree say together about where its files are deployed.
///
/// For each key the closest statement wins: settings beside a file over a pipeline that names it, that over one that
/// deploys something without a name, and within these the one of the nearest folder. Statements that are equally close
/// hold together: a template that is deployed to two regions stands in both.
public struct TreeContext: Sendable {
  /// A file that speaks of others.
  public struct Source: Sendable {
    /// Its path as shown.
    public let path: String
    /// What begins the shown paths of the files that it speaks of: a folder with its `/`, or nothing.
    let prefix: String
    /// The way from the folder that it speaks of down to where these begin; empty unless the scan began below.
    let way: String
    /// What it says.
    public let content: ContextHints

    /// A file that was found among those scanned.
    public init(path: String, folder: String, content: ContextHints) {
      self.init(path: path, prefix: folder.isEmpty ? "" : folder + "/", way: "", content: content)
    }

    /// A file above what is scanned: `prefix` begins the paths of the scanned files, and `way` leads down to there.
    public init(path: String, prefix: String, way: String, content: ContextHints) {
      self.path = path
      self.prefix = prefix
      self.way = way
      self.content = content
    }

    /// The path of a file from the folder that this source speaks of; nil if it lies elsewhere.
    func inner(_ path: String) -> String? {
      path.hasPrefix(prefix) ? way + String(path.dropFirst(prefix.count)) : nil
    }
  }

  /// The files that say something, in the order of their paths.
  public let sources: [Source]

  /// What some files say together.
  public init(_ sources: [Source] = []) {
    self.sources = sources.filter { !$0.content.hints.isEmpty || !$0.content.unused.isEmpty }
  }

  /// True if nothing in the tree says anything.
  public var isEmpty: Bool { sources.isEmpty }

  /// What holds for a file.
  public func entries(for path: String) -> [DeploymentContext.Entry] {
    var keys: [String] = []
    var chosen: [String: (rank: Rank, hints: [ContextHint])] = [:]
    for source in sources {
      guard let inner = source.inner(path) else { continue }
      for hint in source.content.hints where hint.speaks(of: inner) {
        let rank = Rank(nearness: hint.nearness, depth: source.prefix.utf8.count - source.way.utf8.count)
        if let known = chosen[hint.key] {
          if rank < known.rank { continue }
          chosen[hint.key] = (rank, known.rank < rank ? [hint] : known.hints + [hint])
        } else {
          keys.append(hint.key)
          chosen[hint.key] = (rank, [hint])
        }
      }
    }
    // A region belongs to the provider that is named with it, not to one that a closer statement names.
    if let provider = chosen["kubernetes.provider"]?.rank, let region = chosen["kubernetes.region"]?.rank,
      region < provider
    {
      chosen["kubernetes.region"] = nil
    }
    let entries = keys.compactMap { key in
      chosen[key].map { DeploymentContext.Entry(key: key, said: Self.values($0.hints)) }
    }
    return Self.withoutMixedClusters(entries)
  }

  private struct Rank: Comparable {
    let nearness: ContextHint.Nearness
    let depth: Int

    static func < (left: Rank, right: Rank) -> Bool {
      (left.nearness, left.depth) < (right.nearness, right.depth)
    }
  }

  private static func values(_ hints: [ContextHint]) -> [(value: String, evidence: Evidence)] {
    var seen: Set<String> = []
    return hints.filter { seen.insert($0.value).inserted }.map { ($0.value, $0.evidence) }
  }

  /// With clusters of several providers it is not known which one a manifest goes to.
  private static func withoutMixedClusters(
    _ entries: [DeploymentContext.Entry]
  ) -> [DeploymentContext.Entry] {
    guard entries.contains(where: { $0.key == "kubernetes.provider" && $0.values.count > 1 }) else {
      return entries
    }
    return entries.filter { !$0.key.hasPrefix("kubernetes.") }
  }
}
