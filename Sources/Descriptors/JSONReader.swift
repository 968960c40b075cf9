/// Reads JSON in one pass, without recursion and without a library between the bytes and the tree.
///
/// Strict but for what real descriptors contain: `//` and `/* */` comments, strings over several lines and raw tabs
/// in them (ARM templates), trailing commas, several documents one after the other.
struct JSONReader {
  private let tree: Tree
  private var builder: TreeBuilder
  private let bytes: UnsafeRawBufferPointer
  private var offset = 0
  /// The open containers, innermost last.
  private var isMapping: [Bool] = []
  private var scratch: [UInt8] = []

  /// Reads all documents of a file.
  static func read(path: String, source: SourceBytes, limits: Limits) -> Reading {
    let tree = Tree(path: path, format: .json, source: source)
    var reader = JSONReader(tree: tree, limits: limits)
    var problems: [DescriptorProblem] = []
    do {
      try reader.documents()
    } catch {
      reader.builder.abandonDocument()
      problems = [error]
    }
    tree.trim()
    return Reading(tree: tree, problems: problems)
  }

  private init(tree: Tree, limits: Limits) {
    self.tree = tree
    builder = TreeBuilder(tree: tree, limits: limits)
    bytes = tree.source.raw
  }

  private mutating func documents() throws(DescriptorProblem) {
    try skipBlank()
    while offset < bytes.count {
      builder.beginDocument()
      try document()
      try skipBlank()
    }
  }

  /// What may come next inside a container.
  private enum Expectation {
    case value
    case keyOrEnd
    case commaOrEnd
    case valueOrEnd
  }

  private mutating func document() throws(DescriptorProblem) {
    var expected = Expectation.value
    repeat {
      try skipBlank()
      guard offset < bytes.count else { throw problem("the file ends inside \(container)", at: offset) }
      let byte = bytes[offset]
      switch expected {
      case .value:
        expected = try value(byte)
      case .valueOrEnd:
        expected = byte == 0x5D ? close() : try value(byte)
      case .keyOrEnd:
        expected = byte == 0x7D ? close() : try key(byte)
      case .commaOrEnd:
        expected = try separator(byte)
      }
    } while !isMapping.isEmpty
  }

  private var container: String {
    switch isMapping.last {
    case true?: "an object"
    case false?: "an array"
    case nil: "a document"
    }
  }

  private mutating func close() -> Expectation {
    offset += 1
    isMapping.removeLast()
    builder.close(end: offset)
    return .commaOrEnd
  }

  private mutating func separator(_ byte: UInt8) throws(DescriptorProblem) -> Expectation {
    let inMapping = isMapping.last == true
    switch byte {
    case 0x2C:
      offset += 1
      return inMapping ? .keyOrEnd : .valueOrEnd
    case 0x7D where inMapping, 0x5D where !inMapping:
      return close()
    default:
      throw problem("expected a comma or the end of \(container), found \(shown(byte))", at: offset)
    }
  }

  private mutating func key(_ byte: UInt8) throws(DescriptorProblem) -> Expectation {
    guard byte == 0x22 else { throw problem("expected a key in quotes, found \(shown(byte))", at: offset) }
    try string()
    try skipBlank()
    guard offset < bytes.count, bytes[offset] == 0x3A else {
      throw problem("expected a colon behind the key", at: offset)
    }
    offset += 1
    return .value
  }

  private mutating func value(_ byte: UInt8) throws(DescriptorProblem) -> Expectation {
    switch byte {
    case 0x7B:
      _ = try builder.open(.mapping, start: offset)
      isMapping.append(true)
      offset += 1
      return .keyOrEnd
    case 0x5B:
      _ = try builder.open(.sequence, start: offset)
      isMapping.append(false)
      offset += 1
      return .valueOrEnd
    case 0x22:
      try string()
    case 0x2D, 0x30...0x39:
      try number()
    case 0x74:
      try word("true")
    case 0x66:
      try word("false")
    case 0x6E:
      try word("null")
    default:
      throw problem("expected a value, found \(shown(byte))", at: offset)
    }
    return .commaOrEnd
  }

  // MARK: Scalars

  private mutating func word(_ text: StaticString) throws(DescriptorProblem) {
    let end = offset + text.utf8CodeUnitCount
    let wanted = UnsafeRawBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount)
    guard end <= bytes.count, UnsafeRawBufferPointer(rebasing: bytes[offset..<end]).equals(wanted) else {
      throw problem("expected true, false or null", at: offset)
    }
    try builder.leaf(.scalar, span: offset..<end, text: offset..<end, flags: [.plain, .literal])
    offset = end
  }

  /// The grammar of RFC 8259, section 6.
  private mutating func number() throws(DescriptorProblem) {
    let start = offset
    if peek == 0x2D { offset += 1 }
    if peek == 0x30 {
      offset += 1
    } else if !digits() {
      throw problem("expected a digit", at: offset)
    }
    if peek == 0x2E {
      offset += 1
      guard digits() else { throw problem("expected a digit behind the decimal point", at: offset) }
    }
    if peek | 0x20 == 0x65 {
      offset += 1
      if peek == 0x2B || peek == 0x2D { offset += 1 }
      guard digits() else { throw problem("expected a digit in the exponent", at: offset) }
    }
    let next = peek | 0x20
    guard !(0x61...0x7A).contains(next), !(0x30...0x39).contains(peek) else {
      throw problem("this is no number that JSON knows", at: start)
    }
    try builder.leaf(.scalar, span: start..<offset, text: start..<offset, flags: [.plain, .literal])
  }

  private var peek: UInt8 { offset < bytes.count ? bytes[offset] : 0 }

  private mutating func digits() -> Bool {
    let start = offset
    while offset < bytes.count, (0x30...0x39).contains(bytes[offset]) { offset += 1 }
    return offset > start
  }

  private mutating func string() throws(DescriptorProblem) {
    let start = offset
    let end = bytes.count
    offset += 1
    // Most strings have no escape: then the text is a slice of the source.
    while offset < end {
      let byte = bytes[offset]
      if byte == 0x22 {
        offset += 1
        try builder.leaf(.scalar, span: start..<offset, text: (start + 1)..<(offset - 1))
        return
      }
      if byte == 0x5C { return try escapedString(from: start) }
      if byte < 0x20, byte != 0x09, byte != 0x0A, byte != 0x0D {
        throw problem("a control character stands in a string", at: offset)
      }
      offset += 1
    }
    throw problem("the string that begins here is not closed", at: start)
  }

  private mutating func escapedString(from start: Int) throws(DescriptorProblem) {
    scratch.removeAll(keepingCapacity: true)
    scratch.append(contentsOf: bytes[(start + 1)..<offset])
    while offset < bytes.count {
      let byte = bytes[offset]
      switch byte {
      case 0x22:
        offset += 1
        try builder.leaf(.scalar, span: start..<offset, decoded: scratch)
        return
      case 0x5C:
        try escape()
      case 0..<0x20 where byte != 0x09 && byte != 0x0A && byte != 0x0D:
        throw problem("a control character stands in a string", at: offset)
      default:
        scratch.append(byte)
        offset += 1
      }
    }
    throw problem("the string that begins here is not closed", at: start)
  }

  private mutating func escape() throws(DescriptorProblem) {
    guard offset + 1 < bytes.count else { throw problem("the file ends inside a string", at: offset) }
    let letter = bytes[offset + 1]
    offset += 2
    switch letter {
    case 0x22, 0x5C, 0x2F: scratch.append(letter)
    case 0x62: scratch.append(0x08)
    case 0x66: scratch.append(0x0C)
    case 0x6E: scratch.append(0x0A)
    case 0x72: scratch.append(0x0D)
    case 0x74: scratch.append(0x09)
    case 0x75: try unicodeEscape()
    default: throw problem("`\\\(shown(letter))` is no escape that JSON knows", at: offset - 2)
    }
  }

  private mutating func unicodeEscape() throws(DescriptorProblem) {
    var value = try hexadecimal()
    if (0xD800..<0xDC00).contains(value), offset + 1 < bytes.count, bytes[offset] == 0x5C,
      bytes[offset + 1] == 0x75
    {
      let mark = offset
      offset += 2
      let low = try hexadecimal()
      if (0xDC00..<0xE000).contains(low) {
        value = 0x10000 + (value - 0xD800) << 10 + (low - 0xDC00)
      } else {
        // A lone half: what follows is read again as a character of its own.
        offset = mark
      }
    }
    let scalar = Unicode.Scalar(value) ?? "\u{FFFD}"
    scratch.append(contentsOf: Array(String(Character(scalar)).utf8))
  }

  private mutating func hexadecimal() throws(DescriptorProblem) -> UInt32 {
    var value: UInt32 = 0
    for _ in 0..<4 {
      let digit: UInt8
      switch peek {
      case 0x30...0x39: digit = peek - 0x30
      case 0x41...0x46: digit = peek - 0x37
      case 0x61...0x66: digit = peek - 0x57
      default: throw problem("`\\u` needs four hexadecimal digits", at: offset)
      }
      value = value << 4 | UInt32(digit)
      offset += 1
    }
    return value
  }

  // MARK: Between tokens

  private mutating func skipBlank() throws(DescriptorProblem) {
    while offset < bytes.count {
      switch bytes[offset] {
      case 0x20, 0x09, 0x0A, 0x0D:
        offset += 1
      case 0x2F:
        try skipComment()
      default:
        return
      }
    }
  }

  private mutating func skipComment() throws(DescriptorProblem) {
    let start = offset
    guard offset + 1 < bytes.count else { throw problem("a lone `/` stands here", at: start) }
    switch bytes[offset + 1] {
    case 0x2F:
      offset = bytes.offset(of: 0x0A, from: offset) ?? bytes.count
    case 0x2A:
      guard let end = bytes.firstOffset(of: "*/", from: offset + 2) else {
        throw problem("the comment that begins here is not closed", at: start)
      }
      offset = end + 2
    default:
      throw problem("a lone `/` stands here", at: start)
    }
  }

  private func shown(_ byte: UInt8) -> String {
    byte > 0x20 && byte < 0x7F ? "`\(Character(Unicode.Scalar(byte)))`" : "a byte \(byte)"
  }

  private func problem(_ reason: String, at offset: Int) -> DescriptorProblem {
    DescriptorProblem(
      .syntax, "this is not JSON: \(reason)", at: tree.position(at: min(offset, bytes.count)),
      remedy: "mend the file; if it is a template, render it first and scan the result")
  }
}
