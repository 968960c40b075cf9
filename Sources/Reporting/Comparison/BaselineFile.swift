public import Assessment
public import Descriptors

/// The file of a baseline: JSON, a line for each decision, sorted, so that a review shows what was added and what went.
public enum BaselineFile {
  /// What the file is called beside a `.bornage.yml`.
  public static let fileName = ".bornage-baseline.json"
  static let format = "bornage-baseline"
  /// The shape of the file: a removed or changed member raises the first number, an added one the second.
  static let formatVersion = "1.0"

  // MARK: Writing

  /// The file as bytes.
  public static func bytes(_ baseline: Baseline) -> [UInt8] {
    var writer = JSONWriter()
    writer.object { writer in
      writer.member("format", format)
      writer.member("formatVersion", formatVersion)
      writer.member("decisions", lines: baseline.entries) { writer, entry in
        writer.object { members(entry, &$0) }
      }
    }
    writer.newline()
    return Array(writer.pieces.joined())
  }

  /// The members of a decision.
  static func members(_ entry: Baseline.Entry, _ writer: inout JSONWriter) {
    writer.member("resource", entry.resource)
    writer.member("rule", entry.rule)
    writer.member("policy", entry.policy)
    writer.member("value", entry.value)
    writer.member("file", entry.file)
    writer.member("severity", entry.gravity.severity.rawValue)
    writer.member("verdict", entry.gravity.verdict.rawValue)
    writer.member("fingerprint", entry.fingerprint)
    if entry.count > 1 { writer.member("count", entry.count) }
    if !entry.elsewhere.isEmpty { writer.member("elsewhere", strings: entry.elsewhere) }
    writer.member("reason", entry.reason)
    writer.member("expires", entry.expires)
  }

  // MARK: Reading

  /// Reads a baseline.
  ///
  /// - Parameter path: the file, for messages.
  /// - Throws: ``SnapshotError`` for what is broken: a baseline that is not understood silences nothing in silence.
  public static func read(_ source: SourceBytes, path: String) throws(SnapshotError) -> Baseline {
    let root = try SnapshotReader.root(of: source, path: path)
    let version = root["formatVersion"]?.text ?? ""
    guard root["format"]?.text == format else {
      throw SnapshotError(
        message: "\(SafeText.line(path)) is no baseline; make one with `bornage baseline write`")
    }
    guard version.split(separator: ".").first == formatVersion.split(separator: ".").first else {
      throw SnapshotError(
        message:
          "\(SafeText.line(path)) is a baseline of shape `\(SafeText.line(version))`, which this program "
          + "does not know; use the bornage that wrote it, or write it anew with `bornage baseline write`")
    }
    guard let list = root["decisions"], list.kind == .sequence else {
      throw SnapshotError(message: "\(SafeText.line(path)) has no list of `decisions`; write it anew")
    }
    var entries: [Baseline.Entry] = []
    for node in list.items { entries.append(try entry(node, path)) }
    return Baseline(entries)
  }

  private static func entry(_ node: Node, _ path: String) throws(SnapshotError) -> Baseline.Entry {
    guard let rule = node["rule"]?.text, let print = node["fingerprint"]?.text, !print.isEmpty else {
      throw error(node, path, "a decision needs `rule` and `fingerprint`")
    }
    guard let severity = node["severity"]?.text.flatMap(Severity.init),
      let verdict = node["verdict"]?.text.flatMap(Verdict.init)
    else { throw error(node, path, "a decision needs a known `severity` and `verdict`") }
    let expires = node["expires"]?.text
    if let expires, CalendarDay.days(from: expires, to: expires) == nil {
      throw error(node, path, "`\(SafeText.line(expires))` is no day; write it as 2027-03-31")
    }
    let count = node["count"].map { $0.int ?? 0 } ?? 1
    guard count > 0 else { throw error(node, path, "`count` is a number from 1") }
    return Baseline.Entry(
      rule: rule, policy: node["policy"]?.text ?? "", resource: node["resource"]?.text ?? "",
      value: node["value"]?.text ?? "", file: node["file"]?.text ?? "", fingerprint: print,
      gravity: Gravity(severity, verdict), count: count,
      elsewhere: node["elsewhere"].map { $0.items.compactMap(\.text) } ?? [], reason: node["reason"]?.text,
      expires: expires)
  }

  private static func error(_ node: Node, _ path: String, _ message: String) -> SnapshotError {
    let start = node.span.start
    return SnapshotError(
      message:
        "\(SafeText.line(path)):\(start.line):\(start.column): \(message); mend the line, or write the "
        + "baseline anew with `bornage baseline write`")
  }
}
