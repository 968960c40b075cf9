/// Character data that comes in pieces: a slice of the source as long as the pieces join without a change.
struct PendingText {
  /// Where the pieces so far stand in the source.
  private(set) var span = 0..<0
  private(set) var isActive = false
  private(set) var isDecoded = false
  private(set) var bytes: [UInt8] = []

  mutating func begin(_ span: Range<Int>) {
    self.span = span
    isActive = true
  }

  mutating func extend(to end: Int) {
    span = span.lowerBound..<max(end, span.lowerBound)
  }

  /// Adds a piece that differs from the source, or follows one that does.
  mutating func append(_ piece: UnsafeRawBufferPointer, replacing part: Range<Int>, base: UnsafeRawPointer) {
    if !isActive { begin(part.lowerBound..<part.lowerBound) }
    if !isDecoded {
      bytes.append(contentsOf: UnsafeRawBufferPointer(start: base + span.lowerBound, count: span.count))
      isDecoded = true
    }
    bytes.append(contentsOf: piece)
    extend(to: max(part.upperBound, span.upperBound))
  }

  mutating func end() {
    isActive = false
    isDecoded = false
    bytes.removeAll(keepingCapacity: true)
  }
}
