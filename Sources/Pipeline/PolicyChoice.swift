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

  private let names: [(name: String, folder: String?)]
  private let setting: [String: [String]]
  var wish: Wish { Wish(names: names.map(\.name), folders: names.map(\.folder), setting: setting) }
  let notices: [String]

  /// - Parameters:
  ///   - asked: the policies of the command line.
  ///   - parameters: `NAME=VALUE` pairs of the command line.
  init(asked: [String], parameters: [String] = [], configurations: [Configuration]) throws(UsageError) {
    setting = try Self.setting(parameters)
    if !asked.isEmpty {
      names = asked.map { ($0, nil) }
      notices = []
      return
    }
    let configured = configurations.flatMap { configuration in
      configuration.policies.map { ($0, Optional(configuration.folder)) }
    }
    if !configured.isEmpty {
      names = configured
      notices = []
      return
    }
    names = [(Self.fallback, nil)]
    notices = [
      "No policy was named, so this scan uses the pack `\(Self.fallback)`; choose with `--policy NAME` or in \(Configuration.fileName)."
    ]
  }

  func load(atlas: Atlas) throws(UsageError) -> [Policy] {
    var policies: [Policy] = []
    for (name, folder) in names {
      let policy = try Self.load(name, folder: folder, atlas: atlas, setting: setting)
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

  private static func setting(_ pairs: [String]) throws(UsageError) -> [String: [String]] {
    var setting: [String: [String]] = [:]
    for pair in pairs {
      guard let sign = pair.firstIndex(of: "="), sign != pair.startIndex else {
        throw UsageError("`--policy-parameter \(pair)` is not of the form NAME=VALUE, such as `places=FR,DE`")
      }
      let values = pair[pair.index(after: sign)...].split(separator: ",").map(String.init)
      guard !values.isEmpty else { throw UsageError("`--policy-parameter \(pair)` needs a value") }
      setting[String(pair[..<sign])] = values
    }
    return setting
  }

  /// Finds the policies that a policy extends, and the crypto profiles that it names.
  static let library = PolicyLibrary { path in try? WholeFile.read(path, maxBytes: 4 << 20) }

  /// A policy by a pack's name or by its path.
  static func load(
    _ name: String, atlas: Atlas, setting: [String: [String]] = [:]
  ) throws(UsageError) -> Policy {
    try load(name, folder: nil, atlas: atlas, setting: setting)
  }

  private static func load(
    _ name: String, folder: String?, atlas: Atlas, setting: [String: [String]]
  ) throws(UsageError) -> Policy {
    do {
      if let policy = try PolicyLoader.shipped(name, atlas: atlas, setting: setting) { return policy }
    } catch {
      throw UsageError(error.description)
    }
    let path = folder.map { name.hasPrefix("/") ? name : "\($0)/\(name)" } ?? name
    guard access(path, F_OK) == 0 else {
      let near = Spelling.nearest(to: name, among: PolicyLoader.shippedNames)
      throw UsageError(
        "`\(name)` is neither a pack nor a file\(near.map { "; did you mean `\($0)`?" } ?? "") "
          + "(packs: \(PolicyLoader.shippedNames.joined(separator: ", ")))")
    }
    let text: SourceBytes
    do {
      text = try WholeFile.read(path, maxBytes: 4 << 20)
    } catch {
      throw UsageError("\(path): \(error.message); \(error.remedy)")
    }
    do {
      return try PolicyLoader.load(
        source: text, path: path, atlas: atlas, library: library, setting: setting)
    } catch {
      throw UsageError(error.description)
    }
  }
}
