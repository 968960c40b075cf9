import Descriptors
import Discovery
import Reporting

/// One job of a worker: a scan, written as one line of JSON.
struct WorkerJob: Sendable {
  let id: WorkerReply.JobID
  let options: ScanOptions
  let format: any ReportFormat.Type

  /// What a line holds that is no job: a mistake, and the name of the job if it can still be told.
  struct Mistake: Error {
    let id: WorkerReply.JobID
    let message: String
  }

  private static let keys = [
    "id", "paths", "content", "policies", "policy-parameters", "contexts", "set", "waivers", "as-of",
    "source-date", "fail-on", "allow-incomplete", "minimum-coverage", "format",
  ]

  /// Reads a line.
  ///
  /// - Parameter base: what holds where the job says nothing.
  init(_ line: [UInt8], base: ScanOptions) throws(Mistake) {
    let reading = DescriptorReader.read(SourceBytes(line), as: .json, path: "job", limits: base.limits)
    if let problem = reading.problems.first {
      let place = problem.position.map { ", column \($0.column)" } ?? ""
      throw Mistake(
        id: .none, message: "this is no JSON\(place): \(problem.message.english); \(problem.remedy.english)")
    }
    guard let root = reading.tree.documents.first, root.kind == .mapping else {
      throw Mistake(
        id: .none, message: "a job is an object such as {\"id\": \"a\", \"paths\": [\"infra\"]}")
    }
    let id = Self.id(root["id"])
    do {
      (options, format) = try Self.read(root, base: base)
      self.id = id
    } catch {
      throw Mistake(id: id, message: error.message)
    }
  }

  private static func id(_ node: Node?) -> WorkerReply.JobID {
    guard let node, node.kind == .scalar, let text = node.text, !node.isNull else { return .none }
    // What JSON takes for a number is one here too.
    return node.isPlain && text.first.map { $0 == "-" || $0.isNumber } == true ? .number(text) : .text(text)
  }

  private static func read(
    _ root: Node, base: ScanOptions
  ) throws(UsageError) -> (ScanOptions, any ReportFormat.Type) {
    if root.hasDuplicateKeys { throw UsageError("a key stands twice in the job; say each thing once") }
    var options = base
    for (key, value) in root.entries {
      let name = key.text ?? ""
      switch name {
      case "id", "format": break
      case "paths": options.paths = try words(value, name)
      case "content": options.held = try files(value)
      case "policies": options.policies = try words(value, name)
      case "policy-parameters": options.policyParameters = try words(value, name)
      case "contexts": options.contexts = try words(value, name)
      case "set": options.values = try words(value, name)
      case "waivers": options.waivers = try words(value, name)
      case "as-of": options.asOf = try word(value, name)
      case "source-date": options.sourceDate = try word(value, name)
      case "fail-on":
        options.failOn = value.kind == .sequence ? try words(value, name) : [try word(value, name)]
      case "allow-incomplete": options.allowIncomplete = try flag(value, name)
      case "minimum-coverage": options.minimumCoverage = try percentage(value, name)
      default:
        let near = Spelling.nearest(to: name, among: keys).map { "did you mean `\($0)`?" }
        throw UsageError(
          "`\(name)` is no part of a job; \(near ?? "the parts are \(keys.joined(separator: ", "))")")
      }
    }
    if options.paths.isEmpty, options.held.isEmpty {
      throw UsageError("the job names nothing to scan; give `paths`, or files under `content`")
    }
    guard options.paths.isEmpty || root["content"] == nil else {
      throw UsageError("`paths` and `content` exclude each other; make two jobs of it")
    }
    guard !options.paths.contains("-") else {
      throw UsageError("standard input is where the jobs come from; give the text under `content`")
    }
    return (options, try format(root["format"]))
  }

  private static func format(_ node: Node?) throws(UsageError) -> any ReportFormat.Type {
    guard let node else { return JSONReport.self }
    let name = try word(node, "format")
    if let format = ReportFormats.named(name) { return format }
    let near = Spelling.nearest(to: name, among: ReportFormats.names).map { "did you mean `\($0)`?" }
    throw UsageError(
      "`\(name)` is no format; \(near ?? "the formats are \(ReportFormats.names.joined(separator: ", "))")")
  }

  // MARK: Values

  private static func files(_ node: Node) throws(UsageError) -> [FoundFile] {
    guard node.kind == .mapping else {
      throw UsageError("`content` is an object of paths and texts, such as {\"infra/main.yaml\": \"...\"}")
    }
    if node.hasDuplicateKeys { throw UsageError("a path stands twice under `content`") }
    var files: [FoundFile] = []
    for (key, value) in node.entries {
      guard let path = key.text, !path.isEmpty else { throw UsageError("a path under `content` is empty") }
      guard value.kind == .scalar, !value.isPlain, let text = value.text else {
        throw UsageError("the content of `\(path)` must be a text")
      }
      files.append(FoundFile(path: path, holding: SourceBytes(text)))
    }
    return files
  }

  private static func words(_ node: Node, _ name: String) throws(UsageError) -> [String] {
    let texts = node.items.compactMap { $0.kind == .scalar ? $0.text : nil }
    guard node.kind == .sequence, texts.count == node.items.count else {
      throw UsageError("`\(name)` must be a list of texts")
    }
    return texts
  }

  private static func word(_ node: Node, _ name: String) throws(UsageError) -> String {
    guard node.kind == .scalar, !node.isNull, let text = node.text else {
      throw UsageError("`\(name)` must be a text")
    }
    return text
  }

  private static func flag(_ node: Node, _ name: String) throws(UsageError) -> Bool {
    guard node.isPlain, let bool = node.bool else { throw UsageError("`\(name)` must be true or false") }
    return bool
  }

  private static func percentage(_ node: Node, _ name: String) throws(UsageError) -> Int {
    guard let number = node.int, (0...100).contains(number) else {
      throw UsageError("`\(name)` must be a whole number from 0 to 100")
    }
    return number
  }
}
