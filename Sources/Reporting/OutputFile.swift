import Glibc

/// Why a report could not be written.
public struct OutputError: Error, Sendable {
  /// What is wrong, with the path, and what to do.
  public let message: String
}

/// Writes a file whole or not at all: into a temporary file beside it, which then takes its name.
public enum OutputFile {
  /// Writes pieces of bytes, one after the other, to a path.
  ///
  /// A link is followed, so that what it points to is replaced and the link stays. Devices, pipes and open
  /// descriptors (`/dev/stdout`) are written to directly, because nothing can take their name. A file that is
  /// replaced keeps its permissions.
  public static func write(_ pieces: [[UInt8]], to path: String) throws(OutputError) {
    if let descriptor = openDescriptor(path) { return try writeStream(pieces, descriptor, path) }
    let target = resolved(path)
    var status = stat()
    guard stat(target, &status) == 0 else { return try replace(target, with: pieces, mode: nil) }
    switch status.st_mode & S_IFMT {
    case S_IFREG: try replace(target, with: pieces, mode: status.st_mode & 0o777)
    case S_IFDIR: throw failure("is a folder", target, "name a file in it; nothing was written")
    default: try writeDirectly(pieces, to: target)
    }
  }

  /// The open descriptor that a path names.
  ///
  /// It is written to as it is: opened again, a file behind it would be written from its beginning, over what the
  /// program has already put there.
  private static func openDescriptor(_ path: String) -> Int32? {
    switch path {
    case "/dev/stdout": return STDOUT_FILENO
    case "/dev/stderr": return STDERR_FILENO
    default:
      let folders = ["/dev/fd/", "/proc/self/fd/"]
      return folders.first(where: path.hasPrefix).flatMap { Int32(path.dropFirst($0.count)) }
    }
  }

  /// The path behind all links, also where the last one leads to a file that is not there yet.
  private static func resolved(_ path: String) -> String {
    var path = path
    // As many as the system itself follows.
    for _ in 0..<40 {
      if let pointer = realpath(path, nil) {
        defer { free(pointer) }
        return String(cString: pointer)
      }
      var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
      let count = readlink(path, &buffer, buffer.count)
      guard count > 0 else { return path }
      let link = String(decoding: buffer[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self)
      path = link.hasPrefix("/") ? link : folder(of: path) + link
    }
    return path
  }

  /// Everything up to the last slash, with it.
  private static func folder(of path: String) -> String {
    path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
  }

  private static func replace(_ target: String, with pieces: [[UInt8]], mode: mode_t?) throws(OutputError) {
    let (temporary, descriptor) = try create(beside: target)
    do throws(OutputError) {
      if let code = transfer(pieces, to: descriptor) { throw system(code, target) }
      if let mode, fchmod(descriptor, mode) != 0 { throw system(errno, target) }
      // Some file systems have nothing to synchronise.
      if fsync(descriptor) != 0, errno != EINVAL, errno != ENOTSUP { throw system(errno, target) }
    } catch {
      close(descriptor)
      unlink(temporary)
      throw error
    }
    guard close(descriptor) == 0, rename(temporary, target) == 0 else {
      let code = errno
      unlink(temporary)
      throw system(code, target)
    }
  }

  /// A new file in the target's folder; its own name is short, since the target's may be as long as names can be.
  private static func create(beside target: String) throws(OutputError) -> (path: String, descriptor: Int32) {
    // A crash may have left the first names behind.
    for attempt in 0..<100 {
      let path = "\(folder(of: target)).bornage.\(getpid()).\(attempt)"
      let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o644)
      if descriptor >= 0 { return (path, descriptor) }
      guard errno == EEXIST else { break }
    }
    throw system(errno, target)
  }

  private static func writeDirectly(_ pieces: [[UInt8]], to target: String) throws(OutputError) {
    let descriptor = open(target, O_WRONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw system(errno, target) }
    defer { close(descriptor) }
    try writeStream(pieces, descriptor, target)
  }

  /// Writes pieces of bytes to standard output; a reader that went away is no error.
  ///
  /// The program has to ignore `SIGPIPE`.
  public static func writeToStandardOutput(_ pieces: [[UInt8]]) throws(OutputError) {
    try writeStream(pieces, STDOUT_FILENO, "standard output")
  }

  private static func writeStream(_ pieces: [[UInt8]], _ descriptor: Int32, _ name: String)
    throws(OutputError)
  {
    guard let code = transfer(pieces, to: descriptor), code != EPIPE else { return }
    throw failure("cannot be written (\(text(code)))", name, "it may be there in part; choose another place")
  }

  /// Hands over all bytes; returns the system's error code if that fails.
  private static func transfer(_ pieces: [[UInt8]], to descriptor: Int32) -> Int32? {
    for piece in pieces {
      if let code = transfer(piece, to: descriptor) { return code }
    }
    return nil
  }

  private static func transfer(_ bytes: [UInt8], to descriptor: Int32) -> Int32? {
    bytes.withUnsafeBytes { buffer -> Int32? in
      var rest = buffer[...]
      while !rest.isEmpty {
        let written = Glibc.write(descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
        guard written > 0 else {
          if written < 0, errno == EINTR { continue }
          return written < 0 ? errno : EIO
        }
        rest = rest.dropFirst(written)
      }
      return nil
    }
  }

  private static func text(_ code: Int32) -> String { String(cString: strerror(code)) }

  private static func system(_ code: Int32, _ path: String) -> OutputError {
    let remedy =
      switch code {
      case ENOENT, ENOTDIR: "make its folder first"
      case EACCES, EPERM, EROFS: "choose a folder that you may write to"
      case ENOSPC, EDQUOT: "free some room"
      default: "choose another place"
      }
    return failure("cannot be written (\(text(code)))", path, "\(remedy); nothing was written")
  }

  private static func failure(_ what: String, _ path: String, _ remedy: String) -> OutputError {
    OutputError(message: "the report \(SafeText.line(path)) \(what); \(remedy)")
  }
}
