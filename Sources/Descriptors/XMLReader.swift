struct XMLReader {
  static func read(path: String, source: SourceBytes, limits: Limits) -> Reading {
    Reading(tree: Tree(path: path, format: .xml, source: source), problems: [])
  }
}
