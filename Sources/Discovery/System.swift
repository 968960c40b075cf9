import Glibc

/// A file or folder, whatever path leads to it.
struct Identity: Hashable {
  let device: UInt
  let inode: UInt

  init(_ status: stat) {
    device = UInt(status.st_dev)
    inode = UInt(status.st_ino)
  }

  /// True for the status of a symbolic link itself.
  static func isLink(_ status: stat) -> Bool { status.st_mode & S_IFMT == S_IFLNK }
}

/// System calls on paths that are bytes.
enum System {
  /// The longest path that the system takes, without the closing zero.
  static let longestPath = Int(PATH_MAX) - 1

  /// Hands out the bytes with a zero behind them.
  static func withPath<Result>(
    _ path: some Collection<UInt8>, _ body: (UnsafePointer<CChar>) -> Result
  ) -> Result {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: path.count + 1) { buffer in
      let end = buffer.initialize(fromContentsOf: path)
      buffer.initializeElement(at: end, to: 0)
      return buffer.withMemoryRebound(to: CChar.self) { text in
        text.baseAddress.map { body($0) } ?? body("")
      }
    }
  }

  /// Opens for reading; never waits for the other end of a pipe.
  ///
  /// The result is negative with `errno` set.
  static func open(_ path: some Collection<UInt8>, follow: Bool, directory: Bool = false) -> Int32 {
    var flags = O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY
    if !follow { flags |= O_NOFOLLOW }
    if directory { flags |= O_DIRECTORY }
    return withPath(path) { Glibc.open($0, flags) }
  }

  /// The status of what a path leads to, or why there is none.
  static func status(_ path: some Collection<UInt8>, follow: Bool) -> (status: stat, error: Int32) {
    var status = stat()
    let result = withPath(path) { fstatat(AT_FDCWD, $0, &status, follow ? 0 : AT_SYMLINK_NOFOLLOW) }
    return (status, result == 0 ? 0 : errno)
  }

  /// The absolute path without links, or nil.
  static func realPath(_ path: some Collection<UInt8>) -> [UInt8]? {
    withPath(path) { text in
      guard let real = realpath(text, nil) else { return nil }
      defer { free(real) }
      return real.withMemoryRebound(to: UInt8.self, capacity: 1) { bytes in
        Array(UnsafeBufferPointer(start: bytes, count: strlen(real)))
      }
    }
  }

  /// Where a link says that it leads.
  static func linkTarget(_ path: some Collection<UInt8>) -> [UInt8] {
    Array(
      unsafeUninitializedCapacity: longestPath
    ) { buffer, count in
      count = max(
        0,
        withPath(path) { text in
          buffer.withMemoryRebound(to: CChar.self) { target in
            target.baseAddress.map { readlink(text, $0, target.count) } ?? 0
          }
        })
    }
  }
}

/// Paths as bytes.
enum PathBytes {
  static let slash = UInt8(ascii: "/")

  /// The path without `.` parts, doubled and trailing slashes; empty for the folder one is in.
  static func normalised(_ path: some Collection<UInt8>) -> [UInt8] {
    var result: [UInt8] = path.first == slash ? [slash] : []
    for part in path.split(separator: slash) where !part.elementsEqual(".".utf8) {
      if let last = result.last, last != slash { result.append(slash) }
      result += part
    }
    return result
  }

  /// The path of an entry.
  static func join(_ folder: some Collection<UInt8>, _ name: some Collection<UInt8>) -> [UInt8] {
    var result = Array(folder)
    if !result.isEmpty, result.last != slash { result.append(slash) }
    result += name
    return result
  }

  /// The folder that holds the last part of a path and that part's name.
  static func split(_ path: [UInt8]) -> (folder: [UInt8], name: [UInt8]) {
    guard let last = path.lastIndex(of: slash) else { return ([], path) }
    return (Array(path[...max(0, last - 1)]), Array(path[(last + 1)...]))
  }

  /// True if `path` is `folder` or lies below it; both without links.
  static func contains(_ folder: [UInt8], _ path: [UInt8]) -> Bool {
    guard path.starts(with: folder) else { return false }
    return path.count == folder.count || folder.last == slash || path[folder.count] == slash
  }

  /// The order of the bytes.
  static func precedes(_ left: UnsafeBufferPointer<UInt8>, _ right: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let here = left.baseAddress, let there = right.baseAddress else { return left.count < right.count }
    let order = memcmp(here, there, min(left.count, right.count))
    return order == 0 ? left.count < right.count : order < 0
  }
}
