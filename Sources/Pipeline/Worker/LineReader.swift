import Glibc

/// Lines of an open descriptor, as they come, none of them longer than a bound.
struct LineReader {
  /// One line.
  enum Line: Sendable {
    /// Its bytes, without the line's end.
    case bytes([UInt8])
    /// Longer than the bound: its bytes are gone.
    case tooLong
  }

  private let descriptor: Int32
  private let maxBytes: Int
  private var buffer: [UInt8] = []
  private var start = 0
  private var isAtEnd = false

  init(_ descriptor: Int32, maxBytes: Int) {
    self.descriptor = descriptor
    self.maxBytes = maxBytes
  }

  /// The next line; nil behind the last.
  ///
  /// A last line without an end counts.
  mutating func next() -> Line? {
    var searched = start
    var isTooLong = false
    while true {
      if let end = buffer[searched...].firstIndex(of: 0x0A) {
        let line = buffer[start..<end]
        start = end + 1
        return isTooLong || line.count > maxBytes ? .tooLong : .bytes(Array(line))
      }
      searched = buffer.count
      if searched - start > maxBytes {
        isTooLong = true
        buffer.removeAll()
        (start, searched) = (0, 0)
      }
      if isAtEnd || !fill() {
        isAtEnd = true
        let line = buffer[start...]
        (buffer, start) = ([], 0)
        return isTooLong ? .tooLong : line.isEmpty ? nil : .bytes(Array(line))
      }
      if start == 0 { continue }
      // What was handed out is dropped, so that the buffer holds one line and a piece.
      buffer.removeFirst(start)
      searched -= start
      start = 0
    }
  }

  /// Appends what there is; false at the end.
  private mutating func fill() -> Bool {
    withUnsafeTemporaryAllocation(byteCount: 1 << 16, alignment: 16) { piece in
      while true {
        let got = Glibc.read(descriptor, piece.baseAddress, piece.count)
        if got < 0, errno == EINTR { continue }
        if got < 0, errno == EAGAIN {
          var request = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
          poll(&request, 1, -1)
          continue
        }
        guard got > 0 else { return false }
        buffer.append(contentsOf: piece[..<got])
        return true
      }
    }
  }
}
