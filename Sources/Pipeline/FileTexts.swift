import Descriptors
import Discovery

/// Reads scanned files once more, wherever they are.
struct FileTexts: Sendable {
  /// The text of standard input, which cannot be read a second time.
  private let kept: SourceBytes?
  /// Files that are not on disk, by path; if there are any, none is looked for there.
  private let held: [String: FoundFile]

  init(kept: SourceBytes?, held: [FoundFile] = []) {
    self.kept = kept
    self.held = Dictionary(held.map { ($0.path, $0) }) { first, _ in first }
  }

  /// The text of a file; nil if it cannot be read any more.
  func text(of file: String, maxBytes: Int) -> SourceBytes? {
    if file == FoundFile.standardInputPath { return kept }
    let bytes =
      held.isEmpty
      ? try? WholeFile.read(file, maxBytes: maxBytes)
      : held[file].flatMap { try? Discovery.read($0, maxBytes: maxBytes) }
    return bytes.flatMap { try? TextDecoding.decode($0) }
  }
}
