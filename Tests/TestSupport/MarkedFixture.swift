public import Foundation

/// A descriptor that says in its own comments what should be found in it.
///
/// `policy: NAME` and `context: KEY=VALUE` in the first lines say how to scan it; `>> RULE verdict` at the end of a
/// line says that the rule gives that verdict there. Every finding with a place must be announced, and every
/// announced finding must be made: input and expectation are seen in one glance.
public struct MarkedFixture: Sendable, CustomStringConvertible {
  /// The file.
  public let file: URL
  /// The policies to scan with.
  public let policies: [String]
  /// The contexts to scan with.
  public let contexts: [String]
  /// What should be found: `LINE RULE verdict`.
  public let expected: [String]

  /// How a failing test names it.
  public var description: String { file.lastPathComponent }

  /// Reads the marks of a file.
  public init(_ file: URL) throws {
    self.file = file
    var policies: [String] = []
    var contexts: [String] = []
    var expected: [String] = []
    let lines = try String(contentsOf: file, encoding: .utf8).components(separatedBy: "\n")
    for (index, line) in lines.enumerated() {
      if index < 8, let name = Self.header("policy:", in: line) { policies.append(name) }
      if index < 8, let pair = Self.header("context:", in: line) { contexts.append(pair) }
      for mark in line.components(separatedBy: ">> ").dropFirst() {
        let words = mark.split(separator: " ").prefix(2).joined(separator: " ")
        expected.append("\(index + 1) \(words.trimmingCharacters(in: CharacterSet(charactersIn: "->,")))")
      }
    }
    self.policies = policies
    self.contexts = contexts
    self.expected = expected.sorted()
  }

  private static func header(_ word: String, in line: String) -> String? {
    guard let range = line.range(of: word) else { return nil }
    return line[range.upperBound...].split(separator: " ").first.map(String.init)
  }

  /// All fixtures with marks below a folder.
  public static func all(in folder: URL) -> [MarkedFixture] {
    let files =
      FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)?.allObjects as? [URL] ?? []
    return files.filter { !$0.hasDirectoryPath }.sorted { $0.path < $1.path }.compactMap {
      try? MarkedFixture($0)
    }
  }
}
