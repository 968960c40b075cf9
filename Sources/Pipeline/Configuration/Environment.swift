import CGNU
import Descriptors

/// The variables of the environment that the program knows: the one place where they are read.
public struct Environment: Sendable {
  /// What the program's own variables begin with.
  static let prefix = "BORNAGE_"

  /// The folder of kept answers, and the file whose bytes seal them: no settings, since what is scanned has no say.
  static let cache = prefix + "CACHE"
  static let cacheKey = prefix + "CACHE_KEY"

  private let values: [String: String]

  /// An environment of these variables.
  public init(_ values: [String: String] = [:]) {
    self.values = values
  }

  /// The environment that the program was started in.
  public static func ofProcess() -> Environment {
    var values: [String: String] = [:]
    guard var next = cgnu_environment() else { return Environment() }
    while let entry = next.pointee {
      let pair = String(cString: entry)
      if let sign = pair.firstIndex(of: "=") {
        values[String(pair[..<sign])] = String(pair[pair.index(after: sign)...])
      }
      next += 1
    }
    return Environment(values)
  }

  /// A variable's value; nil if it is not set.
  subscript(_ name: String) -> String? { values[name] }

  /// A variable's value; nil if it is not set or empty.
  func word(_ name: String) -> String? { values[name].flatMap { $0.isEmpty ? nil : $0 } }

  /// True unless `NO_COLOR` is set.
  var allowsColour: Bool { self["NO_COLOR"] == nil }

  /// True in a pipeline: nobody looks at the terminal.
  var isPipeline: Bool {
    guard let value = self["CI"] else { return false }
    return !value.isEmpty && value != "false" && value != "0"
  }

  /// True for a terminal that moves its cursor.
  var hasCursor: Bool { self["TERM"].map { $0 != "dumb" } ?? false }

  /// Where files that last as long as a run are put.
  var temporaryFolder: String { self["TMPDIR"] ?? "/tmp" }

  /// What the variables say of the settings.
  ///
  /// - Throws: ``UsageError`` for a variable that is nearly one of the program's.
  func said() throws(UsageError) -> [Setting: [Said]] {
    let known = Setting.allCases.compactMap(\.variable) + [Self.cache, Self.cacheKey]
    for name in values.keys.sorted() where name.hasPrefix(Self.prefix) && !known.contains(name) {
      let rest = known.map { String($0.dropFirst(Self.prefix.count)) }
      // Others may have variables of that prefix too; one that is nearly a setting is a slip, and a gate that is open by
      // a slip is worse than a red build.
      if let near = Spelling.nearest(to: String(name.dropFirst(Self.prefix.count)), among: rest) {
        throw UsageError(
          "the environment variable `\(name)` is not known; did you mean `\(Self.prefix)\(near)`?")
      }
    }
    var said: [Setting: [Said]] = [:]
    for setting in Setting.allCases {
      guard let name = setting.variable, let value = self[name], !value.isEmpty else { continue }
      let words = setting.separator.map { value.split(separator: $0).map(String.init) } ?? [value]
      said[setting] = words.map { Said($0.trimmingWhitespace, .environment(name)) }.filter {
        !$0.text.isEmpty
      }
    }
    return said
  }
}
