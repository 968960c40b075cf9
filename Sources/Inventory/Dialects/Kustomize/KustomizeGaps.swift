import Descriptors

/// What a kustomization asks for that is not followed: said, so that nobody takes it for looked at.
struct KustomizeGaps {
  private let file: KustomizeFile

  init(_ file: KustomizeFile) {
    self.file = file
  }

  private static let notFollowed: [(key: String, what: Phrase)] = [
    ("replacements", "`replacements` copy values between objects"),
    ("vars", "`vars` put values of objects into others"),
    ("generators", "`generators` are plugins that make objects"),
    ("transformers", "`transformers` are plugins that change objects"),
    ("helmCharts", "`helmCharts` make objects of charts"),
    ("helmChartInflationGenerator", "`helmChartInflationGenerator` makes objects of charts"),
  ]

  func tell(into harvest: inout Harvest) {
    for entry in file.resources + file.components { tell(of: entry, into: &harvest) }
    for entry in file.patchFiles where file.local(entry).map(file.nearby.contains) != true {
      add("the patch `\(entry.text ?? "")` is not among the scanned files; scan it as well", entry, &harvest)
    }
    for target in file.unreadTargets {
      add("the target of this patch uses a pattern that is not followed; \(Self.build)", target, &harvest)
    }
    for (node, name) in file.missingFiles {
      add("the file `\(name)` of a generator is not among the scanned files", node, &harvest)
    }
    for (key, what) in Self.notFollowed {
      guard let node = file.document[key], !node.isNull else { continue }
      add("\(what), which is not followed; \(Self.build)", node, &harvest)
    }
  }

  private static let build: Phrase =
    "build it (`kubectl kustomize FOLDER`) and scan the result"

  private func tell(of entry: Node, into harvest: inout Harvest) {
    guard let text = entry.text else { return }
    if let path = file.local(entry), isThere(path) { return }
    if Self.isRemote(text) {
      add(
        "the base `\(shown(text))` lies elsewhere, and nothing is fetched: what it deploys is not known; \(Self.build)",
        entry, &harvest)
    } else {
      add("`\(text)` is not among the scanned files; scan it as well", entry, &harvest)
    }
  }

  private func isThere(_ path: String) -> Bool {
    file.nearby.contains(path) || KustomizeFile(folder: path, nearby: file.nearby) != nil
  }

  /// A URL, or a repository as Git and Kustomize write it: `github.com/org/repo//path?ref=v1`.
  private static func isRemote(_ text: String) -> Bool {
    if text.contains("://") || text.contains("?ref=") || text.contains("//") || text.hasPrefix("git@")
      || text.hasPrefix("git::")
    {
      return true
    }
    let parts = text.split(separator: "/")
    guard parts.count > 1, let first = parts.first, first != ".", first != ".." else { return false }
    return first.contains(".") && !first.hasPrefix(".")
  }

  /// Without user names and passwords, which a URL may carry.
  private func shown(_ text: String) -> String {
    guard let scheme = text.firstRange(of: "://") else { return text }
    let rest = text[scheme.upperBound...]
    let authority = rest.prefix { $0 != "/" }
    guard let at = authority.lastIndex(of: "@") else { return text }
    return String(text[..<scheme.upperBound] + rest[rest.index(after: at)...])
  }

  private func add(_ reason: Phrase, _ node: Node, _ harvest: inout Harvest) {
    harvest.unread.append(UnreadPart(at: node.span, reason))
  }
}
