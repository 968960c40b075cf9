import Crypto

/// SHA-256 as hexadecimal text.
public enum Digest {
  /// All 64 digits over some bytes.
  public static func hexadecimal(of bytes: UnsafeRawBufferPointer) -> String {
    var running = Running()
    running.update(bytes)
    return running.finish()
  }

  /// All 64 digits over some bytes.
  public static func hexadecimal(of bytes: [UInt8]) -> String {
    bytes.withUnsafeBytes { hexadecimal(of: $0) }
  }

  /// A digest over bytes that come one piece after the other.
  public struct Running {
    private var hash = SHA256()

    /// A digest over nothing yet.
    public init() {}

    /// Takes in the next bytes.
    public mutating func update(_ bytes: UnsafeRawBufferPointer) { hash.update(bufferPointer: bytes) }

    /// All 64 digits.
    public func finish() -> String {
      hash.finalize().withUnsafeBytes { Digest.text($0, bytes: 32) }
    }
  }

  /// A digest that only who has the key can make (HMAC-SHA-256), or a plain one where there is none.
  public struct Sealed {
    private var plain = SHA256()
    private var keyed: HMAC<SHA256>?

    /// A digest over nothing yet.
    public init(key: [UInt8]?) {
      keyed = key.map { HMAC<SHA256>(key: SymmetricKey(data: $0)) }
    }

    /// Takes in the next bytes.
    public mutating func update(_ bytes: UnsafeRawBufferPointer) {
      if keyed == nil { plain.update(bufferPointer: bytes) } else { keyed?.update(data: bytes) }
    }

    /// All 64 digits.
    public func finish() -> String {
      guard let keyed else { return plain.finalize().withUnsafeBytes { Digest.text($0, bytes: 32) } }
      return keyed.finalize().withUnsafeBytes { Digest.text($0, bytes: 32) }
    }
  }

  /// One digest over many files: SHA-256 of the list that `sha256sum` would write of them, sorted by name.
  public struct Collection {
    private var lines: [(name: String, sha256: String)] = []

    /// A collection of nothing yet.
    public init() {}

    /// Takes in a file.
    public mutating func add(_ name: String, _ bytes: UnsafeRawBufferPointer) {
      lines.append((name, Digest.hexadecimal(of: bytes)))
    }

    /// All 64 digits.
    public func finish() -> String {
      let sorted = lines.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
      return Digest.hexadecimal(of: Array(sorted.map { "\($0.sha256)  \($0.name)\n" }.joined().utf8))
    }
  }

  static func text(_ raw: UnsafeRawBufferPointer, bytes: Int) -> String {
    String(unsafeUninitializedCapacity: bytes * 2) { buffer in
      for index in 0..<bytes {
        buffer[index * 2] = digit(raw[index] >> 4)
        buffer[index * 2 + 1] = digit(raw[index] & 0xF)
      }
      return bytes * 2
    }
  }

  private static func digit(_ value: UInt8) -> UInt8 { value < 10 ? 0x30 + value : 0x57 + value }
}

/// What stays of a finding when lines, files and order move: half a SHA-256 over rule, resource and offending value.
struct Fingerprint {
  /// 32 hexadecimal digits.
  let text: String
  /// The first eight bytes.
  let head: UInt64

  init(rule: String, key: String, value: String) {
    var material = rule
    material.reserveCapacity(rule.utf8.count + key.utf8.count + value.utf8.count + 2)
    material += "\0"
    material += key
    material += "\0"
    material += value
    self.init(of: material)
  }

  init(of material: String) {
    var material = material
    let digest = material.withUTF8 { utf8 in
      var hash = SHA256()
      hash.update(bufferPointer: UnsafeRawBufferPointer(utf8))
      return hash.finalize()
    }
    (text, head) = digest.withUnsafeBytes {
      (Digest.text($0, bytes: 16), $0.loadUnaligned(as: UInt64.self))
    }
  }
}
