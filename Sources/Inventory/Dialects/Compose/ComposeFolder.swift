import Descriptors

/// The Compose files of one folder: which is the project's, and which are laid over it.
///
/// Source: Docker documentation, `docker compose` (default files, `-f`), pre-defined environment variables; Compose
/// specification, merge.
struct ComposeFolder {
  /// What Compose looks for, in its order.
  static let standardNames = ["compose.yaml", "compose.yml", "docker-compose.yml", "docker-compose.yaml"]
  /// What it lays over that by itself; of several the first.
  static let overrideNames = [
    "compose.override.yml", "compose.override.yaml", "docker-compose.override.yml",
    "docker-compose.override.yaml",
  ]
  /// Other files beside the project's that are looked at; a file beyond is read alone.
  private static let mostOthers = 16

  /// The names of files, the project's own first, that are started when nobody says otherwise.
  let project: [String]
  /// Who says so; nil for Compose's own rule.
  let evidence: Evidence?
  /// True if the user said which files are started.
  let isSettled: Bool
  /// Files that may be laid over the project's, if they turn out to be no projects of their own.
  let others: [String]

  init(of path: String, _ settings: ComposeSettings, _ scene: Scene) {
    let names = scene.nearby.names(beside: path)
    let candidates = names.filter(Self.isNamedCompose).sorted()
    if let value = settings["COMPOSE_FILE"] {
      let separator = settings["COMPOSE_PATH_SEPARATOR"]?.text.first ?? ":"
      let listed = value.text.split(separator: separator).map { part in
        part.hasPrefix("./") ? String(part.dropFirst(2)) : String(part)
      }
      if let first = listed.first, names.contains(first) {
        project = listed
        evidence = value.evidence
        isSettled = settings.given("COMPOSE_FILE") != nil
        others = isSettled ? [] : Array(candidates.filter { !listed.contains($0) }.prefix(Self.mostOthers))
        return
      }
    }
    evidence = nil
    isSettled = false
    let standard = Self.standardNames.first(where: names.contains)
    let base =
      standard
      ?? candidates.first { name in
        ["base", "common"].contains { Self.stem(of: name).hasSuffix($0) }
      }
    guard let base else {
      project = []
      others = []
      return
    }
    let override = standard == nil ? nil : Self.overrideNames.first(where: names.contains)
    let project = [base] + (override.map { [$0] } ?? [])
    self.project = project
    others = Array(candidates.filter { !project.contains($0) }.prefix(Self.mostOthers))
  }

  private static func stem(of name: String) -> String {
    String(name.prefix(upTo: name.lastIndex(of: ".") ?? name.endIndex)).lowercased()
  }

  private static func isNamedCompose(_ name: String) -> Bool {
    guard name.hasSuffix(".yml") || name.hasSuffix(".yaml") else { return false }
    return name.lowercased().range(ofASCII: "compose") != nil && !standardNames.contains(name)
  }

  /// True if a file is no project of its own: one of its services says neither what runs nor where that is said, and the
  /// base does.
  static func isFragment(_ document: Node, of base: Node) -> Bool {
    document["services"]?.mergedEntries.contains { key, service in
      ["image", "build", "extends", "provider"].allSatisfy { service[$0] == nil }
        && key.text.flatMap { base["services"]?[$0] } != nil
    } ?? false
  }
}
