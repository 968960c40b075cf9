import Assessment
import Descriptors
import Discovery

/// The scanned files once more, for rules over the raw descriptor.
struct RescannedFiles: RawDescriptors {
  private let texts: FileTexts
  private let limits: Limits
  /// Files that stand elsewhere than their paths say, by path.
  private let moved: [String: FoundFile]

  /// - Parameter files: the files of the scan, where they are not all those of the file system.
  init(_ excerpts: FileExcerpts, limits: Limits, files: [FoundFile] = []) {
    texts = excerpts.texts
    self.limits = limits
    moved = Dictionary(files.map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })
  }

  func bytes(of file: String) -> SourceBytes? {
    if let moved = moved[file] {
      return (try? Discovery.read(moved, maxBytes: limits.bytes)).flatMap { try? TextDecoding.decode($0) }
    }
    return texts.text(of: file, maxBytes: limits.bytes)
  }

  func tree(of file: String) -> Tree? {
    guard let text = bytes(of: file) else { return nil }
    let first = text.raw.first { $0 > 0x20 }
    let format: Format = first == 0x3C ? .xml : first == 0x7B || first == 0x5B ? .json : .yaml
    let reading = DescriptorReader.read(text, as: format, path: file, limits: limits)
    if reading.problems.isEmpty || format != .json { return reading.tree }
    // A flow mapping of YAML begins as JSON does.
    return DescriptorReader.read(text, as: .yaml, path: file, limits: limits).tree
  }
}
