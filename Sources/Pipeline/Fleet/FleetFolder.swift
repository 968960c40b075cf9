import Assessment
import Descriptors
import Discovery
import Glibc
import Reporting

/// The folder of a fleet's run: reports of each tree, what became of it, and how often it was begun.
///
///     trees/NAME.FORMAT    reports
///     state/NAME.json      the record of a finished tree
///     state/NAME.begun     how often a tree was begun without being finished
///     summary.json, .md    the summary
struct FleetFolder: Sendable {
  let path: String

  init(_ path: String) throws(UsageError) {
    self.path = path
    for folder in [path, "\(path)/trees", "\(path)/state"] {
      guard mkdir(folder, 0o755) == 0 || errno == EEXIST else {
        throw UsageError(
          "\(SafeText.line(folder)) cannot be made (\(String(cString: strerror(errno)))); choose another `--output`"
        )
      }
    }
  }

  /// What an earlier run put down of a tree, if its reports are still what they were.
  func record(of tree: FleetTree) -> FleetRecord? {
    let file = "\(path)/state/\(tree.fileName).json"
    guard let source = try? WholeFile.read(file, maxBytes: 16 << 20), let record = FleetRecord(source) else {
      return nil
    }
    let isWhole = record.entry.reports.allSatisfy { digest(of: $0.file) == $0.sha256 }
    return isWhole && record.entry.name == tree.name && record.entry.path == tree.path ? record : nil
  }

  /// Puts down what became of a tree, whole or not at all.
  func write(_ record: FleetRecord, of tree: FleetTree) throws(OutputError) {
    try OutputFile.write([record.bytes], to: "\(path)/state/\(tree.fileName).json")
  }

  /// Writes a report of a tree, and answers where and what it is.
  func write(_ pieces: [[UInt8]], format: String, of tree: FleetTree) throws(OutputError) -> FleetEntry.Report
  {
    let file = "trees/\(tree.fileName).\(format)"
    try OutputFile.write(pieces, to: "\(path)/\(file)")
    var digest = Digest.Running()
    for piece in pieces { piece.withUnsafeBytes { digest.update($0) } }
    return FleetEntry.Report(file: file, sha256: digest.finish())
  }

  /// Writes a file of the summary.
  func write(_ bytes: [UInt8], to name: String) throws(OutputError) {
    try OutputFile.write([bytes], to: "\(path)/\(name)")
  }

  // MARK: Trees that end the program

  /// How often a tree was begun without being finished.
  func beginnings(of tree: FleetTree) -> Int {
    guard let source = try? WholeFile.read(begun(tree), maxBytes: 64) else { return 0 }
    return withExtendedLifetime(source) { Int(String(decoding: source.raw, as: UTF8.self)) ?? 0 }
  }

  func begin(_ tree: FleetTree, count: Int) throws(OutputError) {
    try OutputFile.write([Array(String(count).utf8)], to: begun(tree))
  }

  func finish(_ tree: FleetTree) { unlink(begun(tree)) }

  private func begun(_ tree: FleetTree) -> String { "\(path)/state/\(tree.fileName).begun" }

  private func digest(of file: String) -> String? {
    var digest = Digest.Running()
    let size = Discovery.forEachPiece(of: FoundFile(path: "\(path)/\(file)", named: true)) {
      digest.update($0)
    }
    return size.map { _ in digest.finish() }
  }
}
