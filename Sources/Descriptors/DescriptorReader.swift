/// The one door from bytes to trees.
public enum DescriptorReader {
  /// Reads a file in a notation that recognition has settled.
  ///
  /// - Parameters:
  ///   - source: UTF-8 text, as ``TextDecoding`` leaves it.
  ///   - path: the path to show in spans and messages.
  /// - Returns: the documents that could be read whole, and the problems.
  public static func read(
    _ source: SourceBytes, as format: Format, path: String, limits: Limits = Limits()
  ) -> Reading {
    // Offsets in the arena have 32 bits, and libxml2 counts with signed ones.
    let most = min(limits.bytes, Int(Int32.max) - 1)
    guard source.count <= most else {
      let problem = DescriptorProblem(
        .tooLarge, "the file has \(source.count) bytes, more than the \(most) that are read",
        remedy: "split the file, or raise the limit with `--max-file-size`")
      return Reading(tree: Tree(path: path, format: format, source: SourceBytes("")), problems: [problem])
    }
    return switch format {
    case .yaml: YAMLReader.read(path: path, source: source, limits: limits)
    case .json: JSONReader.read(path: path, source: source, limits: limits)
    case .xml: XMLReader.read(path: path, source: source, limits: limits)
    }
  }
}
