import CXML
import Glibc

/// Takes libxml2's events into a tree.
///
/// A class because libxml2 hands it back through an untyped pointer; it lives for one file on one thread.
final class XMLEvents {
  /// The most text that the entities of one file may expand to, in bytes.
  private static let mostEntityText = 1 << 16

  private let tree: Tree
  private let raw: UnsafeRawBufferPointer
  private var builder: TreeBuilder
  private var context: xmlParserCtxtPtr?
  /// Where the segment begins that the parser is at.
  private var base = 0
  private var depth = 0
  private var problem: DescriptorProblem?
  private var run = TextRun()
  private var entityText = 0
  private var lastNamespace: (name: UnsafePointer<xmlChar>, tag: UInt16)?

  /// Behind the last root element that ended; nil while there is none.
  private(set) var rootEnd: Int?
  /// An entity that was not followed: the rest of the file is kept.
  private(set) var entityProblem: DescriptorProblem?

  /// Character data that is not yet a node: a slice of the source while it can be one.
  private struct TextRun {
    var range: Range<Int>?
    var decoded: [UInt8] = []
    var isDecoded = false
    var isBlank = true
  }

  init(tree: Tree, limits: Limits) {
    self.tree = tree
    raw = tree.source.raw
    builder = TreeBuilder(tree: tree, limits: limits)
  }

  func begin(_ context: xmlParserCtxtPtr, offset: Int) {
    self.context = context
    base = offset
    depth = 0
    rootEnd = nil
    problem = nil
    run = TextRun()
    lastNamespace = nil
    builder.beginDocument()
  }

  /// Ends a segment; an unfinished root is dropped.
  func finish() -> DescriptorProblem? {
    defer { context = nil }
    if rootEnd != nil, problem == nil { return nil }
    builder.abandonDocument()
    return problem
      ?? DescriptorProblem(
        .syntax, "this is not XML: there is no whole element", at: tree.position(at: base),
        remedy: "mend the file, or leave it out")
  }

  static func install(on context: xmlParserCtxtPtr) {
    guard let sax = context.pointee.sax else { return }
    sax.pointee.startElementNs = { context, name, prefix, uri, _, _, count, _, attributes in
      XMLEvents.of(context)?.start(uri: uri, count: Int(count), attributes: attributes)
    }
    sax.pointee.endElementNs = { context, _, _, _ in XMLEvents.of(context)?.end() }
    sax.pointee.characters = { context, text, length in XMLEvents.of(context)?.characters(text, Int(length)) }
    sax.pointee.cdataBlock = { context, text, length in XMLEvents.of(context)?.characters(text, Int(length)) }
    sax.pointee.ignorableWhitespace = { _, _, _ in }
    sax.pointee.comment = { _, _ in }
    sax.pointee.processingInstruction = { _, _, _ in }
    sax.pointee.reference = { context, name in XMLEvents.of(context)?.reference(name) }
    // Neither an external subset nor an external entity is ever opened.
    sax.pointee.externalSubset = { _, _, _, _ in }
    sax.pointee.resolveEntity = { _, _, _ in nil }
    sax.pointee.serror = { context, error in XMLEvents.of(context)?.failed(error) }
    sax.pointee.warning = nil
    sax.pointee.error = nil
    sax.pointee.fatalError = nil
  }

  /// The receiver of an event; nil for events of the contexts in which libxml2 checks entities by itself.
  private static func of(_ pointer: UnsafeMutableRawPointer?) -> XMLEvents? {
    guard let pointer else { return nil }
    let context = pointer.assumingMemoryBound(to: xmlParserCtxt.self)
    guard let opaque = context.pointee._private else { return nil }
    let events = Unmanaged<XMLEvents>.fromOpaque(opaque).takeUnretainedValue()
    return events.context == context && events.problem == nil ? events : nil
  }

  // MARK: Events

  /// The parser's place in the source.
  private var offset: Int {
    guard let input = context?.pointee.input else { return base }
    let ahead = input.pointee.cur - input.pointee.base
    return min(raw.count, base + Int(input.pointee.consumed) + ahead)
  }

  private func attempt(_ body: () throws(DescriptorProblem) -> Void) {
    do {
      try body()
    } catch {
      problem = error
      if let context { xmlStopParser(context) }
    }
  }

  private func start(
    uri: UnsafePointer<xmlChar>?, count: Int, attributes: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?
  ) {
    // The parser stands at the tag's `>` or `/>`; no raw `<` can stand in a tag, so the last one opens it.
    let end = offset
    var open = end
    while open > base, raw[open - 1] != 0x3C { open -= 1 }
    let nameEnd = raw[open..<end].firstIndex { $0 <= 0x20 || $0 == 0x2F || $0 == 0x3E } ?? end
    attempt { () throws(DescriptorProblem) in
      try flush()
      _ = try builder.open(.element, start: open - 1, tag: namespace(uri))
      depth += 1
      try builder.leaf(.elementName, span: open..<nameEnd, text: open..<nameEnd)
      if count > 0 { try addAttributes(in: nameEnd..<end, count: count, values: attributes) }
    }
  }

  /// Namespace names are interned by the parser: the same pointer is the same name.
  private func namespace(_ uri: UnsafePointer<xmlChar>?) -> UInt16 {
    guard let uri else { return 0 }
    if let lastNamespace, lastNamespace.name == uri { return lastNamespace.tag }
    let tag = tree.tagIndex(String(cString: uri))
    lastNamespace = (uri, tag)
    return tag
  }

  /// Finds the attributes in the tag's own text, which the parser has found well formed.
  private func addAttributes(
    in tag: Range<Int>, count: Int, values: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?
  ) throws(DescriptorProblem) {
    var offset = tag.lowerBound
    while offset < tag.upperBound {
      offset = XMLProlog.skipBlank(raw, from: offset)
      let start = offset
      while offset < tag.upperBound, raw[offset] != 0x3D, raw[offset] > 0x20 { offset += 1 }
      let name = start..<offset
      while offset < tag.upperBound, raw[offset] != 0x22, raw[offset] != 0x27 { offset += 1 }
      guard offset < tag.upperBound, !name.isEmpty, let close = raw.offset(of: raw[offset], from: offset + 1),
        close < tag.upperBound
      else { return }
      let value = (offset + 1)..<close
      offset = close + 1
      let nameBytes = UnsafeRawBufferPointer(rebasing: raw[name])
      if nameBytes.starts(with: "xmlns".utf8), name.count == 5 || nameBytes[5] == 0x3A { continue }
      if raw[value].contains(where: { $0 == 0x26 || $0 < 0x20 }) {
        let decoded = Self.decodedValue(of: nameBytes, count: count, values: values)
        try builder.leaf(
          .attribute, span: start..<offset, decoded: decoded ?? UnsafeRawBufferPointer(rebasing: raw[value]))
      } else {
        try builder.leaf(.attribute, span: start..<offset, text: value)
      }
    }
  }

  /// The parser's normalised value of an attribute: five pointers each (name, prefix, namespace, value, its end).
  private static func decodedValue(
    of name: UnsafeRawBufferPointer, count: Int, values: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?
  ) -> UnsafeRawBufferPointer? {
    guard let values else { return nil }
    for index in 0..<count {
      guard let local = values[index * 5], let start = values[index * 5 + 3], let end = values[index * 5 + 4]
      else {
        continue
      }
      let prefix = values[index * 5 + 1].map { String(cString: $0) + ":" } ?? ""
      if name.equals(prefix + String(cString: local)) {
        return UnsafeRawBufferPointer(start: start, count: end - start)
      }
    }
    return nil
  }

  private func end() {
    let end = offset
    attempt { () throws(DescriptorProblem) in try flush() }
    builder.close(end: end)
    depth -= 1
    guard depth == 0, let context else { return }
    // What follows is another root element, or nothing: not this parser's business.
    rootEnd = end
    xmlStopParser(context)
  }

  private func characters(_ text: UnsafePointer<xmlChar>?, _ length: Int) {
    guard let text, length > 0, depth > 0 else { return }
    let bytes = UnsafeRawBufferPointer(start: text, count: length)
    if run.isBlank { run.isBlank = bytes.allSatisfy { $0 <= 0x20 } }
    guard let start = sourceOffset(of: text), !run.isDecoded,
      run.range == nil || run.range?.upperBound == start
    else {
      append(bytes, endingAt: offset)
      return
    }
    run.range = (run.range?.lowerBound ?? start)..<(start + length)
  }

  /// The offset of text that lies in the parser's input; nil for text that an entity stands for.
  private func sourceOffset(of text: UnsafePointer<xmlChar>) -> Int? {
    guard let input = context?.pointee.input, text >= input.pointee.base, text < input.pointee.end else {
      return nil
    }
    return base + Int(input.pointee.consumed) + (text - input.pointee.base)
  }

  private func append(_ bytes: UnsafeRawBufferPointer, endingAt end: Int) {
    if !run.isDecoded {
      run.isDecoded = true
      if let range = run.range { run.decoded.append(contentsOf: raw[range]) }
    }
    run.decoded.append(contentsOf: bytes)
    run.range = (run.range?.lowerBound ?? max(base, end - bytes.count))..<max(end, run.range?.lowerBound ?? 0)
  }

  private func flush() throws(DescriptorProblem) {
    guard let range = run.range else { return }
    if !run.isBlank {
      if run.isDecoded {
        try builder.leaf(.text, span: range, decoded: run.decoded)
      } else {
        try builder.leaf(.text, span: range, text: range)
      }
    }
    run = TextRun()
  }

  // MARK: Entities

  /// A reference to an entity that the file declares: expanded here, within bounds.
  private func reference(_ name: UnsafePointer<xmlChar>?) {
    guard let name, depth > 0 else { return }
    var text: [UInt8] = []
    guard expand(name, into: &text, depth: 0) else { return }
    run.isBlank = run.isBlank && text.allSatisfy { $0 <= 0x20 }
    text.withUnsafeBytes { append($0, endingAt: offset) }
  }

  private func expand(_ name: UnsafePointer<xmlChar>, into text: inout [UInt8], depth: Int) -> Bool {
    guard let document = context?.pointee.myDoc, let entity = xmlGetDocEntity(document, name) else {
      return true
    }
    guard
      entity.pointee.etype == XML_INTERNAL_GENERAL_ENTITY
        || entity.pointee.etype == XML_INTERNAL_PREDEFINED_ENTITY
    else {
      note("the entity `\(String(cString: name))` stands outside the file and is never opened")
      return false
    }
    guard depth < 8, let content = entity.pointee.content else {
      note("the entities are nested too deep")
      return false
    }
    var cursor = content
    while cursor.pointee != 0 {
      guard entityText < Self.mostEntityText else {
        note("the entities expand to more than \(Self.mostEntityText) bytes")
        return false
      }
      if cursor.pointee == 0x26, let end = Self.referenceEnd(cursor) {
        let inner = Array(UnsafeBufferPointer(start: cursor + 1, count: end - cursor - 1)) + [0]
        let expanded = inner.withUnsafeBufferPointer { pointer in
          pointer.baseAddress.map { expand($0, into: &text, depth: depth + 1) } ?? true
        }
        guard expanded else { return false }
        cursor = end + 1
      } else {
        text.append(cursor.pointee)
        entityText += 1
        cursor += 1
      }
    }
    return true
  }

  private static func referenceEnd(_ start: UnsafeMutablePointer<xmlChar>) -> UnsafeMutablePointer<xmlChar>? {
    var cursor = start + 1
    while cursor.pointee != 0, cursor.pointee != 0x3B, cursor - start < 256 { cursor += 1 }
    return cursor.pointee == 0x3B && cursor - start > 1 ? cursor : nil
  }

  private func note(_ reason: String) {
    guard entityProblem == nil else { return }
    entityProblem = DescriptorProblem(
      .entities, reason, at: tree.position(at: offset),
      remedy: "write the text in the place of the entity")
  }

  // MARK: Errors

  private func failed(_ error: UnsafeMutablePointer<xmlError>?) {
    guard let error, rootEnd == nil, error.pointee.level == XML_ERR_FATAL else { return }
    let reason = error.pointee.message.map { String(cString: $0).trimmingWhitespace } ?? "unknown reason"
    let code: DescriptorProblem.Code
    let remedy: String
    switch xmlParserErrors(rawValue: UInt32(bitPattern: error.pointee.code)) {
    case XML_ERR_ENTITY_LOOP:
      (code, remedy) = (.entities, "remove the entities: they expand beyond measure")
    case XML_ERR_INTERNAL_ERROR where reason.contains("depth"):
      (code, remedy) = (.tooDeep, "check that the file is a descriptor at all")
    case XML_ERR_INVALID_ENCODING, XML_ERR_UNSUPPORTED_ENCODING, XML_ERR_UNKNOWN_ENCODING:
      (code, remedy) = (.encoding, "save the file as UTF-8")
    default:
      (code, remedy) = (.syntax, "mend the file; if it is a template, render it first and scan the result")
    }
    problem = DescriptorProblem(
      code, "this is not XML: \(reason)", at: tree.position(at: offset), remedy: remedy)
    if let context { xmlStopParser(context) }
  }
}
