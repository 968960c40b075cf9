import CXML

/// Reads XML over libxml2's SAX2 interface, in place and without a tree of libxml2's.
///
/// Each root element is a document: after the end of one, the parser is set up anew behind it, so that files
/// with several roots (libvirt's fixtures) and fragments are read. Text between roots is an error.
/// Nothing outside the file is ever opened: external entities and subsets are never loaded, parameter
/// entities never expanded, and internal ones only up to a bound.
struct XMLReader {
  /// libxml2 asks for one initialisation before it is used from several threads.
  private static let isReady: Bool = {
    xmlInitParser()
    return true
  }()

  /// Reads all documents of a file.
  static func read(path: String, source: SourceBytes, limits: Limits) -> Reading {
    let tree = Tree(path: path, format: .xml, source: source)
    guard isReady, !source.raw.isEmpty else { return Reading(tree: tree, problems: []) }
    guard let parser = xmlNewParserCtxt() else {
      let problem = DescriptorProblem(
        .unreadable, "out of memory", remedy: "scan fewer files at once with `--jobs 1`")
      return Reading(tree: tree, problems: [problem])
    }
    defer {
      if let document = parser.pointee.myDoc { xmlFreeDoc(document) }
      xmlFreeParserCtxt(parser)
    }
    // A few errors of the entity code go past the parser's own handler, to one that is each thread's own.
    xmlSetStructuredErrorFunc(nil) { _, _ in }
    defer { xmlSetStructuredErrorFunc(nil, nil) }
    var state = XMLState(tree: tree, limits: limits, parser: parser)
    withUnsafeMutablePointer(to: &state) { run(parser, state: $0) }
    tree.trim()
    return Reading(tree: tree, problems: state.problems)
  }

  private static func run(_ parser: xmlParserCtxtPtr, state: UnsafeMutablePointer<XMLState>) {
    var options = XML_PARSE_NONET.rawValue | XML_PARSE_IGNORE_ENC.rawValue
    // libxml2's own bound on depth is 256; beyond that only the builder's counts.
    if state.pointee.limits.depth > 256 { options |= XML_PARSE_HUGE.rawValue }
    parser.pointee.sax.pointee = XMLCallbacks.handler
    xmlCtxtUseOptions(parser, Int32(bitPattern: options))
    parser.pointee.userData = UnsafeMutableRawPointer(parser)
    parser.pointee._private = UnsafeMutableRawPointer(state)
    var offset = 0
    do {
      try state.pointee.refuseCrowdedTags()
      while let start = try state.pointee.nextDocument(from: offset) {
        guard parse(parser, state: state, from: start) else { return }
        offset = state.pointee.documentEnd
      }
    } catch {
      state.pointee.problems.append(error)
    }
  }

  /// Reads one root with what stands before it; answers false if nothing more can be read.
  private static func parse(
    _ parser: xmlParserCtxtPtr, state: UnsafeMutablePointer<XMLState>, from start: Int
  ) -> Bool {
    let raw = state.pointee.tree.source.raw
    guard let base = raw.baseAddress?.assumingMemoryBound(to: UInt8.self) else { return false }
    if state.pointee.hasRun { xmlCtxtReset(parser) }
    guard let input = xmlNewInputStream(parser) else { return false }
    input.pointee.base = base + start
    input.pointee.cur = base + start
    input.pointee.end = base + raw.count
    inputPush(parser, input)
    // Without this, `&amp;` in an attribute arrives as `&#38;`. It is not the option that loads external
    // entities: `XML_PARSE_NOENT` stays off, and the handlers find entities without loading any.
    parser.pointee.replaceEntities = 1
    state.pointee.beginDocument(at: start)
    xmlParseDocument(parser)
    return state.pointee.endDocument()
  }
}
