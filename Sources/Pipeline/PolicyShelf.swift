import Assessment
import Atlas
import Descriptors
import Glibc
import Inventory
public import Reporting

/// What can be asked of policies themselves.
public struct PolicyShelf: Sendable {
  private let atlas = Atlas()

  /// The shelf of the packs that ship with the program, and of any files.
  public init() {}

  /// The packs, a line each: name, version, rules, source.
  public func list() throws(UsageError) -> [String] {
    var lines: [String] = []
    let names = PolicyLoader.shippedNames
    let width = names.map(\.count).max() ?? 0
    for name in names {
      let policy = try PolicyChoice.load(name, atlas: atlas)
      let rules = policy.rules.count + policy.dormant.count
      let pad = String(repeating: " ", count: width - name.count)
      let edition = policy.source.flatMap { $0.edition ?? $0.date }.map { " (\($0))" } ?? ""
      lines.append(
        "\(name)\(pad)  \(policy.identity.version)  \(rules) rules  \(policy.identity.title)\(edition)")
    }
    return lines
  }

  /// A policy as it takes effect.
  public func sheet(_ name: String, parameters: [String]) throws(UsageError) -> [String] {
    PolicySheet(try load(name, parameters)).lines
  }

  /// A policy's page in Markdown.
  public func page(_ name: String, language: Language) throws(UsageError) -> String {
    PolicyPage(try PolicyChoice.load(name, atlas: atlas), language: language).markdown
  }

  /// A policy as it is written.
  public func text(_ name: String) throws(UsageError) -> [UInt8] {
    if let bytes = PolicyLoader.shippedText(name) { return bytes }
    // Loaded first, for the message that tells what it is not.
    _ = try PolicyChoice.load(name, atlas: atlas)
    do {
      let source = try WholeFile.read(name, maxBytes: 4 << 20)
      // The bytes live as long as their owner.
      return withExtendedLifetime(source) { Array(source.raw) }
    } catch {
      throw UsageError("\(name): \(error.sentence.english)")
    }
  }

  /// What changed in effect between two policies.
  public func difference(_ old: String, _ new: String) throws(UsageError) -> [String] {
    PolicyDifference(
      from: try PolicyChoice.load(old, atlas: atlas), to: try PolicyChoice.load(new, atlas: atlas)
    ).lines
  }

  /// Remarks on policies, a line each as compilers write them, and whether one is more than a note.
  ///
  /// - Parameter names: packs or files; none for all packs.
  public func lint(_ names: [String], asOf: String?) throws(UsageError) -> (
    lines: [String], hasWarnings: Bool
  ) {
    _ = try AskedDay.checked(asOf)
    var lines: [String] = []
    var hasWarnings = false
    for name in names.isEmpty ? PolicyLoader.shippedNames : names {
      let policy = try PolicyChoice.load(name, atlas: atlas)
      for remark in PolicyLint(policy, atlas: atlas, asOf: asOf).remarks {
        let place = remark.span.map { "\($0.file):\($0.start.line):\($0.start.column)" } ?? name
        lines.append(SafeText.line("\(place): \(remark.level.rawValue): \(remark.message); \(remark.remedy)"))
        hasWarnings = hasWarnings || remark.level == .warning
      }
    }
    return (lines, hasWarnings)
  }

  /// The JSON Schema of policy files.
  public var schema: String { PolicySchema.json(atlas: atlas) }

  private func load(_ name: String, _ parameters: [String]) throws(UsageError) -> Policy {
    let choice = try PolicyChoice(
      chosen: [Said(name, .byDefault)], parameters: parameters.map { Said($0, .flag("--policy-parameter")) })
    guard let policy = try choice.load(atlas: atlas).first else {
      throw UsageError("`\(name)` is no policy")
    }
    return policy
  }
}
