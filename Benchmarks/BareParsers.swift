import CXML
import CYAML
import Descriptors
import Discovery

/// libyaml and libxml2 with nothing behind them: events are counted and dropped.
enum BareParsers {
  /// Parses every file of some trees and answers how many events there were.
  static func run(_ paths: [String]) -> Int {
    var events = 0
    for file in Discovery.find(paths, options: DiscoveryOptions()).files {
      let isXML = file.path.hasSuffix(".xml")
      let isYAML = [".yaml", ".yml", ".json"].contains { file.path.hasSuffix($0) }
      guard isXML || isYAML, let bytes = try? Discovery.read(file, maxBytes: 512 << 20) else { continue }
      events += isXML ? xml(bytes.raw) : yaml(bytes.raw)
    }
    return events
  }

  private static func yaml(_ raw: UnsafeRawBufferPointer) -> Int {
    var parser = yaml_parser_t()
    guard yaml_parser_initialize(&parser) == 1 else { return 0 }
    defer { yaml_parser_delete(&parser) }
    yaml_parser_set_input_string(&parser, raw.baseAddress?.assumingMemoryBound(to: UInt8.self), raw.count)
    var events = 0
    var event = yaml_event_t()
    while yaml_parser_parse(&parser, &event) == 1 {
      let ended = event.type == YAML_STREAM_END_EVENT
      yaml_event_delete(&event)
      events += 1
      if ended { break }
    }
    return events
  }

  private static func xml(_ raw: UnsafeRawBufferPointer) -> Int {
    var handler = xmlSAXHandler()
    handler.initialized = UInt32(XML_SAX2_MAGIC)
    // The handler's user data is the parser's context unless set: the counter hangs on `_private`.
    guard
      let context = xmlCreateMemoryParserCtxt(
        raw.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(raw.count))
    else { return 0 }
    defer { xmlFreeParserCtxt(context) }
    let counter = UnsafeMutablePointer<Int>.allocate(capacity: 1)
    counter.initialize(to: 0)
    defer { counter.deallocate() }
    context.pointee._private = UnsafeMutableRawPointer(counter)
    handler.startElementNs = { context, _, _, _, _, _, _, _, _ in
      context?.assumingMemoryBound(to: xmlParserCtxt.self).pointee._private?
        .assumingMemoryBound(to: Int.self).pointee += 1
    }
    context.pointee.sax.pointee = handler
    context.pointee.sax2 = 1
    xmlCtxtUseOptions(
      context, Int32(XML_PARSE_NONET.rawValue | XML_PARSE_NOERROR.rawValue | XML_PARSE_NOWARNING.rawValue))
    xmlParseDocument(context)
    if let document = context.pointee.myDoc { xmlFreeDoc(document) }
    return counter.pointee
  }
}
