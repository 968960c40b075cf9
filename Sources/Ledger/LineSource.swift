public import Descriptors
import Glibc

/// The lines of a file or of standard input, one after the other, whatever the size of the whole.
public final class LineSource {
  /// A record with its texts is far smaller; what is larger is no export.
  private static let longest = 64 << 20

  private let descriptor: Int32
  private let path: String
  private var buffer: [UInt8] = []
  /// How much of the buffer has been given out.
  private var used = 0
  private var isAtEnd = false

  /// Opens a file; `-` is standard input.
  public init(_ path: String) throws(LedgerError) {
    self.path = path
    descriptor = path == "-" ? STDIN_FILENO : Glibc.open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw LedgerError(
        .missing, message: "\(path) cannot be read (\(String(cString: strerror(errno)))); name an export")
    }
  }

  deinit { if descriptor > STDIN_FILENO { close(descriptor) } }

  /// The next line without its end; nil after the last.
  public func next() throws(LedgerError) -> SourceBytes? {
    var searched = used
    while true {
      if let end = buffer[searched...].firstIndex(of: 0x0A) {
        defer { used = end + 1 }
        return SourceBytes(buffer[used..<end])
      }
      if isAtEnd {
        guard used < buffer.count else { return nil }
        defer { used = buffer.count }
        return SourceBytes(buffer[used...])
      }
      buffer.removeSubrange(..<used)
      used = 0
      searched = buffer.count
      guard buffer.count < Self.longest else {
        throw LedgerError(.foreign, message: "\(path) has a line too long for an export; name another file")
      }
      try fill()
    }
  }

  private func fill() throws(LedgerError) {
    let step = 1 << 18
    let start = buffer.count
    buffer.append(contentsOf: repeatElement(0, count: step))
    let count = buffer.withUnsafeMutableBytes { bytes -> Int in
      while true {
        let count = read(descriptor, bytes.baseAddress.map { $0 + start }, step)
        if count >= 0 || errno != EINTR { return count }
      }
    }
    let code = errno
    buffer.removeSubrange((start + max(0, count))...)
    guard count >= 0 else {
      throw LedgerError(
        .failed, message: "\(path) cannot be read (\(String(cString: strerror(code)))); try again")
    }
    isAtEnd = count == 0
  }
}
