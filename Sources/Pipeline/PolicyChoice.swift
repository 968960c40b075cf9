import Assessment
import Atlas
import Descriptors
import Glibc

/// Which policies a scan uses, and what is said about the choice.
struct PolicyChoice {
  static let fallback = "eu-gdpr"

  /// All that decides which policies are loaded.
  struct Wish: Hashable, Sendable {
    let names: [String]
    let folders: [String?]
    let setting: [String: [String]]
  }

  private let names: [Said]
  private let setting: [String: [String]]
  let notices: [Phrase]

  var wish: Wish { Wish(names: names.map(\.text), folders: names.map(\.folder), setting: setting) }

  /// - Parameters:
  ///   - chosen: the policies, by name or path.
  ///   - parameters: `NAME=VALUE` pairs.
  init(chosen: [Said], parameters: [Said]) throws(UsageError) {
    setting = try Self.setting(parameters)
    guard chosen.isEmpty else {
      names = chosen
      notices = []
      return
    }
    names = [Said(Self.fallback, .byDefault)]
    notices = [
      "No policy was named, so this scan uses the pack `\(Self.fallback)`; choose with `--policy NAME` or in \(Configuration.fileName)."
    ]
  }

  init(_ settings: Settings) throws(UsageError) {
    try self.init(
      chosen: settings.inForce[.policies] ?? [], parameters: settings.inForce[.policyParameters] ?? [])
  }

  func load(atlas: Atlas) throws(UsageError) -> [Policy] {
    var policies: [Policy] = []
    for name in names {
      let policy = try Self.load(name, atlas: atlas, setting: setting)
      guard !policies.contains(where: { $0.identity.id == policy.identity.id }) else { continue }
      policies.append(policy)
    }
    let known = policies.flatMap(\.parameters).map(\.name)
    for name in setting.keys.sorted() where !known.contains(name) {
      let near = Spelling.nearest(to: name, among: known)
      throw UsageError(
        "none of the policies has a parameter `\(name)`"
          + (near.map { "; did you mean `\($0)`?" }
            ?? (known.isEmpty ? "" : " (parameters: \(Set(known).sorted().joined(separator: ", ")))")))
    }
    return policies
  }

  private static func setting(_ pairs: [Said]) throws(UsageError) -> [String: [String]] {
    var setting: [String: [String]] = [:]
    for pair in pairs {
      guard let name = pair.key, !name.isEmpty else {
        throw pair.mistake("`\(pair.text)` is not of the form NAME=VALUE, such as `places=FR,DE`")
      }
      let values = pair.text.dropFirst(name.count + 1).split(separator: ",").map(String.init)
      guard !values.isEmpty else { throw pair.mistake("`\(pair.text)` needs a value") }
      setting[name] = values
    }
    return setting
  }

  /// Finds the policies that a policy extends, and the crypto profiles that it names.
  static let library = PolicyLibrary { path in try? WholeFile.read(path, maxBytes: 4 << 20) }

  /// A policy by a pack's name or by its path.
  static func load(
    _ name: String, atlas: Atlas, setting: [String: [String]] = [:]
  ) throws(UsageError) -> Policy {
    try load(Said(name, .byDefault), atlas: atlas, setting: setting)
  }

  private static func load(
    _ said: Said, atlas: Atlas, setting: [String: [String]]
  ) throws(UsageError) -> Policy {
    let name = said.text
    do {
      if let policy = try PolicyLoader.shipped(name, atlas: atlas, setting: setting) { return policy }
    } catch {
      throw UsageError(error.description)
    }
    let path = said.resolved(name)
    guard access(path, F_OK) == 0 else {
      let near = Spelling.nearest(to: name, among: PolicyLoader.shippedNames)
      let message =
        "`\(name)` is neither a pack nor a file\(near.map { "; did you mean `\($0)`?" } ?? "") "
        + "(packs: \(PolicyLoader.shippedNames.joined(separator: ", ")))"
      throw said.origin == .byDefault ? UsageError(message) : said.mistake(message)
    }
    let text: SourceBytes
    do {
      text = try WholeFile.read(path, maxBytes: 4 << 20)
    } catch {
      throw UsageError("\(path): \(error.sentence.english)")
    }
    do {
      return try PolicyLoader.load(
        source: text, path: path, atlas: atlas, library: library, setting: setting)
    } catch {
      throw UsageError(error.description)
    }
  }
}
