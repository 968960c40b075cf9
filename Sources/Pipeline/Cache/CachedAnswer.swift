import Assessment

/// How a scan ended, and one report of it, byte for byte.
struct CachedAnswer: Sendable {
  private static let mark = "bornage-answer 1"

  let exitCode: Int32
  /// The reason of the exit code, for standard error.
  let reason: String
  /// The report, in pieces.
  let payload: [[UInt8]]

  init(exitCode: Int32, reason: String, payload: [[UInt8]]) {
    self.exitCode = exitCode
    self.reason = reason
    self.payload = payload
  }

  /// What stands before the report: the seal, and how the scan ended.
  func head(name: String, seal: CacheSeal) -> [UInt8] {
    let ending = Self.ending(exitCode, reason)
    return Array("\(Self.mark) \(seal.text(over: [Array(name.utf8), ending] + payload))\n".utf8) + ending
  }

  /// Reads the bytes of a file; nil if they are not, to the last bit, what was put under this name.
  init?(_ bytes: [UInt8], name: String, seal: CacheSeal) {
    let first = Array("\(Self.mark) ".utf8)
    let length = first.count + 64 + 1
    guard bytes.count > length, bytes.starts(with: first), bytes[length - 1] == 0x0A else { return nil }
    let claimed = String(decoding: bytes[first.count..<(length - 1)], as: UTF8.self)
    guard claimed == seal.text(over: Array(name.utf8), bytes[length...]) else { return nil }
    // The seal fits, so the rest is as it was written.
    var rest = bytes[length...]
    guard let code = Self.number(&rest), let count = Self.number(&rest), count >= 0, count <= rest.count,
      let exitCode = Int32(exactly: code)
    else { return nil }
    self.exitCode = exitCode
    reason = String(decoding: rest.prefix(count), as: UTF8.self)
    payload = [Array(rest.dropFirst(count))]
  }

  private static func ending(_ exitCode: Int32, _ reason: String) -> [UInt8] {
    Array("\(exitCode)\n\(reason.utf8.count)\n\(reason)".utf8)
  }

  private static func number(_ rest: inout ArraySlice<UInt8>) -> Int? {
    guard let end = rest.prefix(24).firstIndex(of: 0x0A) else { return nil }
    let text = String(decoding: rest[..<end], as: UTF8.self)
    rest = rest[(end + 1)...]
    return Int(text)
  }
}

/// What tells a kept answer from a torn or a forged one.
///
/// Without a key, a digest: it finds every accident, and the owner and the permissions of the file stand for the rest.
/// With one, a keyed digest (HMAC-SHA-256): nobody without the key can put an answer there.
struct CacheSeal: Sendable {
  private let key: [UInt8]?

  /// True if there is a key.
  var isKeyed: Bool { key != nil }

  init(key: [UInt8]? = nil) {
    self.key = key
  }

  func text(over pieces: [[UInt8]]) -> String {
    var digest = Digest.Sealed(key: key)
    // The first piece is the name, of fixed length: no byte can move from one to the other.
    for piece in pieces { piece.withUnsafeBytes { digest.update($0) } }
    return digest.finish()
  }

  func text(over name: [UInt8], _ rest: ArraySlice<UInt8>) -> String {
    var digest = Digest.Sealed(key: key)
    name.withUnsafeBytes { digest.update($0) }
    rest.withUnsafeBytes { digest.update($0) }
    return digest.finish()
  }
}
