import CXML
import Glibc

/// What is known while libxml2 reads a file, and what its events become.
struct XMLState {
  let tree: Tree
  let limits: Limits
  /// The parser of the file itself; others are inner ones that read entities.
  private let parser: xmlParserCtxtPtr
  private let base: UnsafeRawPointer
  private let count: Int
  private var builder: TreeBuilder
  var problems: [DescriptorProblem] = []
  private(set) var hasRun = false
  /// Behind the root that was read last.
  private(set) var documentEnd = 0
  private var isDocumentWhole = false
  private var failure: DescriptorProblem?
  private var text = PendingText()
  private var lastNamespace: UnsafePointer<xmlChar>?
  private var lastNamespaceTag: UInt16 = 0
  private var expanded = 0

  init(tree: Tree, limits: Limits, parser: xmlParserCtxtPtr) {
    self.tree = tree
    self.limits = limits
    self.parser = parser
    base = tree.source.raw.baseAddress ?? UnsafeRawPointer(parser)
    count = tree.source.count
    builder = TreeBuilder(tree: tree, limits: limits)
  }

  // MARK: Documents

  mutating func beginDocument(at start: Int) {
    hasRun = true
    isDocumentWhole = false
    documentEnd = start
    text = PendingText()
    builder.beginDocument()
  }

  /// Keeps the document or drops it; answers whether another may follow.
  mutating func endDocument() -> Bool {
    if isDocumentWhole, failure == nil { return true }
    builder.abandonDocument()
    // An external entity in an attribute has been noted as left empty; but it breaks the document.
    if failure?.code == .entities { problems.removeAll { $0.code == .entities } }
    problems.append(
      failure
        ?? problem(
          .syntax, "this is not XML: the document is not complete", at: documentEnd,
          remedy: "mend the file; if it is a template, render it first and scan the result"))
    return false
  }

  /// The parser's place in the file; 0 once it has been stopped.
  private var offset: Int {
    guard let input = parser.pointee.input, let current = input.pointee.cur else { return 0 }
    let offset = UnsafeRawPointer(current) - base
    return offset >= 0 && offset <= count ? offset : 0
  }

  private mutating func stop(_ problem: DescriptorProblem, in current: xmlParserCtxtPtr) {
    if failure == nil { failure = problem }
    if current != parser { xmlStopParser(current) }
    xmlStopParser(parser)
  }

  // MARK: Elements

  mutating func startElement(
    in current: xmlParserCtxtPtr, namespace: UnsafePointer<xmlChar>?,
    attributes: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?, count attributeCount: Int
  ) {
    guard failure == nil else { return }
    guard current == parser else {
      return stop(
        problem(
          .entities, "an entity contains elements, which are not expanded", at: offset,
          remedy: "write its content where it is used (`xmllint --noent`)"), in: current)
    }
    do {
      let end = offset
      // `<` cannot stand inside a tag: the nearest one before its end is its beginning.
      var start = end - 1
      while start > 0, byte(start) != UInt8(ascii: "<") { start -= 1 }
      try flushText()
      _ = try builder.open(.element, start: start, tag: tag(namespace))
      var cursor = start + 1
      while cursor < end, !XMLState.endsName(byte(cursor)) { cursor += 1 }
      try builder.leaf(.elementName, span: (start + 1)..<cursor, text: (start + 1)..<cursor)
      guard attributeCount > 0, let attributes else { return }
      try addAttributes(attributes, count: attributeCount, from: cursor, to: end)
    } catch {
      stop(error, in: current)
    }
  }

  /// Walks the tag beside libxml2's list, which has the values but not, where it had to normalise, the places.
  private mutating func addAttributes(
    _ attributes: UnsafeMutablePointer<UnsafePointer<xmlChar>?>, count: Int, from start: Int, to end: Int
  ) throws(DescriptorProblem) {
    var cursor = start
    var index = 0
    while index < count {
      while cursor < end, byte(cursor) <= 0x20 { cursor += 1 }
      let nameStart = cursor
      while cursor < end, !XMLState.endsName(byte(cursor)) { cursor += 1 }
      let nameEnd = cursor
      while cursor < end, byte(cursor) <= 0x20 || byte(cursor) == UInt8(ascii: "=") { cursor += 1 }
      let quote = byte(cursor)
      let valueStart = cursor + 1
      guard nameEnd > nameStart, valueStart < end,
        let found = memchr(base + valueStart, Int32(quote), end - valueStart)
      else { return }
      let valueEnd = UnsafeRawPointer(found) - base
      cursor = valueEnd + 1
      if declaresNamespace(nameStart..<nameEnd) { continue }
      guard let from = attributes[index * 5 + 3], let to = attributes[index * 5 + 4] else { return }
      index += 1
      let value = UnsafeRawBufferPointer(start: from, count: to - from)
      if value.equals(UnsafeRawBufferPointer(start: base + valueStart, count: valueEnd - valueStart)) {
        try builder.leaf(.attribute, span: nameStart..<cursor, text: valueStart..<valueEnd)
      } else {
        try builder.leaf(.attribute, span: nameStart..<cursor, decoded: value)
      }
    }
  }

  private func declaresNamespace(_ name: Range<Int>) -> Bool {
    guard name.count >= 5, memcmp(base + name.lowerBound, "xmlns", 5) == 0 else { return false }
    return name.count == 5 || byte(name.lowerBound + 5) == UInt8(ascii: ":")
  }

  mutating func endElement(in current: xmlParserCtxtPtr) {
    guard failure == nil, current == parser else { return }
    do {
      try flushText()
    } catch {
      return stop(error, in: current)
    }
    let end = offset
    builder.close(end: end)
    guard builder.depth == 0 else { return }
    documentEnd = end
    isDocumentWhole = true
    xmlStopParser(parser)
  }

  private mutating func tag(_ namespace: UnsafePointer<xmlChar>?) -> UInt16 {
    guard let namespace else { return 0 }
    // Names come from the parser's dictionary: the same pointer is the same name.
    if namespace != lastNamespace {
      lastNamespaceTag = tree.tagIndex(String(cString: namespace))
      lastNamespace = namespace
    }
    return lastNamespaceTag
  }

  // MARK: Text

  mutating func characters(_ piece: UnsafeRawBufferPointer, in current: xmlParserCtxtPtr) {
    guard failure == nil, let start = piece.baseAddress else { return }
    let place = start - base
    if current == parser, place >= 0, place < count {
      return add(piece, from: place, to: place + piece.count)
    }
    let end = offset
    let begin = end - piece.count
    if current == parser, begin >= 0, memcmp(base + begin, start, piece.count) == 0 {
      return add(piece, from: begin, to: end)
    }
    // A reference, or line ends that were normalised: the text differs from the source.
    text.append(piece, replacing: referenceStart(before: end)..<end, base: base)
  }

  /// Where the reference (`&name;`) begins that ends at `end`; behind the last text if there is none.
  private func referenceStart(before end: Int) -> Int {
    if text.isActive, text.span.upperBound <= end {
      let gap = UnsafeRawBufferPointer(start: base + text.span.upperBound, count: end - text.span.upperBound)
      if memchr(gap.baseAddress ?? base, Int32(UInt8(ascii: "<")), gap.count) == nil {
        return text.span.upperBound
      }
    }
    var start = end
    while start > 0, byte(start - 1) != UInt8(ascii: ">") {
      start -= 1
      if byte(start) == UInt8(ascii: "&") { return start }
    }
    return start
  }

  private mutating func add(_ piece: UnsafeRawBufferPointer, from start: Int, to end: Int) {
    guard text.isActive else { return text.begin(start..<end) }
    let gap = start - text.span.upperBound
    if gap == 0, !text.isDecoded { return text.extend(to: end) }
    if gap == 0 || gap == 1 && byte(start - 1) == 0x0D {
      return text.append(piece, replacing: start..<end, base: base)
    }
    do {
      try flushText()
      text.begin(start..<end)
    } catch {
      stop(error, in: parser)
    }
  }

  mutating func characterData(_ value: UnsafeRawBufferPointer, in current: xmlParserCtxtPtr) {
    guard failure == nil else { return }
    guard current == parser else { return text.append(value, replacing: offset..<offset, base: base) }
    let end = max(offset - 3, 0)
    var start = end
    // Backwards over the section: CR LF in the source is one LF in the value.
    for byte in value.reversed() where start > 0 {
      start -= 1
      if byte == 0x0A, self.byte(start) == 0x0A, start > 0, self.byte(start - 1) == 0x0D { start -= 1 }
    }
    do {
      try flushText()
      guard !XMLState.isBlank(value) else { return }
      if value.equals(UnsafeRawBufferPointer(start: base + start, count: end - start)) {
        try builder.leaf(.text, span: start..<end, text: start..<end)
      } else {
        try builder.leaf(.text, span: start..<end, decoded: value)
      }
    } catch {
      stop(error, in: parser)
    }
  }

  private mutating func flushText() throws(DescriptorProblem) {
    guard text.isActive else { return }
    defer { text.end() }
    let span = text.span
    if text.isDecoded {
      guard text.bytes.contains(where: { $0 > 0x20 }) else { return }
      try builder.leaf(.text, span: trimmed(span), decoded: text.bytes)
      return
    }
    guard !XMLState.isBlank(UnsafeRawBufferPointer(start: base + span.lowerBound, count: span.count)) else {
      return
    }
    try builder.leaf(.text, span: trimmed(span), text: span)
  }

  /// The span without the blanks around the text: what a reader wants to see marked.
  private func trimmed(_ span: Range<Int>) -> Range<Int> {
    var (start, end) = (span.lowerBound, span.upperBound)
    while start < end, byte(start) <= 0x20 { start += 1 }
    while end > start, byte(end - 1) <= 0x20 { end -= 1 }
    return start..<end
  }

  private static func isBlank(_ bytes: UnsafeRawBufferPointer) -> Bool {
    for byte in bytes where byte > 0x20 { return false }
    return true
  }

  private static func endsName(_ byte: UInt8) -> Bool {
    byte <= 0x20 || byte == UInt8(ascii: "=") || byte == UInt8(ascii: ">") || byte == UInt8(ascii: "/")
  }

  private func byte(_ offset: Int) -> UInt8 { base.load(fromByteOffset: offset, as: UInt8.self) }

  // MARK: Entities

  /// Counts what expansion costs; answers false, and stops, beyond the bound.
  mutating func mayExpand(_ entity: xmlEntity) -> Bool {
    guard failure == nil else { return false }
    expanded += 16 + Int(max(entity.length, 0))
    guard expanded > (1 << 20) + 4 * count else { return true }
    stop(
      problem(
        .entities, "the entities of the file expand beyond measure", at: offset,
        remedy: "this is an attack or an error: remove the entity declarations"), in: parser)
    return false
  }

  /// Notes, once, a reference that is left empty.
  mutating func noteUnread(_ name: UnsafePointer<xmlChar>?, isDeclared: Bool) {
    guard failure == nil, !problems.contains(where: { $0.code == .entities }) else { return }
    let name = name.map { String(cString: $0) } ?? ""
    let reason: Phrase =
      "the entity `&\(name);` " + (isDeclared ? "points outside the file" : "is not declared in the file")
    problems.append(
      problem(
        .entities, "\(reason) and is left empty", at: offset,
        remedy: "nothing outside a file is loaded: write the content in its place"))
  }

  // MARK: Problems

  mutating func note(_ error: xmlError, in current: xmlParserCtxtPtr) {
    guard failure == nil, error.level == XML_ERR_FATAL else { return }
    let place = offset
    let reason = error.message.map { String(cString: $0).trimmingWhitespace } ?? "unknown reason"
    failure =
      switch xmlParserErrors(rawValue: UInt32(bitPattern: error.code)) {
      case XML_ERR_ENTITY_LOOP, XML_ERR_ENTITY_IS_EXTERNAL, XML_ERR_UNPARSED_ENTITY:
        problem(
          .entities, "the entities of the file cannot be expanded: \(reason)", at: place,
          remedy: "remove the entity declarations, or expand them first (`xmllint --noent`)")
      case XML_ERR_UNDECLARED_ENTITY where reason.hasPrefix("PEReference"):
        problem(
          .entities, "the document type uses parameter entities, which are not expanded", at: place,
          remedy: "remove the document type, or expand it first (`xmllint --dropdtd --noent`)")
      default:
        problem(
          .syntax, "this is not XML: \(reason)", at: place,
          remedy: "mend the file; if it is a template, render it first and scan the result")
      }
  }

  func problem(
    _ code: DescriptorProblem.Code, _ message: Phrase, at offset: Int, remedy: Phrase
  ) -> DescriptorProblem {
    DescriptorProblem(code, message, at: tree.position(at: offset), remedy: remedy)
  }
}
