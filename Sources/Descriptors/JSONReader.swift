/// Reads JSON: placeholder body replaced by the reader proper.
struct JSONReader {
  static func read(path: String, source: SourceBytes, limits: Limits) -> Reading {
    YAMLReader.read(path: path, source: source, limits: limits)
  }
}
