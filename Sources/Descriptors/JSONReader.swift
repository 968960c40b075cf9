/// Reads JSON in one pass over the bytes, straight into the arena.
///
/// Strict by RFC 8259, but for what real templates contain: comments, line breaks and tabs inside strings
/// (both are in the grammar of Azure Resource Manager), a comma before the closing bracket, and documents
/// one after the other. There is no recursion: depth costs memory of the builder's stack only.
struct JSONReader {
  private var builder: TreeBuilder
  private let tree: Tree
  /// Ends with a zero byte at `count`, which stops every loop.
  private let base: UnsafePointer<UInt8>
  private let count: Int
  private var at = 0
  private var scratch: [UInt8] = []

  /// Reads all documents of a file.
  static func read(path: String, source: SourceBytes, limits: Limits) -> Reading {
    let tree = Tree(path: path, format: .json, source: source)
    guard let start = source.raw.baseAddress else { return Reading(tree: tree, problems: []) }
    var reader = JSONReader(
      tree: tree, base: start.assumingMemoryBound(to: UInt8.self), limits: limits)
    var problems: [DescriptorProblem] = []
    do {
      try reader.run()
    } catch {
      reader.builder.abandonDocument()
      problems.append(error)
    }
    tree.trim()
    return Reading(tree: tree, problems: problems)
  }

  private init(tree: Tree, base: UnsafePointer<UInt8>, limits: Limits) {
    self.tree = tree
    self.base = base
    count = tree.source.count
    builder = TreeBuilder(tree: tree, limits: limits)
  }

  private mutating func run() throws(DescriptorProblem) {
    if base[0] == 0xEF, base[1] == 0xBB, base[2] == 0xBF { at = 3 }
    builder.beginDocument()
    try skipBlank()
    while at < count {
      // Behind a first document only another object or array is believed: `01` is a typing error.
      guard tree.rootIndices.isEmpty || base[at] == Byte.openBrace || base[at] == Byte.openBracket else {
        throw problem(
          "there is text behind the end of the document", remedy: "remove it, or close what is open")
      }
      try document()
      builder.beginDocument()
      try skipBlank()
    }
  }

  private mutating func document() throws(DescriptorProblem) {
    // True once a value has ended: then a comma or the closing bracket has to follow.
    var isBehindValue = try value()
    while let container = builder.innermost {
      try skipBlank()
      if isBehindValue, base[at] == Byte.comma {
        at += 1
        try skipBlank()
        isBehindValue = false
      }
      let closing = container == .mapping ? Byte.closeBrace : Byte.closeBracket
      if base[at] == closing {
        at += 1
        builder.close(end: at)
        isBehindValue = true
        continue
      }
      guard !isBehindValue else { throw missingComma(container) }
      if container == .mapping {
        guard base[at] == Byte.quote else { throw missingKey() }
        try string()
        try skipBlank()
        guard base[at] == Byte.colon else {
          throw problem("a colon is missing behind the key", remedy: "write `\"key\": value`")
        }
        at += 1
        try skipBlank()
      }
      isBehindValue = try value()
    }
  }

  /// Reads a scalar, or the opening of a container; answers true if the value has ended.
  private mutating func value() throws(DescriptorProblem) -> Bool {
    switch base[at] {
    case Byte.quote:
      try string()
    case Byte.openBrace:
      _ = try builder.open(.mapping, start: at)
      at += 1
      return false
    case Byte.openBracket:
      _ = try builder.open(.sequence, start: at)
      at += 1
      return false
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
      try number()
    case UInt8(ascii: "t"):
      try word("true")
    case UInt8(ascii: "f"):
      try word("false")
    case UInt8(ascii: "n"):
      try word("null")
    default:
      throw missingValue()
    }
    return true
  }

  // MARK: Scalars

  private mutating func string() throws(DescriptorProblem) {
    let start = at
    var end = start + 1
    while true {
      let byte = base[end]
      if byte == Byte.quote { break }
      if byte == Byte.backslash { return try stringWithEscapes(from: start, firstEscape: end) }
      if byte < 0x20 { try checkControl(byte, at: end, from: start) }
      end += 1
    }
    at = end + 1
    try builder.leaf(.scalar, span: start..<at, text: (start + 1)..<end)
  }

  private mutating func stringWithEscapes(
    from start: Int, firstEscape: Int
  ) throws(DescriptorProblem) {
    scratch.removeAll(keepingCapacity: true)
    var run = start + 1
    var end = firstEscape
    while true {
      let byte = base[end]
      if byte == Byte.quote { break }
      if byte == Byte.backslash {
        scratch.append(contentsOf: UnsafeBufferPointer(start: base + run, count: end - run))
        end = try escape(at: end)
        run = end
        continue
      }
      if byte < 0x20 { try checkControl(byte, at: end, from: start) }
      end += 1
    }
    scratch.append(contentsOf: UnsafeBufferPointer(start: base + run, count: end - run))
    at = end + 1
    try builder.leaf(.scalar, span: start..<at, decoded: scratch)
  }

  /// Decodes one escape into `scratch` and answers the offset behind it.
  private mutating func escape(at offset: Int) throws(DescriptorProblem) -> Int {
    switch base[offset + 1] {
    case Byte.quote: scratch.append(Byte.quote)
    case Byte.backslash: scratch.append(Byte.backslash)
    case UInt8(ascii: "/"): scratch.append(UInt8(ascii: "/"))
    case UInt8(ascii: "b"): scratch.append(0x08)
    case UInt8(ascii: "f"): scratch.append(0x0C)
    case UInt8(ascii: "n"): scratch.append(0x0A)
    case UInt8(ascii: "r"): scratch.append(0x0D)
    case UInt8(ascii: "t"): scratch.append(0x09)
    case UInt8(ascii: "u"): return try unicodeEscape(at: offset)
    default:
      throw problem(
        "the escape behind this backslash is not one of JSON's", at: offset,
        remedy: "write `\\\\` for a backslash")
    }
    return offset + 2
  }

  private mutating func unicodeEscape(at offset: Int) throws(DescriptorProblem) -> Int {
    let first = try hexadecimal(at: offset + 2)
    var scalar = first
    var end = offset + 6
    if first & 0xFC00 == 0xD800, base[end] == Byte.backslash, base[end + 1] == UInt8(ascii: "u") {
      let second = try hexadecimal(at: end + 2)
      if second & 0xFC00 == 0xDC00 {
        scalar = 0x10000 + (first & 0x3FF) << 10 + second & 0x3FF
        end += 6
      }
    }
    // Half of a surrogate pair is no character.
    scratch.append(contentsOf: String(Unicode.Scalar(scalar) ?? "\u{FFFD}").utf8)
    return end
  }

  private func hexadecimal(at offset: Int) throws(DescriptorProblem) -> UInt32 {
    var value: UInt32 = 0
    for index in offset..<(offset + 4) {
      // The closing zero is no digit: the loop ends there at the latest.
      guard let digit = Byte.hexadecimalValue(base[index]) else {
        throw problem(
          "`\\u` needs four hexadecimal digits", at: offset - 2, remedy: "write it as in `\\u00e9`")
      }
      value = value << 4 | UInt32(digit)
    }
    return value
  }

  /// Tabs and line breaks pass; other control characters and the end of the file do not.
  private func checkControl(_ byte: UInt8, at offset: Int, from start: Int) throws(DescriptorProblem) {
    switch byte {
    case 0x09, 0x0A, 0x0D:
      return
    case 0 where offset >= count:
      throw problem("the string that begins here is never closed", at: start, remedy: "add the closing quote")
    default:
      throw problem(
        "a control character stands inside a string", at: offset, remedy: "write it as an escape (`\\u00XX`)")
    }
  }

  private mutating func number() throws(DescriptorProblem) {
    let start = at
    var end = at
    if base[end] == UInt8(ascii: "-") { end += 1 }
    if base[end] == UInt8(ascii: "0") {
      end += 1
    } else {
      try digits(&end, from: start)
    }
    if base[end] == UInt8(ascii: ".") {
      end += 1
      try digits(&end, from: start)
    }
    if base[end] | 0x20 == UInt8(ascii: "e") {
      end += 1
      if base[end] == UInt8(ascii: "+") || base[end] == UInt8(ascii: "-") { end += 1 }
      try digits(&end, from: start)
    }
    at = end
    try builder.leaf(.scalar, span: start..<end, text: start..<end, flags: [.plain, .literal])
  }

  private func digits(_ end: inout Int, from start: Int) throws(DescriptorProblem) {
    let first = end
    while base[end] &- UInt8(ascii: "0") < 10 { end += 1 }
    guard end > first else {
      throw problem("a digit is missing in this number", at: start, remedy: "complete it, or quote the value")
    }
  }

  private mutating func word(_ word: StaticString) throws(DescriptorProblem) {
    let start = at
    let length = word.utf8CodeUnitCount
    for index in 0..<length where base[start + index] != word.utf8Start[index] {
      // A mismatch stands at or before the closing zero: nothing behind it is read.
      throw missingValue()
    }
    at = start + length
    try builder.leaf(.scalar, span: start..<at, text: start..<at, flags: [.plain, .literal])
  }

  // MARK: Blanks

  @inline(__always)
  private mutating func skipBlank() throws(DescriptorProblem) {
    while true {
      let byte = base[at]
      if byte > 0x20 {
        guard byte == UInt8(ascii: "/") else { return }
        try skipComment()
      } else if byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 {
        at += 1
      } else {
        return
      }
    }
  }

  private mutating func skipComment() throws(DescriptorProblem) {
    let start = at
    switch base[at + 1] {
    case UInt8(ascii: "/"):
      while at < count, base[at] != 0x0A { at += 1 }
    case UInt8(ascii: "*"):
      at += 2
      while base[at] != UInt8(ascii: "*") || base[at + 1] != UInt8(ascii: "/") {
        guard at < count else {
          throw problem("the comment that begins here is never closed", at: start, remedy: "add `*/`")
        }
        at += 1
      }
      at += 2
    default:
      throw missingValue()
    }
  }

  // MARK: Problems

  private func problem(
    _ message: Phrase, at offset: Int? = nil, remedy: Phrase
  ) -> DescriptorProblem {
    let offset = min(offset ?? at, count)
    return DescriptorProblem(
      .syntax, "this is not JSON: \(message)", at: tree.position(at: offset), remedy: remedy)
  }

  private func missingValue() -> DescriptorProblem {
    at >= count
      ? unexpectedEnd()
      : problem(
        "a value is expected here", remedy: "strings need double quotes; if it is a template, render it first"
      )
  }

  private func missingKey() -> DescriptorProblem {
    at >= count
      ? unexpectedEnd()
      : problem("a key in double quotes is expected here", remedy: "quote the key, or remove the extra comma")
  }

  private func missingComma(_ container: NodeKind) -> DescriptorProblem {
    guard at < count else { return unexpectedEnd() }
    let closing = container == .mapping ? "}" : "]"
    return problem("a comma or `\(closing)` is expected here", remedy: "add it behind the value before")
  }

  private func unexpectedEnd() -> DescriptorProblem {
    problem("the file ends inside a value", remedy: "close the open brackets; the file may have been cut off")
  }
}

/// The bytes that structure JSON.
enum Byte {
  static let quote = UInt8(ascii: "\"")
  static let backslash = UInt8(ascii: "\\")
  static let comma = UInt8(ascii: ",")
  static let colon = UInt8(ascii: ":")
  static let openBrace = UInt8(ascii: "{")
  static let closeBrace = UInt8(ascii: "}")
  static let openBracket = UInt8(ascii: "[")
  static let closeBracket = UInt8(ascii: "]")

  static func hexadecimalValue(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
    default: nil
    }
  }
}
