import Assessment
import Glibc

/// The folder of an evidence bundle.
public enum BundleFolder {
  /// Where a bundle may be written: the path, without links, of a folder that is empty or not there yet.
  ///
  /// - Throws: ``OutputError`` for anything else, so that a mistake shows before a scan.
  public static func place(_ path: String) throws(OutputError) -> String {
    var target = path
    while target.count > 1, target.hasSuffix("/") { target.removeLast() }
    guard !target.isEmpty else { throw failure("it has no name", path) }
    var status = stat()
    guard lstat(target, &status) == 0 else {
      guard errno == ENOENT else { throw failure(reason(errno), path) }
      return target
    }
    if let real = realpath(target, nil) {
      target = String(cString: real)
      free(real)
    }
    guard stat(target, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else {
      throw failure("it is not a folder", path)
    }
    guard names(in: target)?.isEmpty == true else { throw failure("it is not empty", path) }
    return target
  }

  /// Writes a bundle whole or not at all: into a temporary folder beside it, which then takes its name.
  public static func write(_ files: [BundleFile], to path: String) throws(OutputError) {
    let target = try place(path)
    let parent = target.lastIndex(of: "/").map { String(target[...$0]) } ?? ""
    var temporary = ""
    // A crash may have left the first names behind.
    for attempt in 0..<100 {
      temporary = "\(parent).bornage.\(getpid()).\(attempt)"
      if mkdir(temporary, 0o755) == 0 { break }
      guard errno == EEXIST, attempt < 99 else { throw failure(reason(errno), path) }
    }
    do throws(OutputError) {
      for file in files { try write(file, below: temporary) }
      guard rename(temporary, target) == 0 else { throw failure(reason(errno), path) }
    } catch {
      remove(temporary)
      throw error
    }
  }

  private static func write(_ file: BundleFile, below folder: String) throws(OutputError) {
    var path = folder
    let parts = file.name.split(separator: "/")
    for part in parts.dropLast() {
      path += "/\(part)"
      guard mkdir(path, 0o755) == 0 || errno == EEXIST else { throw failure(reason(errno), path) }
    }
    try OutputFile.write(file.pieces, to: "\(folder)/\(file.name)")
  }

  private static func remove(_ path: String) {
    for name in names(in: path) ?? [] {
      let entry = "\(path)/\(name)"
      if unlink(entry) != 0 { remove(entry) }
    }
    rmdir(path)
  }

  // MARK: Reading

  /// A thing in the folder of a bundle.
  struct Entry {
    /// The path below the folder.
    let name: String
    /// True for a plain file.
    let isFile: Bool
  }

  /// Everything below a folder, but for folders that hold something; nil if it cannot be read.
  static func entries(of folder: String) -> [Entry]? {
    guard let names = names(in: folder) else { return nil }
    var found: [Entry] = []
    for name in names {
      var status = stat()
      let kind = lstat("\(folder)/\(name)", &status) == 0 ? status.st_mode & S_IFMT : 0
      if kind == S_IFDIR, let below = entries(of: "\(folder)/\(name)"), !below.isEmpty {
        found += below.map { Entry(name: "\(name)/\($0.name)", isFile: $0.isFile) }
      } else {
        found.append(Entry(name: name, isFile: kind == S_IFREG))
      }
    }
    return found
  }

  /// Hands the bytes of a plain file to `body`, one piece after the other; false if they cannot be read.
  ///
  /// - Parameter followed: true if a link is followed; within a bundle none is.
  public static func forEachPiece(
    of path: String, followed: Bool = false, _ body: (UnsafeRawBufferPointer) -> Void
  ) -> Bool {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | (followed ? 0 : O_NOFOLLOW))
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    return withUnsafeTemporaryAllocation(byteCount: 1 << 18, alignment: 16) { buffer in
      while true {
        let got = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
        if got < 0, errno == EINTR { continue }
        guard got > 0 else { return got == 0 }
        body(UnsafeRawBufferPointer(rebasing: buffer[..<got]))
      }
    }
  }

  /// SHA-256 of a plain file; nil if it cannot be read.
  static func digest(of path: String) -> String? {
    var digest = Digest.Running()
    return forEachPiece(of: path) { digest.update($0) } ? digest.finish() : nil
  }

  /// The bytes of a plain file; nil if it cannot be read.
  static func bytes(of path: String) -> [UInt8]? {
    var bytes: [UInt8] = []
    return forEachPiece(of: path) { bytes += $0 } ? bytes : nil
  }

  /// The names in a folder, in the order of their bytes; nil if it cannot be read.
  private static func names(in folder: String) -> [String]? {
    guard let stream = opendir(folder) else { return nil }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  private static func reason(_ code: Int32) -> String { String(cString: strerror(code)) }

  private static func failure(_ what: String, _ path: String) -> OutputError {
    OutputError(
      message:
        "the bundle \(SafeText.line(path)) cannot be written: \(what); name a folder that is empty or not "
        + "there yet, in a folder that you may write to; nothing was written")
  }
}
