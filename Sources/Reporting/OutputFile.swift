import Glibc

/// Why a report could not be written.
public struct OutputError: Error, Sendable {
  /// What is wrong, with the path, and what to do.
  public let message: String
}

/// Writes a file whole or not at all: into a temporary file beside it, which then takes its name.
public enum OutputFile {
  /// Writes bytes to a path.
  ///
  /// A link is followed, so that what it points to is replaced and the link stays; devices and pipes are written
  /// to directly, because nothing can take their name.
  public static func write(_ bytes: [UInt8], to path: String) throws(OutputError) {
    let target =
      realpath(path, nil).map { pointer in
        defer { free(pointer) }
        return String(cString: pointer)
      } ?? path
    var status = stat()
    if stat(target, &status) == 0, status.st_mode & S_IFMT != S_IFREG {
      guard status.st_mode & S_IFMT != S_IFDIR else {
        throw failure("is a folder", target, "name a file in it")
      }
      return try writeDirectly(bytes, to: target)
    }
    try replace(target, with: bytes)
  }

  private static func replace(_ target: String, with bytes: [UInt8]) throws(OutputError) {
    let temporary = "\(target).\(getpid()).part"
    let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o644)
    guard descriptor >= 0 else { throw system("cannot be written", target) }
    do throws(OutputError) {
      try write(bytes, descriptor, target)
      guard fsync(descriptor) == 0 || errno == EINVAL else { throw system("cannot be written", target) }
    } catch {
      close(descriptor)
      unlink(temporary)
      throw error
    }
    guard close(descriptor) == 0, rename(temporary, target) == 0 else {
      let error = system("cannot be written", target)
      unlink(temporary)
      throw error
    }
  }

  private static func writeDirectly(_ bytes: [UInt8], to target: String) throws(OutputError) {
    let descriptor = open(target, O_WRONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw system("cannot be written", target) }
    defer { close(descriptor) }
    try write(bytes, descriptor, target)
  }

  /// Writes bytes to standard output; a reader that went away is no error.
  public static func writeToStandardOutput(_ bytes: [UInt8]) throws(OutputError) {
    do throws(OutputError) {
      try write(bytes, STDOUT_FILENO, "standard output")
    } catch {
      guard errno == EPIPE else { throw error }
    }
  }

  private static func write(_ bytes: [UInt8], _ descriptor: Int32, _ name: String) throws(OutputError) {
    var offset = 0
    while offset < bytes.count {
      let written = bytes.withUnsafeBytes { buffer in
        buffer.baseAddress.map { Glibc.write(descriptor, $0 + offset, buffer.count - offset) } ?? 0
      }
      if written < 0, errno == EINTR { continue }
      guard written > 0 else { throw system("cannot be written", name) }
      offset += written
    }
  }

  private static func system(_ what: String, _ path: String) -> OutputError {
    failure("\(what) (\(String(cString: strerror(errno))))", path, "choose another place, or free some room")
  }

  private static func failure(_ what: String, _ path: String, _ remedy: String) -> OutputError {
    OutputError(message: "the report \(SafeText.line(path)) \(what); \(remedy); nothing was written")
  }
}
