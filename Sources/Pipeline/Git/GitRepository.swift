import CGNU
import Glibc
import Reporting

/// A repository, asked through `git`.
///
/// Only plumbing that reads: no filter, hook, diff driver or monitor that the repository's configuration names is run,
/// nothing is fetched, and not even the index is written.
struct GitRepository: Sendable {
  /// The real path of its top folder.
  let top: String

  private static let neverInherited = ["GIT_DIR=", "GIT_WORK_TREE=", "GIT_INDEX_FILE=", "GIT_PREFIX="]

  /// What git is started with: the environment without what a hook would force on it, and with a promise to stay
  /// offline and to take no lock.
  private static var environment: [String] {
    var kept: [String] = []
    var pointer = cgnu_environment()
    while let entries = pointer, let text = entries.pointee {
      let entry = String(cString: text)
      if !neverInherited.contains(where: entry.hasPrefix) { kept.append(entry) }
      pointer = entries + 1
    }
    return kept + [
      "GIT_OPTIONAL_LOCKS=0", "GIT_TERMINAL_PROMPT=0", "GIT_NO_LAZY_FETCH=1", "GIT_ALLOW_PROTOCOL=none",
      "GIT_NO_REPLACE_OBJECTS=1", "LC_ALL=C",
    ]
  }

  /// The repository that holds a folder.
  ///
  /// - Throws: ``UsageError`` if there is none, or no `git`.
  init(holding folder: String, option: String) throws(UsageError) {
    let (status, output, errors) = try Self.run(
      ["-C", folder, "rev-parse", "--show-toplevel"], option: option)
    guard status == 0, let line = Self.line(output), !line.isEmpty else {
      throw UsageError(
        "`\(option)` needs a git repository with a working tree, and \(SafeText.line(folder)) is in none: "
          + Self.complaint(errors))
    }
    top = ConfigurationPath.absolute(line)
  }

  /// The commit that a name means; `NAME...` is the commit at which NAME and what is checked out parted.
  func commit(_ name: String, option: String) throws(UsageError) -> String {
    guard !name.hasPrefix("-"), !name.isEmpty else {
      throw UsageError("`\(option) \(SafeText.line(name))` names no commit, branch or tag")
    }
    let isFork = name.hasSuffix("...")
    let words =
      isFork
      ? ["merge-base", String(name.dropLast(3)), "HEAD"]
      : ["rev-parse", "--verify", "--quiet", name + "^{commit}"]
    let (status, output, errors) = try run(words, option: option)
    guard status == 0, let line = Self.line(output), !line.isEmpty else {
      let complaint = errors.isEmpty ? "git does not know it here" : Self.complaint(errors)
      throw UsageError(
        "`\(option) \(SafeText.line(name))` names no commit of \(SafeText.line(top)): \(complaint); fetch it first "
          + "(`git fetch origin BRANCH`; a shallow clone of a pipeline needs its whole history, such as "
          + "`fetch-depth: 0`)")
    }
    return line
  }

  /// Starts git in this repository, to be read from later.
  func start(_ words: [String], option: String, takesInput: Bool = false) throws(UsageError) -> ChildProcess {
    try Self.start(["-C", top] + words, option: option, takesInput: takesInput)
  }

  /// Runs git in this repository.
  func run(_ words: [String], option: String) throws(UsageError) -> (
    status: Int32, output: [UInt8], errors: [UInt8]
  ) {
    try Self.run(["-C", top] + words, option: option)
  }

  private static func run(_ words: [String], option: String) throws(UsageError) -> (
    status: Int32, output: [UInt8], errors: [UInt8]
  ) {
    try start(words, option: option, takesInput: false).finish()
  }

  private static func start(
    _ words: [String], option: String, takesInput: Bool
  ) throws(UsageError) -> ChildProcess {
    // A monitor would be a program that the scanned repository names.
    let safe = ["-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null", "--no-pager"]
    do {
      return try ChildProcess.start(["git"] + safe + words, environment: environment, takesInput: takesInput)
    } catch {
      let why = String(cString: strerror(error.code))
      throw UsageError(
        "`\(option)` needs the program `git`, which could not be started (\(why)); install it, or compare saved "
          + "records with `bornage diff A.json B.json`")
    }
  }

  /// What git has to complain of, in one line.
  static func complaint(_ errors: [UInt8]) -> String {
    let text = String(decoding: errors, as: UTF8.self)
    let line = text.split(separator: "\n").first.map(String.init) ?? "git gives no reason"
    return SafeText.line(line.prefix(300))
  }

  private static func line(_ output: [UInt8]) -> String? {
    String(decoding: output, as: UTF8.self).split(separator: "\n").first.map(String.init)
  }
}
