import Assessment
import Atlas
import Descriptors
import Glibc

/// Which policies a scan uses, and what is said about the choice.
struct PolicyChoice {
  static let fallback = "eu-gdpr"

  private let names: [(name: String, folder: String?)]
  let notices: [String]

  init(asked: [String], configurations: [Configuration]) {
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
      let policy = try load(name, folder: folder, atlas: atlas)
      guard !policies.contains(where: { $0.identity.id == policy.identity.id }) else { continue }
      policies.append(policy)
    }
    return policies
  }

  private func load(_ name: String, folder: String?, atlas: Atlas) throws(UsageError) -> Policy {
    do {
      if let policy = try PolicyLoader.shipped(name, atlas: atlas) { return policy }
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
      return try PolicyLoader.load(source: text, path: path, atlas: atlas)
    } catch {
      throw UsageError(error.description)
    }
  }
}
