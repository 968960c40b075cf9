import Assessment
import Descriptors

/// Named values on their way into a digest: no two different lists of values give the same bytes.
struct KeyMaterial {
  private var digest = Digest.Running()
  private var pending: [UInt8] = []

  /// Puts down a value under a name.
  mutating func add(_ name: StaticString, _ value: String) {
    add(name, value.utf8)
  }

  /// Puts down bytes under a name.
  mutating func add(_ name: StaticString, _ value: some Collection<UInt8>) {
    // The length stands before the value, so that a value can hold anything.
    pending.append(
      contentsOf: UnsafeBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount))
    pending.append(contentsOf: " \(value.count)\n".utf8)
    pending.append(contentsOf: value)
    pending.append(0x0A)
    if pending.count > 1 << 16 { flush() }
  }

  /// Puts down the digest of bytes.
  mutating func add(_ name: StaticString, digestOf source: SourceBytes) {
    add(name, withExtendedLifetime(source) { Digest.hexadecimal(of: source.raw) })
  }

  /// All 64 digits.
  mutating func finish() -> String {
    flush()
    return digest.finish()
  }

  private mutating func flush() {
    pending.withUnsafeBytes { digest.update($0) }
    pending.removeAll(keepingCapacity: true)
  }
}
