/// The keys of one mapping, to find those that stand twice without a string or, mostly, an allocation.
struct KeySet {
  /// Small mappings: one bit for each hash seen, and the keys themselves in a few slots.
  private var small = InlineArray<16, UInt32>(repeating: 0)
  private var hashes = InlineArray<16, UInt32>(repeating: 0)
  private var used = 0
  private var bits: UInt64 = 0
  /// Large mappings: open addressing, 0 for a free slot, otherwise the node's index plus 1.
  private var table: [UInt32] = []

  init(count: Int) {
    guard count > 16 else { return }
    var size = 64
    while size < count * 2 { size *= 2 }
    table = [UInt32](repeating: 0, count: size)
  }

  /// Adds a key; true if it was there.
  mutating func insert(_ key: UnsafeRawBufferPointer, index: UInt32, in tree: Tree) -> Bool {
    guard table.isEmpty else { return insertLarge(key, index: index, in: tree) }
    let short = Self.shortHash(key)
    let bit = UInt64(1) << UInt64(short & 63)
    if bits & bit != 0 {
      for slot in 0..<used where hashes[slot] == short {
        if tree.bytes(of: tree.records[Int(small[slot])]).equals(key) { return true }
      }
    }
    bits |= bit
    small[used] = index
    hashes[used] = short
    used += 1
    return false
  }

  private mutating func insertLarge(_ key: UnsafeRawBufferPointer, index: UInt32, in tree: Tree) -> Bool {
    // Seeded at random: a file cannot be made to collide.
    var hasher = Hasher()
    hasher.combine(bytes: key)
    let mask = table.count - 1
    var slot = hasher.finalize() & mask
    while table[slot] != 0 {
      if tree.bytes(of: tree.records[Int(table[slot] - 1)]).equals(key) { return true }
      slot = (slot + 1) & mask
    }
    table[slot] = index + 1
    return false
  }

  /// Length, first and last bytes: enough to tell the keys of a small mapping apart, nearly always.
  private static func shortHash(_ key: UnsafeRawBufferPointer) -> UInt32 {
    var word: UInt64 = UInt64(truncatingIfNeeded: key.count)
    if key.count >= 8 {
      word ^= key.loadUnaligned(as: UInt64.self)
      word ^= key.loadUnaligned(fromByteOffset: key.count - 8, as: UInt64.self) &<< 1
    } else {
      for byte in key { word = word &<< 8 ^ word &>> 56 ^ UInt64(byte) }
    }
    word = word &* 0x9E37_79B9_7F4A_7C15
    return UInt32(truncatingIfNeeded: word >> 32)
  }
}
