import CYAML

/// Reads YAML over libyaml's event interface.
///
/// Scalars stay text and slices of the source wherever the written form is the value. Anchors become
/// edges. Depth and node limits act on the event stream, because libyaml itself needs quadratic time for
/// deep flow nesting.
struct YAMLReader {
  private var builder: TreeBuilder
  private let tree: Tree
  private var offsets: ByteOffsets
  private var anchors: [String: UInt32] = [:]
  /// The end of the last node: libyaml ends a block collection only where the next token starts.
  private var lastEnd = 0
  /// Style of the open collections, innermost last: true for flow.
  private var flow: [Bool] = []

  /// Reads all documents of a file.
  static func read(path: String, source: SourceBytes, limits: Limits) -> Reading {
    let tree = Tree(path: path, format: .yaml, source: source)
    var reader = YAMLReader(tree: tree, limits: limits)
    let problem = reader.run()
    tree.trim()
    return Reading(tree: tree, problems: problem.map { [$0] } ?? [])
  }

  private init(tree: Tree, limits: Limits) {
    self.tree = tree
    builder = TreeBuilder(tree: tree, limits: limits)
    offsets = ByteOffsets(tree.source)
  }

  private mutating func run() -> DescriptorProblem? {
    var parser = yaml_parser_t()
    guard yaml_parser_initialize(&parser) == 1 else {
      return DescriptorProblem(
        .unreadable, "out of memory", remedy: "scan fewer files at once with `--jobs 1`")
    }
    defer { yaml_parser_delete(&parser) }
    let raw = tree.source.raw
    yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING)
    yaml_parser_set_input_string(
      &parser, raw.baseAddress?.assumingMemoryBound(to: UInt8.self), raw.count)
    builder.beginDocument()
    var event = yaml_event_t()
    while true {
      guard yaml_parser_parse(&parser, &event) == 1 else {
        builder.abandonDocument()
        return syntaxProblem(parser)
      }
      let type = event.type
      do {
        try take(&event)
      } catch {
        yaml_event_delete(&event)
        builder.abandonDocument()
        return error
      }
      yaml_event_delete(&event)
      if type == YAML_STREAM_END_EVENT { return nil }
    }
  }

  private mutating func take(_ event: inout yaml_event_t) throws(DescriptorProblem) {
    switch event.type {
    case YAML_DOCUMENT_START_EVENT:
      builder.beginDocument()
      anchors.removeAll(keepingCapacity: true)
    case YAML_SCALAR_EVENT:
      try scalar(event)
    case YAML_SEQUENCE_START_EVENT:
      let data = event.data.sequence_start
      try open(.sequence, event, tag: data.tag, anchor: data.anchor)
      flow.append(data.style == YAML_FLOW_SEQUENCE_STYLE)
    case YAML_MAPPING_START_EVENT:
      let data = event.data.mapping_start
      try open(.mapping, event, tag: data.tag, anchor: data.anchor)
      flow.append(data.style == YAML_FLOW_MAPPING_STYLE)
    case YAML_SEQUENCE_END_EVENT, YAML_MAPPING_END_EVENT:
      if flow.popLast() == true { lastEnd = offsets.byte(event.end_mark.index) }
      builder.close(end: lastEnd)
    case YAML_ALIAS_EVENT:
      try alias(event)
    default:
      break
    }
  }

  private mutating func open(
    _ kind: NodeKind, _ event: yaml_event_t, tag: UnsafeMutablePointer<yaml_char_t>?,
    anchor: UnsafeMutablePointer<yaml_char_t>?
  ) throws(DescriptorProblem) {
    let start = offsets.byte(event.start_mark.index)
    lastEnd = start
    let index = try builder.open(kind, start: start, tag: tagIndex(tag))
    if let anchor { anchors[String(cString: anchor)] = index }
  }

  private mutating func scalar(_ event: yaml_event_t) throws(DescriptorProblem) {
    let data = event.data.scalar
    let start = offsets.byte(event.start_mark.index)
    let end = max(start, offsets.byte(event.end_mark.index))
    lastEnd = end
    var flags: NodeFlags = []
    var inner = start..<end
    switch data.style {
    case YAML_PLAIN_SCALAR_STYLE:
      flags = .plain
      // An anchor or tag stands inside the span of a plain scalar: the value is what ends it.
      inner = max(start, end - data.length)..<end
    case YAML_LITERAL_SCALAR_STYLE, YAML_FOLDED_SCALAR_STYLE:
      flags = .block
    default:
      inner = max(start, end - 1 - data.length)..<max(start, end - 1)
    }
    let tag = tagIndex(data.tag)
    let value = UnsafeRawBufferPointer(start: data.value, count: data.length)
    let index: UInt32
    if inner.upperBound <= tree.source.count,
      value.equals(UnsafeRawBufferPointer(rebasing: tree.source.raw[inner]))
    {
      index = try builder.leaf(.scalar, span: start..<end, text: inner, tag: tag, flags: flags)
    } else {
      index = try builder.leaf(.scalar, span: start..<end, decoded: value, tag: tag, flags: flags)
    }
    if let anchor = data.anchor { anchors[String(cString: anchor)] = index }
  }

  private mutating func alias(_ event: yaml_event_t) throws(DescriptorProblem) {
    let start = offsets.byte(event.start_mark.index)
    lastEnd = offsets.byte(event.end_mark.index)
    let name = String(cString: event.data.alias.anchor)
    guard let target = anchors[name] else {
      throw DescriptorProblem(
        .syntax, "the alias `*\(name)` refers to no anchor before it", at: tree.position(at: start),
        remedy: "define `&\(name)` in the same document, or remove the alias")
    }
    try builder.alias(to: target, span: start..<lastEnd)
  }

  /// The core schema's own tags say nothing that the node's kind does not say.
  private func tagIndex(_ tag: UnsafeMutablePointer<yaml_char_t>?) -> UInt16 {
    guard let tag else { return 0 }
    let text = String(cString: tag)
    return text == "!" || text.hasPrefix("tag:yaml.org,2002:") && text != "tag:yaml.org,2002:binary"
      ? 0 : tree.tagIndex(text)
  }

  private mutating func syntaxProblem(_ parser: yaml_parser_t) -> DescriptorProblem {
    let reason = parser.problem.map { String(cString: $0) } ?? "unknown reason"
    switch parser.error {
    case YAML_READER_ERROR:
      return DescriptorProblem(
        .encoding, "the text is not valid UTF-8: \(reason)",
        at: tree.position(at: Int(parser.problem_offset)),
        remedy: "save the file as UTF-8")
    case YAML_MEMORY_ERROR:
      return DescriptorProblem(
        .unreadable, "out of memory", remedy: "scan fewer files at once with `--jobs 1`")
    default:
      let offset = offsets.byte(parser.problem_mark.index)
      return DescriptorProblem(
        .syntax, "this is not YAML: \(reason)", at: tree.position(at: offset),
        remedy: "mend the file; if it is a template, render it first and scan the result")
    }
  }
}

/// libyaml counts characters, spans count bytes.
///
/// Marks come nearly in order, so a cursor that moves by the difference makes the whole file one pass; a
/// file in ASCII needs none.
private struct ByteOffsets {
  private let raw: UnsafeRawBufferPointer
  private let isASCII: Bool
  private var character = 0
  private var byte = 0

  init(_ source: SourceBytes) {
    raw = source.raw
    isASCII = !source.raw.contains { $0 >= 0x80 }
  }

  mutating func byte(_ index: Int) -> Int {
    guard !isASCII else { return min(index, raw.count) }
    while character < index, byte < raw.count {
      byte += 1
      while byte < raw.count, raw[byte] & 0xC0 == 0x80 { byte += 1 }
      character += 1
    }
    while character > index, byte > 0 {
      byte -= 1
      while byte > 0, raw[byte] & 0xC0 == 0x80 { byte -= 1 }
      character -= 1
    }
    return byte
  }
}
