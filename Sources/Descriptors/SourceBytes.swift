import CGNU
import Glibc

/// The bytes of one file, owned once and never copied; always followed by a zero byte.
public final class SourceBytes: @unchecked Sendable {
  // Safe to share: the memory is written only before the object is handed out.
  private let memory: UnsafeMutableRawPointer
  private let owned: Bool
  /// How many bytes there are.
  public let count: Int

  /// The bytes, without the closing zero.
  public var raw: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: memory, count: count) }

  /// Takes over memory from `malloc` that holds `count` bytes and room for one more.
  public init(adopting memory: UnsafeMutableRawPointer, count: Int) {
    self.memory = memory
    self.count = count
    owned = true
    memory.storeBytes(of: 0, toByteOffset: count, as: UInt8.self)
  }

  /// Copies bytes.
  public convenience init(_ bytes: some Collection<UInt8>) {
    let count = bytes.count
    guard let memory = malloc(count + 1) else { fatalError("out of memory") }
    UnsafeMutableRawBufferPointer(start: memory, count: count).copyBytes(from: bytes)
    self.init(adopting: memory, count: count)
  }

  /// Copies the UTF-8 of a string.
  public convenience init(_ text: String) {
    self.init(text.utf8)
  }

  /// Refers to bytes that live as long as the process and are followed by a zero byte: files embedded in it.
  public init(borrowing bytes: UnsafeRawBufferPointer) {
    // Never written through: `raw` hands out read-only views.
    memory = UnsafeMutableRawPointer(mutating: bytes.baseAddress ?? UnsafeRawPointer(Self.nothing))
    count = bytes.count
    owned = false
  }

  nonisolated(unsafe) private static let nothing: UnsafeMutableRawPointer = {
    let memory = UnsafeMutableRawPointer.allocate(byteCount: 1, alignment: 1)
    memory.storeBytes(of: 0, as: UInt8.self)
    return memory
  }()

  deinit {
    if owned { free(memory) }
  }
}

extension UnsafeRawBufferPointer {
  /// Compares with the UTF-8 of a string.
  public func equals(_ text: String) -> Bool {
    var text = text
    return text.withUTF8 { other in
      UnsafeRawBufferPointer(other).equals(self)
    }
  }

  /// Compares bytes.
  public func equals(_ other: UnsafeRawBufferPointer) -> Bool {
    guard count == other.count else { return false }
    guard let here = baseAddress, let there = other.baseAddress else { return true }
    return memcmp(here, there, count) == 0
  }

  /// The bytes behind the first colon, or all if there are none: the local part of a qualified XML name.
  var afterColon: UnsafeRawBufferPointer {
    guard let colon = firstIndex(of: 0x3A), colon + 1 < count else { return self }
    return UnsafeRawBufferPointer(rebasing: self[(colon + 1)...])
  }

  /// The offset of the first occurrence of a text at or behind `start`.
  public func firstOffset(of text: String, from start: Int = 0) -> Int? {
    guard let base = baseAddress, start < count else { return nil }
    var text = text
    return text.withUTF8 { needle in
      cgnu_find(base + start, count - start, needle.baseAddress, needle.count).map { $0 - base }
    }
  }

  /// The offset of the first such byte at or behind `start`.
  public func offset(of byte: UInt8, from start: Int) -> Int? {
    guard let base = baseAddress, start < count else { return nil }
    return memchr(base + start, Int32(byte), count - start).map { UnsafeRawPointer($0) - base }
  }

  /// True if the text occurs anywhere.
  public func contains(_ text: String) -> Bool { firstOffset(of: text) != nil }
}
