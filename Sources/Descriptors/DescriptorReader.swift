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
    switch format {
    case .yaml: YAMLReader.read(path: path, source: source, limits: limits)
    case .json: JSONReader.read(path: path, source: source, limits: limits)
    case .xml: XMLReader.read(path: path, source: source, limits: limits)
    }
  }
}
