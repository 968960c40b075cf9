/// Writes JSON straight into bytes.
///
/// A writer of our own because a report has tens of thousands of records: it is written once, in the order of the
/// calls, without a tree of objects in memory, and the order of keys is the documented one rather than a
/// dictionary's.
struct JSONWriter {
  private(set) var bytes: [UInt8] = []
  /// True while the innermost container has no member yet.
  private var isFirst = true

  init(capacity: Int = 1 << 16) {
    bytes.reserveCapacity(capacity)
  }

  // MARK: Containers

  mutating func object(_ body: (inout JSONWriter) -> Void) {
    container(open: 0x7B, close: 0x7D, body)
  }

  mutating func array(_ body: (inout JSONWriter) -> Void) {
    container(open: 0x5B, close: 0x5D, body)
  }

  /// An array with every element on a line of its own, so that reports can be compared line by line.
  mutating func lines<Element>(
    _ elements: some Sequence<Element>, _ body: (inout JSONWriter, Element) -> Void
  ) {
    array { writer in writer.elements(elements, body) }
  }

  /// The elements of such an array, without its brackets.
  mutating func elements<Element>(
    _ elements: some Sequence<Element>, _ body: (inout JSONWriter, Element) -> Void
  ) {
    for element in elements {
      separate()
      bytes.append(0x0A)
      isFirst = true
      body(&self, element)
      isFirst = false
    }
  }

  /// Adds elements that other writers have written.
  mutating func join(_ pieces: [[UInt8]]) {
    bytes.reserveCapacity(bytes.count + pieces.reduce(0) { $0 + $1.count + 1 } + 4096)
    for piece in pieces where !piece.isEmpty {
      separate()
      bytes.append(contentsOf: piece)
    }
  }

  private mutating func container(open: UInt8, close: UInt8, _ body: (inout JSONWriter) -> Void) {
    separate()
    bytes.append(open)
    isFirst = true
    body(&self)
    bytes.append(close)
    isFirst = false
  }

  private mutating func separate() {
    if !isFirst { bytes.append(0x2C) }
    isFirst = false
  }

  // MARK: Members

  mutating func member(_ key: StaticString, _ value: String) {
    self.key(key)
    text(value)
  }

  mutating func member(_ key: StaticString, _ value: String?) {
    if let value { member(key, value) }
  }

  mutating func member(_ key: StaticString, _ value: Int) {
    self.key(key)
    number(value)
  }

  mutating func member(_ key: StaticString, _ value: Bool) {
    self.key(key)
    bytes.append(contentsOf: (value ? "true" : "false").utf8)
  }

  mutating func member(_ key: StaticString, object body: (inout JSONWriter) -> Void) {
    self.key(key)
    isFirst = true
    object(body)
  }

  mutating func member(_ key: StaticString, array body: (inout JSONWriter) -> Void) {
    self.key(key)
    isFirst = true
    array(body)
  }

  mutating func member(_ key: StaticString, strings: some Sequence<String>) {
    member(key, array: { writer in for string in strings { writer.element(string) } })
  }

  mutating func member<Element>(
    _ key: StaticString, lines elements: some Sequence<Element>, _ body: (inout JSONWriter, Element) -> Void
  ) {
    self.key(key)
    isFirst = true
    lines(elements, body)
  }

  /// A member whose key is not known before the scan.
  mutating func member(named key: String, _ value: Int) {
    separate()
    text(key)
    bytes.append(0x3A)
    number(value)
  }

  mutating func element(_ value: String) {
    separate()
    text(value)
  }

  private mutating func key(_ key: StaticString) {
    separate()
    bytes.append(0x22)
    bytes.append(contentsOf: UnsafeBufferPointer(start: key.utf8Start, count: key.utf8CodeUnitCount))
    bytes.append(0x22)
    bytes.append(0x3A)
  }

  // MARK: Scalars

  private mutating func number(_ value: Int) {
    bytes.append(contentsOf: String(value).utf8)
  }

  /// A string with everything escaped that JSON, or a reader of JSON as JavaScript, could stumble over.
  private mutating func text(_ value: String) {
    bytes.append(0x22)
    var value = value
    value.withUTF8 { utf8 in
      var start = 0
      var index = 0
      while index < utf8.count {
        let byte = utf8[index]
        let isLineSeparator =
          byte == 0xE2 && index + 2 < utf8.count && utf8[index + 1] == 0x80 && utf8[index + 2] & 0xFE == 0xA8
        guard byte < 0x20 || byte == 0x22 || byte == 0x5C || byte == 0x7F || isLineSeparator else {
          index += 1
          continue
        }
        bytes.append(contentsOf: UnsafeBufferPointer(rebasing: utf8[start..<index]))
        if isLineSeparator {
          bytes.append(contentsOf: (utf8[index + 2] == 0xA8 ? "\\u2028" : "\\u2029").utf8)
          index += 3
        } else {
          escape(byte)
          index += 1
        }
        start = index
      }
      bytes.append(contentsOf: UnsafeBufferPointer(rebasing: utf8[start...]))
    }
    bytes.append(0x22)
  }

  private mutating func escape(_ byte: UInt8) {
    bytes.append(0x5C)
    switch byte {
    case 0x22, 0x5C: bytes.append(byte)
    case 0x0A: bytes.append(0x6E)
    case 0x0D: bytes.append(0x72)
    case 0x09: bytes.append(0x74)
    default:
      bytes.append(contentsOf: "u00".utf8)
      for digit in [byte >> 4, byte & 15] { bytes.append(digit < 10 ? 0x30 + digit : 0x57 + digit) }
    }
  }

  /// Ends the document.
  mutating func newline() {
    bytes.append(0x0A)
  }
}
