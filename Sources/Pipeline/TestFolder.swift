import Glibc
import Reporting

/// A folder that lasts as long as a test.
struct TestFolder {
  let path: String
  /// Folders and files within, in the order they were made.
  private var made: [String] = []

  init() throws(UsageError) {
    let root = Environment.ofProcess().temporaryFolder
    var template = Array("\(root)/bornage-test-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else {
      throw UsageError("no folder can be made in \(root): set TMPDIR to one that you may write to")
    }
    path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  /// Writes a file, with the folders on the way to it.
  mutating func write(_ text: String, to name: String) throws(OutputError) {
    var folder = path
    for part in name.split(separator: "/").dropLast() {
      folder += "/\(part)"
      if mkdir(folder, 0o700) == 0 { made.append(folder) }
    }
    try OutputFile.write([Array(text.utf8)], to: "\(path)/\(name)")
    made.append("\(path)/\(name)")
  }

  /// Takes everything away again.
  func remove() {
    for path in made.reversed() { _ = Glibc.remove(path) }
    rmdir(path)
  }
}
