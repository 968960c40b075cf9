/// What every setting of a run is, and who says so: `bornage config show`.
public struct ConfigurationReport: Sendable {
  /// Where a value comes from.
  public enum Origin: Sendable, Hashable {
    /// An option of the command line.
    case flag(String)
    /// A variable of the environment.
    case environment(String)
    /// A place in a configuration.
    case file(String, line: Int, column: Int)
    /// Nobody said anything.
    case byDefault
  }

  /// A value and where it comes from.
  public struct Value: Sendable, Hashable {
    /// The value in the words of the command line.
    public let text: String
    /// Where it comes from.
    public let origin: Origin

    /// A value.
    public init(_ text: String, _ origin: Origin) {
      self.text = text
      self.origin = origin
    }
  }

  /// A setting.
  public struct Row: Sendable {
    /// The key in a configuration.
    public let name: String
    /// The option of the command line, if there is one.
    public let flag: String?
    /// The variable of the environment, if there is one.
    public let variable: String?
    /// What is in force; empty if nothing is.
    public let values: [Value]

    /// A setting.
    public init(name: String, flag: String?, variable: String?, values: [Value]) {
      self.name = name
      self.flag = flag
      self.variable = variable
      self.values = values
    }
  }

  /// The configurations that hold.
  public let files: [String]
  /// Every setting, in the order of the documentation.
  public let rows: [Row]

  /// A report.
  public init(files: [String], rows: [Row]) {
    self.files = files
    self.rows = rows
  }

  /// The report for people, a line each value.
  public var lines: [String] {
    let names = rows.map(\.name.count).max() ?? 0
    let texts = rows.flatMap(\.values).map { min(40, SafeText.line($0.text).count) }.max() ?? 0
    func padded(_ text: String, _ width: Int) -> String {
      text + String(repeating: " ", count: max(0, width - text.count))
    }
    let head =
      files.isEmpty
      ? "no configuration: `bornage init` proposes one"
      : "configuration: " + files.map { SafeText.line($0) }.joined(separator: ", ")
    return [head, ""]
      + rows.flatMap { row -> [String] in
        guard !row.values.isEmpty else { return ["\(padded(row.name, names))  -"] }
        return row.values.enumerated().map { index, value in
          let name = padded(index == 0 ? row.name : "", names)
          return "\(name)  \(padded(SafeText.line(value.text), texts))  \(Self.shown(value.origin))"
        }
      }
  }

  private static func shown(_ origin: Origin) -> String {
    switch origin {
    case .flag(let name): name
    case .environment(let name): name
    case .file(let path, let line, let column): "\(SafeText.line(path)):\(line):\(column)"
    case .byDefault: "default"
    }
  }

  /// The report for programs.
  public var json: [UInt8] {
    var writer = JSONWriter()
    writer.object { writer in
      writer.member("schemaVersion", "1.0")
      writer.member("files", strings: files)
      writer.member("settings", lines: rows) { writer, row in writer.object { Self.members(row, &$0) } }
    }
    writer.newline()
    return Array(writer.pieces.joined())
  }

  private static func members(_ row: Row, _ writer: inout JSONWriter) {
    writer.member("name", row.name)
    writer.member("flag", row.flag)
    writer.member("variable", row.variable)
    writer.member(
      "values",
      array: { writer in
        for value in row.values {
          writer.object { writer in
            writer.member("value", value.text)
            writer.member("origin", object: { members(value.origin, &$0) })
          }
        }
      })
  }

  private static func members(_ origin: Origin, _ writer: inout JSONWriter) {
    switch origin {
    case .flag(let name):
      writer.member("kind", "flag")
      writer.member("name", name)
    case .environment(let name):
      writer.member("kind", "environment")
      writer.member("name", name)
    case .file(let path, let line, let column):
      writer.member("kind", "file")
      writer.member("file", path)
      writer.member("line", line)
      writer.member("column", column)
    case .byDefault: writer.member("kind", "default")
    }
  }
}
