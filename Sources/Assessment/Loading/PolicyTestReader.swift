public import Atlas
public import Descriptors

/// Reads the tests of a policy.
public struct PolicyTestReader {
  private let desk: PolicyDesk

  private static let fileKeys = ["policy", "cannot-arise", "tests"]
  private static let testKeys = [
    "name", "descriptor", "as", "files", "context", "set", "parameters", "as-of", "expect",
  ]

  /// Reads a file of tests.
  ///
  /// - Throws: all mistakes of the file at once.
  public static func read(
    _ source: SourceBytes, path: String, atlas: Atlas
  ) throws(PolicyErrors) -> PolicyTestFile {
    let desk = PolicyDesk(atlas: atlas)
    let root = desk.document(
      of: source, path: path, what: "test", remedy: "begin with `tests:` and a list of tests")
    let file = root.flatMap { PolicyTestReader(desk: desk).file($0, path: path) }
    guard let file, desk.errors.isEmpty else { throw PolicyErrors(desk.errors) }
    return file
  }

  private init(desk: PolicyDesk) { self.desk = desk }

  private func file(_ root: Node, path: String) -> PolicyTestFile? {
    guard let root = desk.mapping(root, "the file", keys: Self.fileKeys) else { return nil }
    guard let list = root["tests"], list.kind == .sequence, !list.items.isEmpty else {
      desk.report(
        "the file has no `tests`", at: root["tests"] ?? root, remedy: "add `tests:` with at least one test")
      return nil
    }
    return PolicyTestFile(
      path: path, policy: desk.text("policy", of: root), tests: list.items.compactMap(test),
      cannotArise: cannotArise(of: root))
  }

  private func cannotArise(of root: Node) -> [String: [Verdict]] {
    guard let value = root["cannot-arise"], value.kind == .mapping else { return [:] }
    var found: [String: [Verdict]] = [:]
    for (key, list) in value.entries {
      guard let rule = key.text else { continue }
      found[rule] = desk.words(list, rule).compactMap { word, node in verdict(word, at: node) }
    }
    return found
  }

  private func test(_ item: Node) -> PolicyTest? {
    guard let node = desk.mapping(item, "a test", keys: Self.testKeys),
      let name = desk.requiredText("name", of: node, "the test")
    else { return nil }
    let files = files(of: node)
    if files.isEmpty {
      desk.report("the test has no descriptor", at: node, remedy: "add `descriptor: |` and the text below it")
    }
    guard let expect = node["expect"], expect.kind == .mapping, !expect.entries.isEmpty else {
      desk.report(
        "the test expects nothing", at: node["expect"] ?? node, remedy: "add `expect: { RULE: pass }`")
      return nil
    }
    return PolicyTest(
      name: name, span: node.span, files: files, contexts: pairs("context", of: node),
      values: pairs("set", of: node), parameters: parameters(of: node), asOf: desk.date("as-of", of: node),
      expected: expect.entries.compactMap { line($0.key, $0.value) })
  }

  private func files(of node: Node) -> [(path: String, text: String)] {
    var files: [(path: String, text: String)] = []
    if let text = desk.text("descriptor", of: node) {
      files.append((desk.text("as", of: node) ?? Self.name(for: text), text))
    }
    if let value = node["files"] {
      if value.kind != .mapping {
        desk.report("`files` must be a mapping", at: value, remedy: "write `files: { a.yaml: ... }`")
      }
      for (key, text) in value.entries {
        guard let name = key.text, let text = text.text else { continue }
        files.append((name, text))
      }
    }
    for (path, _) in files
    where path.isEmpty || path.hasPrefix("/") || path.split(separator: "/").contains("..") {
      desk.report(
        "`\(path.shortened)` leaves the test", at: node, remedy: "give the file a plain relative path")
    }
    return files
  }

  private static func name(for text: String) -> String {
    switch text.trimmingWhitespace.first {
    case "<": "descriptor.xml"
    case "{", "[": "descriptor.json"
    default: "descriptor.yaml"
    }
  }

  /// `KEY=VALUE` pairs, written as a mapping.
  private func pairs(_ key: String, of node: Node) -> [String] {
    guard let value = node[key] else { return [] }
    guard value.kind == .mapping else {
      desk.report(
        "`\(key)` must be a mapping", at: value, remedy: "write `\(key): { aws.region: eu-west-3 }`")
      return []
    }
    return value.entries.compactMap { name, list in
      guard let name = name.text else { return nil }
      return "\(name)=\(desk.words(list, name).map(\.text).joined(separator: ","))"
    }
  }

  private func parameters(of node: Node) -> [String: [String]] {
    guard let value = node["parameters"], value.kind == .mapping else { return [:] }
    return value.entries.reduce(into: [:]) { found, entry in
      guard let name = entry.key.text else { return }
      found[name] = desk.words(entry.value, name).map(\.text)
    }
  }

  // MARK: Expectations

  private func line(_ key: Node, _ value: Node) -> PolicyTest.Line? {
    guard let rule = key.text else { return nil }
    if value.kind == .mapping {
      var counts: [Verdict: Int] = [:]
      for (word, count) in value.entries {
        guard let text = word.text, let verdict = verdict(text, at: word) else { continue }
        guard let count = count.int, count > 0 else {
          desk.report("a count must be a number above 0", at: count, remedy: "write `{ pass: 2, fail: 1 }`")
          continue
        }
        counts[verdict] = count
      }
      return PolicyTest.Line(rule: rule, expectation: .counts(counts), span: key.span)
    }
    guard let text = value.text else { return nil }
    if text == "off" { return PolicyTest.Line(rule: rule, expectation: .off, span: key.span) }
    return verdict(text, at: value).map {
      PolicyTest.Line(rule: rule, expectation: .worst($0), span: key.span)
    }
  }

  private func verdict(_ word: String, at node: Node) -> Verdict? {
    if let verdict = Verdict(rawValue: word) { return verdict }
    desk.reportUnknown("verdict", word, at: node, among: Verdict.allCases.map(\.rawValue) + ["off"])
    return nil
  }
}
