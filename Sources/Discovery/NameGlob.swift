import Glibc

/// A pattern for one name, between two slashes: literal bytes, `?`, `*` and bracket expressions.
enum NameGlob {
  /// One step of the general form.
  enum Step {
    case byte(UInt8)
    case anyByte
    case set(ByteSet)
    case star
  }

  case exact([UInt8])
  case suffix([UInt8])
  case everything
  case steps([Step])

  /// The cheapest form of the steps.
  init(_ steps: [Step]) {
    let literal = steps.reduce(into: [UInt8]()) { bytes, step in
      if case .byte(let byte) = step { bytes.append(byte) }
    }
    if literal.count == steps.count {
      self = .exact(literal)
    } else if case .star = steps[0], literal.count == steps.count - 1 {
      self = literal.isEmpty ? .everything : .suffix(literal)
    } else {
      self = .steps(steps)
    }
  }

  /// True if the whole name fits.
  ///
  /// The cost is at most the product of both lengths.
  func matches(_ name: UnsafeBufferPointer<UInt8>) -> Bool {
    switch self {
    case .everything: true
    case .exact(let bytes): bytes.count == name.count && name.elementsEqual(bytes)
    case .suffix(let bytes): bytes.count <= name.count && name.suffix(bytes.count).elementsEqual(bytes)
    case .steps(let steps): Self.matches(steps, name)
    }
  }

  private static func matches(_ steps: [Step], _ name: UnsafeBufferPointer<UInt8>) -> Bool {
    var step = 0
    var index = 0
    // Only the last star ever has to take more: an earlier one could gain nothing by it.
    var retry: (step: Int, index: Int)?
    while index < name.count || step < steps.count {
      if step < steps.count {
        if case .star = steps[step] {
          step += 1
          retry = (step, index)
          continue
        }
        if index < name.count, accepts(steps[step], name[index]) {
          step += 1
          index += 1
          continue
        }
      }
      guard let star = retry, star.index < name.count else { return false }
      retry = (star.step, star.index + 1)
      step = star.step
      index = star.index + 1
    }
    return true
  }

  private static func accepts(_ step: Step, _ byte: UInt8) -> Bool {
    switch step {
    case .byte(let wanted): wanted == byte
    case .anyByte: true
    case .set(let set): set.contains(byte)
    case .star: false
    }
  }
}

/// A set of bytes.
struct ByteSet {
  private var words: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)

  /// True if the byte is in the set.
  func contains(_ byte: UInt8) -> Bool {
    let bit: UInt64 = 1 << UInt64(byte & 63)
    return switch byte >> 6 {
    case 0: words.0 & bit != 0
    case 1: words.1 & bit != 0
    case 2: words.2 & bit != 0
    default: words.3 & bit != 0
    }
  }

  /// Adds a byte.
  mutating func insert(_ byte: UInt8) {
    let bit: UInt64 = 1 << UInt64(byte & 63)
    switch byte >> 6 {
    case 0: words.0 |= bit
    case 1: words.1 |= bit
    case 2: words.2 |= bit
    default: words.3 |= bit
    }
  }

  /// Adds the bytes of a class of POSIX, in the C locale; false if there is no such class.
  mutating func insert(class name: some Collection<UInt8>) -> Bool {
    let test: (UInt8) -> Bool
    switch String(decoding: name, as: UTF8.self) {
    case "alpha": test = { isalpha(Int32($0)) != 0 }
    case "digit": test = { isdigit(Int32($0)) != 0 }
    case "alnum": test = { isalnum(Int32($0)) != 0 }
    case "upper": test = { isupper(Int32($0)) != 0 }
    case "lower": test = { islower(Int32($0)) != 0 }
    case "xdigit": test = { isxdigit(Int32($0)) != 0 }
    case "space": test = { isspace(Int32($0)) != 0 }
    case "blank": test = { $0 == 0x20 || $0 == 0x09 }
    case "punct": test = { ispunct(Int32($0)) != 0 }
    case "cntrl": test = { $0 < 0x20 || $0 == 0x7F }
    case "print": test = { (0x20...0x7E).contains($0) }
    case "graph": test = { (0x21...0x7E).contains($0) }
    default: return false
    }
    for byte in UInt8(0)..<0x80 where test(byte) { insert(byte) }
    return true
  }

  /// All other bytes.
  var inverted: ByteSet {
    var result = ByteSet()
    result.words = (~words.0, ~words.1, ~words.2, ~words.3)
    return result
  }
}
