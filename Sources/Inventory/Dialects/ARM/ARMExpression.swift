/// A template expression: what stands between the brackets of `"[...]"`.
indirect enum ARMExpression {
  case text(String)
  case number(Int)
  case call(String, [ARMExpression])
  case member(ARMExpression, String)
  case index(ARMExpression, ARMExpression)

  /// What a scalar's text is.
  enum Reading {
    /// Plain text, an escaped bracket already removed.
    case literal(String)
    case expression(ARMExpression, text: String)
    /// An expression that cannot be read.
    case broken(String)
  }

  /// Tells an expression from plain text: `[...]` is one, `[[...` is text that begins with one bracket.
  static func read(_ text: String) -> Reading {
    guard text.utf8.first == 0x5B, text.utf8.last == 0x5D else { return .literal(text) }
    if text.utf8.dropFirst().first == 0x5B { return .literal(String(text.dropFirst())) }
    let inner = String(text.dropFirst().dropLast())
    var parser = ARMExpressionParser(inner)
    guard let expression = parser.whole() else { return .broken(inner) }
    return .expression(expression, text: inner)
  }
}

/// A recursive-descent parser over the bytes of an expression.
struct ARMExpressionParser {
  /// Calls inside calls deeper than this are not read: no person writes them, and each costs stack.
  private static let deepest = 48

  private let bytes: [UInt8]
  private var offset = 0
  private var depth = 0

  init(_ text: String) {
    bytes = Array(text.utf8)
  }

  /// The whole text as one expression; nil if it is none.
  mutating func whole() -> ARMExpression? {
    guard let expression = expression() else { return nil }
    skipBlanks()
    return offset == bytes.count ? expression : nil
  }

  private mutating func expression() -> ARMExpression? {
    guard depth < Self.deepest else { return nil }
    depth += 1
    defer { depth -= 1 }
    guard var result = primary() else { return nil }
    while true {
      skipBlanks()
      switch peek {
      case 0x2E:
        offset += 1
        skip(0x3F)
        skipBlanks()
        guard let name = name() else { return nil }
        result = .member(result, name)
      case 0x5B:
        offset += 1
        skip(0x3F)
        guard let inner = expression() else { return nil }
        skipBlanks()
        guard skip(0x5D) else { return nil }
        result = .index(result, inner)
      default:
        return result
      }
    }
  }

  private mutating func primary() -> ARMExpression? {
    skipBlanks()
    guard let first = peek else { return nil }
    if first == 0x27 { return quoted().map { .text($0) } }
    if first == 0x2D || first == 0x2B || (0x30...0x39).contains(first) { return number() }
    guard let name = name() else { return nil }
    skipBlanks()
    // A user's function is called by namespace and name: `contoso.uniqueName(...)`.
    if peek == 0x2E {
      offset += 1
      guard let member = self.name() else { return nil }
      skipBlanks()
      guard peek == 0x28, let arguments = arguments() else { return nil }
      return .call("\(name).\(member)", arguments)
    }
    guard peek == 0x28 else {
      // Bare words exist only as these.
      switch name.lowercased() {
      case "true", "false", "null": return .call(name, [])
      default: return nil
      }
    }
    return arguments().map { .call(name, $0) }
  }

  private mutating func arguments() -> [ARMExpression]? {
    guard skip(0x28) else { return nil }
    var result: [ARMExpression] = []
    skipBlanks()
    if skip(0x29) { return result }
    while true {
      guard let argument = expression() else { return nil }
      result.append(argument)
      skipBlanks()
      if skip(0x29) { return result }
      guard skip(0x2C) else { return nil }
    }
  }

  /// `'text'`, in which two quotes stand for one.
  private mutating func quoted() -> String? {
    guard skip(0x27) else { return nil }
    var text: [UInt8] = []
    while let byte = peek {
      offset += 1
      if byte != 0x27 {
        text.append(byte)
      } else if peek == 0x27 {
        offset += 1
        text.append(0x27)
      } else {
        return String(decoding: text, as: UTF8.self)
      }
    }
    return nil
  }

  private mutating func number() -> ARMExpression? {
    let start = offset
    if peek == 0x2D || peek == 0x2B { offset += 1 }
    while let byte = peek, (0x30...0x39).contains(byte) { offset += 1 }
    return Int(String(decoding: bytes[start..<offset], as: UTF8.self)).map { .number($0) }
  }

  private mutating func name() -> String? {
    let start = offset
    while let byte = peek,
      (0x61...0x7A).contains(byte | 0x20) || (0x30...0x39).contains(byte) || byte == 0x5F || byte == 0x2D
        || byte == 0x24
    {
      offset += 1
    }
    return start == offset ? nil : String(decoding: bytes[start..<offset], as: UTF8.self)
  }

  private var peek: UInt8? { offset < bytes.count ? bytes[offset] : nil }

  @discardableResult
  private mutating func skip(_ byte: UInt8) -> Bool {
    guard peek == byte else { return false }
    offset += 1
    return true
  }

  private mutating func skipBlanks() {
    while let byte = peek, byte <= 0x20 { offset += 1 }
  }
}
