import CXML
import Glibc

/// Reads XML over libxml2's SAX2 interface.
///
/// Nothing outside the file is ever loaded: no DTD, no external entity, no network. A file may hold several root
/// elements one after the other, as collections of libvirt objects do; each is a document. libxml2 bounds the depth
/// at 256 by itself.
struct XMLReader {
  /// Reads all root elements of a file.
  static func read(path: String, source: SourceBytes, limits: Limits) -> Reading {
    xmlInitParser()
    let tree = Tree(path: path, format: .xml, source: source)
    let events = XMLEvents(tree: tree, limits: limits)
    var problem: DescriptorProblem?
    var start = XMLProlog.skipBlank(source.raw, from: 0)
    while start < source.count, problem == nil {
      problem = segment(from: start, of: source, into: events)
      guard problem == nil, let end = events.rootEnd else { break }
      start = end
      (start, problem) = XMLProlog.nextRoot(source.raw, from: start, in: tree)
    }
    tree.trim()
    return Reading(tree: tree, problems: [problem, events.entityProblem].compactMap { $0 })
  }

  /// Parses one root element and what stands before it.
  private static func segment(
    from start: Int, of source: SourceBytes, into events: XMLEvents
  ) -> DescriptorProblem? {
    let length = min(source.count - start, Int(Int32.max))
    guard let base = source.raw.baseAddress,
      let context = xmlCreateMemoryParserCtxt(
        (base + start).assumingMemoryBound(to: CChar.self), Int32(length))
    else {
      return DescriptorProblem(
        .unreadable, "out of memory", remedy: "scan fewer files at once with `--jobs 1`")
    }
    defer {
      if let document = context.pointee.myDoc { xmlFreeDoc(document) }
      context.pointee.myDoc = nil
      xmlFreeParserCtxt(context)
    }
    events.begin(context, offset: start)
    let options =
      XML_PARSE_NONET.rawValue | XML_PARSE_NOERROR.rawValue | XML_PARSE_NOWARNING.rawValue
      | XML_PARSE_IGNORE_ENC.rawValue
    xmlCtxtUseOptions(context, Int32(options))
    context.pointee._private = Unmanaged.passUnretained(events).toOpaque()
    XMLEvents.install(on: context)
    withExtendedLifetime(events) { _ = xmlParseDocument(context) }
    return events.finish()
  }
}

/// What may stand before, between and behind root elements.
enum XMLProlog {
  static func skipBlank(_ raw: UnsafeRawBufferPointer, from start: Int) -> Int {
    var offset = start
    while offset < raw.count, raw[offset] <= 0x20 { offset += 1 }
    return offset
  }

  /// Where the next root element's prolog begins; the end of the file if there is none.
  static func nextRoot(
    _ raw: UnsafeRawBufferPointer, from start: Int, in tree: Tree
  ) -> (Int, DescriptorProblem?) {
    var offset = skipBlank(raw, from: start)
    while offset < raw.count {
      let rest = raw[offset...]
      if rest.starts(with: "<!--".utf8) {
        guard let end = raw.firstOffset(of: "-->", from: offset) else { break }
        offset = skipBlank(raw, from: end + 3)
      } else if rest.starts(with: "<?".utf8), !rest.starts(with: "<?xml ".utf8) {
        guard let end = raw.firstOffset(of: "?>", from: offset) else { break }
        offset = skipBlank(raw, from: end + 2)
      } else if raw[offset] == 0x3C {
        return (offset, nil)
      } else {
        break
      }
    }
    guard offset < raw.count else { return (raw.count, nil) }
    return (
      raw.count,
      DescriptorProblem(
        .syntax, "text stands behind the last element", at: tree.position(at: offset),
        remedy: "remove it; what stands before it was read")
    )
  }
}
