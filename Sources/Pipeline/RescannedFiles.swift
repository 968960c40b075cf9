import Assessment
import Descriptors

/// The scanned files once more, for rules over the raw descriptor.
struct RescannedFiles: RawDescriptors {
  private let texts: FileTexts
  private let limits: Limits

  init(_ excerpts: FileExcerpts, limits: Limits) {
    texts = excerpts.texts
    self.limits = limits
  }

  func bytes(of file: String) -> SourceBytes? {
    texts.text(of: file, maxBytes: limits.bytes)
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
