import Descriptors
import Reporting

/// What all readers of one configuration share: the mistakes found so far.
struct ConfigurationDesk {
  private let path: String
  private var mistakes: [(position: Position, message: String)] = []
  /// A broken file can hold more mistakes than anybody reads.
  private static let most = 50

  init(path: String) {
    self.path = path
  }

  /// All mistakes, in the order of the file; nil if there are none.
  var error: UsageError? {
    guard !mistakes.isEmpty else { return nil }
    let sorted = mistakes.sorted { ($0.position, $0.message) < ($1.position, $1.message) }
    return UsageError(
      sorted.map { "\(path):\($0.position.line):\($0.position.column): \($0.message)" }.joined(
        separator: "\n"))
  }

  mutating func report(_ message: String, at node: Node) { report(message, at: node.span.start) }

  mutating func report(_ message: String, at position: Position) {
    guard mistakes.count < Self.most else { return }
    // Words of the file stand in the message, and the file may be anybody's.
    mistakes.append((position, SafeText.line(message)))
  }

  /// Reports a word that is none of those allowed, with the nearest one.
  mutating func reportUnknown(_ word: String, at node: Node, among words: [String]) {
    let near = Spelling.nearest(to: word, among: words)
    report(
      "`\(word)` is not known here"
        + (near.map { "; did you mean `\($0)`?" } ?? "; known are \(words.joined(separator: ", "))"), at: node
    )
  }

  /// The entries of a mapping with words for keys, each once; empty after a mistake.
  mutating func entries(_ node: Node, _ what: String, example: String) -> [(
    key: String, node: Node, value: Node
  )] {
    guard node.kind == .mapping else {
      report("\(what) is a mapping; write it as `\(example)`", at: node)
      return []
    }
    var seen: Set<String> = []
    var found: [(key: String, node: Node, value: Node)] = []
    for (key, value) in node.mergedEntries {
      guard let name = key.text, !name.isEmpty else {
        report("a key of \(what) is not a word", at: key)
        continue
      }
      guard seen.insert(name).inserted else {
        report("`\(name)` stands twice; keep one of them", at: key)
        continue
      }
      found.append((name, key, value))
    }
    return found
  }

  /// One word; nil after a mistake.
  mutating func word(_ node: Node, _ what: String) -> String? {
    guard node.kind == .scalar, !node.isNull, let text = node.text?.trimmingWhitespace, !text.isEmpty else {
      report("`\(what)` needs one value", at: node)
      return nil
    }
    return text
  }

  /// One word or a list of words.
  mutating func words(_ node: Node, _ what: String) -> [(text: String, node: Node)] {
    guard node.kind == .sequence else { return word(node, what).map { [($0, node)] } ?? [] }
    var found: [(text: String, node: Node)] = []
    for item in node.items {
      if let text = word(item, what) { found.append((text, item)) }
    }
    return found
  }
}
