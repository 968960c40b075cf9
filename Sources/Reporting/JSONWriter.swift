import Descriptors

/// Writes JSON straight into bytes.
///
/// A writer of our own because a report has tens of thousands of records: it is written once, in the order of the
/// calls, without a tree of objects in memory, and the order of keys is the documented one rather than a
/// dictionary's.
package struct JSONWriter {
  /// What was written since the last piece of another writer was taken over.
  package private(set) var bytes: [UInt8] = []
  private var finished: [[UInt8]] = []
  /// True while the innermost container has no member yet.
  private var isFirst = true

  /// False if everything up to ``newline()`` stands on one line.
  private let breaksLines: Bool

  package init(capacity: Int = 1 << 16, breaksLines: Bool = true) {
    self.breaksLines = breaksLines
    bytes.reserveCapacity(capacity)
  }

  // MARK: Containers

  package mutating func object(_ body: (inout JSONWriter) -> Void) {
    container(open: 0x7B, close: 0x7D, body)
  }

  /// An object that stands for itself, whatever was written before.
  package mutating func document(_ body: (inout JSONWriter) -> Void) {
    isFirst = true
    object(body)
  }

  package mutating func array(_ body: (inout JSONWriter) -> Void) {
    container(open: 0x5B, close: 0x5D, body)
  }

  /// An array with every element on a line of its own, so that reports can be compared line by line.
  package mutating func lines<Element>(
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
      if breaksLines { bytes.append(0x0A) }
      isFirst = true
      body(&self, element)
      isFirst = false
    }
  }

  /// Takes over elements that other writers have written, as they are: a large report is never copied into one piece.
  mutating func join(_ pieces: [[UInt8]]) {
    for piece in pieces where !piece.isEmpty {
      separate()
      finished.append(bytes)
      finished.append(piece)
      bytes = []
    }
  }

  /// All that was written, in pieces that follow each other.
  var pieces: [[UInt8]] { finished + [bytes] }

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

  package mutating func member(_ key: StaticString, _ value: String) {
    self.key(key)
    text(value)
  }

  package mutating func member(_ key: StaticString, _ value: String?) {
    if let value { member(key, value) }
  }

  mutating func member(_ key: StaticString, _ value: Phrase) {
    self.key(key)
    text(value)
  }

  mutating func member(_ key: StaticString, _ value: Phrase?) {
    if let value { member(key, value) }
  }

  /// A string made of a sentence and, if there is one, another.
  mutating func member(
    _ key: StaticString, _ first: Phrase, _ between: StaticString, _ second: Phrase?
  ) {
    self.key(key)
    bytes.append(0x22)
    content(first.marked, isMarked: true)
    if let second {
      append(between)
      content(second.marked, isMarked: true)
    }
    bytes.append(0x22)
  }

  package mutating func member(_ key: StaticString, _ value: Int) {
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

  /// A member whose value is JSON already.
  mutating func member(_ key: StaticString, json: [UInt8]) {
    self.key(key)
    finished.append(bytes)
    finished.append(json)
    bytes = []
  }

  mutating func member(_ key: StaticString, strings: some Sequence<String>) {
    member(key, array: { writer in for string in strings { writer.element(string) } })
  }

  package mutating func member<Element>(
    _ key: StaticString, lines elements: some Sequence<Element>, _ body: (inout JSONWriter, Element) -> Void
  ) {
    self.key(key)
    isFirst = true
    lines(elements, body)
  }

  /// A member whose key is not known before the scan.
  package mutating func member(named key: String, _ value: Int) {
    separate()
    text(key)
    bytes.append(0x3A)
    number(value)
  }

  /// A member whose key is not known before the scan.
  package mutating func member(named key: String, _ value: String) {
    separate()
    text(key)
    bytes.append(0x3A)
    text(value)
  }

  package mutating func element(_ value: String) {
    separate()
    text(value)
  }

  mutating func element(_ value: Phrase) {
    separate()
    text(value)
  }

  /// A string made of parts.
  mutating func element(_ first: String, _ between: StaticString, _ second: String, _ end: StaticString = "")
  {
    separate()
    bytes.append(0x22)
    content(first)
    append(between)
    content(second)
    append(end)
    bytes.append(0x22)
  }

  /// A string made of a sentence and what is said of it.
  mutating func element(_ first: Phrase, _ between: StaticString, _ second: String, _ end: StaticString) {
    separate()
    bytes.append(0x22)
    content(first.marked, isMarked: true)
    append(between)
    content(second)
    append(end)
    bytes.append(0x22)
  }

  private mutating func append(_ text: StaticString) {
    bytes.append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  private mutating func key(_ key: StaticString) {
    separate()
    bytes.append(0x22)
    append(key)
    bytes.append(0x22)
    bytes.append(0x3A)
  }

  // MARK: Scalars

  private mutating func number(_ value: Int) {
    bytes.append(contentsOf: String(value).utf8)
  }

  private mutating func text(_ value: String) {
    bytes.append(0x22)
    content(value)
    bytes.append(0x22)
  }

  private mutating func text(_ value: Phrase) {
    bytes.append(0x22)
    content(value.marked, isMarked: true)
    bytes.append(0x22)
  }

  /// What stands within a string, with everything escaped that JSON, a reader of JSON as JavaScript, or a terminal
  /// that shows the report could stumble over.
  ///
  /// - Parameter isMarked: true for the text of a phrase, of which the English is written as it goes by: most of a
  ///   report are phrases, and a copy without the marks would cost as much as the writing.
  private mutating func content(_ value: String, isMarked: Bool = false) {
    var value = value
    value.withUTF8 { utf8 in
      var start = 0
      var index = 0
      while true {
        index += Self.plainWords(utf8, from: index)
        guard index < utf8.count else { break }
        let byte = utf8[index]
        if isMarked, let mark = Mark(rawValue: byte) {
          bytes.append(contentsOf: UnsafeBufferPointer(rebasing: utf8[start..<index]))
          index = pass(mark, at: index, of: utf8)
          start = index
          continue
        }
        // `##[` and its like are commands to runners wherever they stand in a log; a mark may stand between.
        let opens =
          byte == 0x23 && index + 1 < utf8.count
          && (utf8[index + 1] == 0x23 || isMarked && utf8[index + 1] < 0x20)
        if byte >= 0x20, byte < 0x7F, byte != 0x22, byte != 0x5C, !opens {
          index += 1
          continue
        }
        guard let (scalar, length) = Self.escaped(utf8, at: index) else {
          index += 1
          continue
        }
        bytes.append(contentsOf: UnsafeBufferPointer(rebasing: utf8[start..<index]))
        escape(scalar)
        index += length
        start = index
      }
      bytes.append(contentsOf: UnsafeBufferPointer(rebasing: utf8[start...]))
    }
  }

  /// Passes a mark of a phrase, and what it says is not English.
  ///
  /// - Returns: where the English goes on.
  private mutating func pass(_ mark: Mark, at index: Int, of utf8: UnsafeBufferPointer<UInt8>) -> Int {
    switch mark {
    case .escape:
      guard index + 1 < utf8.count else { return utf8.count }
      escape(UInt32(utf8[index + 1] &- Mark.shift))
      return index + 2
    case .dividing:
      return utf8[index...].firstIndex(of: Mark.closing.rawValue) ?? utf8.count
    case .plain, .closing, .phrase, .number, .day, .bilingual:
      return index + 1
    }
  }

  /// How many bytes from an offset on are certainly plain, looked at eight at a time.
  private static func plainWords(_ utf8: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let tops: UInt64 = 0x8080_8080_8080_8080
    let raw = UnsafeRawBufferPointer(utf8)
    var index = start
    while index + 8 <= raw.count {
      let word = UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: index, as: UInt64.self))
      // A byte's top bit is set in the end if it is beyond ASCII, a control, a delete, `"`, `#` or a backslash.
      var special = word | (word &- ones &* 0x20) | (word &+ ones)
      for mark: UInt64 in [0x22, 0x23, 0x5C] { special |= (word ^ ones &* mark) &- ones }
      // Borrows only reach bytes behind the first special one, so that one is told rightly.
      guard special & tops == 0 else { return index - start + (special & tops).trailingZeroBitCount / 8 }
      index += 8
    }
    return index - start
  }

  /// The character at an offset and its length, if it has to be escaped.
  ///
  /// A string's bytes are valid UTF-8, so the first byte tells the length.
  private static func escaped(_ utf8: UnsafeBufferPointer<UInt8>, at index: Int) -> (UInt32, Int)? {
    let first = UInt32(utf8[index])
    if first < 0x80 { return (first, 1) }
    let scalar: UInt32
    let length: Int
    switch first {
    case 0xC2,
      0xD8 where index + 1 < utf8.count:
      scalar = (first & 0x1F) << 6 | UInt32(utf8[index + 1] & 0x3F)
      length = 2
    case 0xE2,
      0xEF where index + 2 < utf8.count:
      scalar = (first & 0x0F) << 12 | UInt32(utf8[index + 1] & 0x3F) << 6 | UInt32(utf8[index + 2] & 0x3F)
      length = 3
    default: return nil
    }
    // Controls, and what cannot be seen or turns the direction of writing.
    switch scalar {
    case 0x80..<0xA0, 0xAD, 0x061C, 0x200B...0x200F, 0x2028...0x202E, 0x2060...0x206F, 0xFEFF:
      return (scalar, length)
    default: return nil
    }
  }

  private mutating func escape(_ scalar: UInt32) {
    bytes.append(0x5C)
    switch scalar {
    case 0x22, 0x5C: bytes.append(UInt8(scalar))
    case 0x0A: bytes.append(0x6E)
    case 0x0D: bytes.append(0x72)
    case 0x09: bytes.append(0x74)
    default:
      bytes.append(0x75)
      for shift in stride(from: UInt32(12), through: 0, by: -4) {
        let digit = UInt8(truncatingIfNeeded: scalar >> shift & 15)
        bytes.append(digit < 10 ? 0x30 + digit : 0x57 + digit)
      }
    }
  }

  /// Ends the document.
  package mutating func newline() {
    bytes.append(0x0A)
  }
}
