import Descriptors
import Glibc
import Reporting

/// A folder of kept answers: one file each, named by its key, written whole or not at all, the longest unused ones
/// thrown out when there is no more room.
///
/// Whatever becomes of the folder, an answer is never a wrong one: a file counts only if its seal fits, and any of them
/// may be deleted at any moment.
struct CacheFolder: Sendable {
  /// Left by a writer that was killed; older ones are swept away.
  private static let oldestDraft = 3600
  private static let draftMark = ".draft."
  private static let nameLength = 64

  let path: String
  let maxBytes: Int
  let seal: CacheSeal

  /// Uses a folder, which is made if it is not there.
  ///
  /// - Throws: ``CacheTrouble`` if it cannot be made.
  init(_ path: String, maxBytes: Int, seal: CacheSeal) throws(CacheTrouble) {
    self.path = path
    self.maxBytes = maxBytes
    self.seal = seal
    try makeFolder()
  }

  /// The answer kept under a name; nil if there is none that can be trusted.
  func answer(_ name: String) -> CachedAnswer? {
    let file = "\(path)/\(name)"
    let descriptor = open(file, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, isTrusted(status), status.st_size <= maxBytes,
      let bytes = Self.read(descriptor, count: Int(status.st_size)),
      let answer = CachedAnswer(bytes, name: name, seal: seal)
    else { return nil }
    // Says that it was of use; where that cannot be written it is thrown out earlier, no more.
    _ = futimens(descriptor, nil)
    return answer
  }

  /// Writes an answer under a name that does not count yet.
  ///
  /// - Returns: nil if it is too large to be kept.
  func draft(_ answer: CachedAnswer, name: String) throws(CacheTrouble) -> CacheDraft? {
    let head = answer.head(name: name, seal: seal)
    let size = head.count + answer.payload.reduce(0) { $0 + $1.count }
    guard size <= maxBytes else { return nil }
    let (file, descriptor) = try create(name)
    let code = Self.write([head] + answer.payload, to: descriptor)
    guard code == 0, close(descriptor) == 0 else {
      if code != 0 { close(descriptor) }
      unlink(file)
      throw Self.failure(code == 0 ? EIO : code, path)
    }
    return CacheDraft(file: file, target: "\(path)/\(name)")
  }

  /// Throws out what is too much: the longest unused answers, and drafts that nobody is writing any more.
  ///
  /// Others may do the same at the same time: what is gone already is no error.
  func tidy() {
    var entries: [(name: String, size: Int, used: Int)] = []
    let now = Int(time(nil))
    for name in Self.names(in: path) where Self.isOurs(name) {
      var status = stat()
      guard lstat("\(path)/\(name)", &status) == 0, status.st_mode & S_IFMT == S_IFREG else { continue }
      if name.utf8.count > Self.nameLength {
        if now - status.st_mtim.tv_sec > Self.oldestDraft { unlink("\(path)/\(name)") }
        continue
      }
      // What it takes up on disk, or says that it does.
      entries.append((name, Int(status.st_size), status.st_mtim.tv_sec))
    }
    var total = entries.reduce(0) { $0 + $1.size }
    entries.sort { ($0.used, $0.name) < ($1.used, $1.name) }
    for entry in entries where total > maxBytes {
      unlink("\(path)/\(entry.name)")
      total -= entry.size
    }
  }

  // MARK: The folder

  private func makeFolder() throws(CacheTrouble) {
    var folder = path.hasPrefix("/") ? "" : "."
    for part in path.split(separator: "/") {
      folder += "/\(part)"
      if mkdir(folder, 0o700) == 0 || errno == EEXIST { continue }
      // A folder above that may not be looked into can still hold one that may.
      guard errno == EACCES || errno == EROFS, access(folder, F_OK) == 0 else {
        throw Self.failure(errno, path)
      }
    }
    var status = stat()
    guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else {
      throw Self.failure(ENOTDIR, path)
    }
    writeTag()
  }

  /// Tells programs that copy folders to leave this one out (Cache Directory Tagging Specification).
  private func writeTag() {
    let file = "\(path)/CACHEDIR.TAG"
    guard access(file, F_OK) != 0, access(path, W_OK) == 0 else { return }
    let text =
      "Signature: 8a477f597d28d172789f06886806bc55\n# Kept answers of bornage; safe to delete at any time.\n"
    try? OutputFile.write([Array(text.utf8)], to: file)
  }

  /// True for the names of answers and of drafts: nothing else is ever deleted.
  private static func isOurs(_ name: String) -> Bool {
    let digits = name.utf8.prefix(nameLength)
    guard digits.count == nameLength,
      digits.allSatisfy({ (0x30...0x39).contains($0) || (0x61...0x66).contains($0) })
    else { return false }
    let rest = String(name.dropFirst(nameLength))
    return rest.isEmpty || rest.hasPrefix(draftMark)
  }

  /// Without a key, a file that others can write may hold what others want.
  private func isTrusted(_ status: stat) -> Bool {
    guard status.st_mode & S_IFMT == S_IFREG else { return false }
    if seal.isKeyed { return true }
    return (status.st_uid == geteuid() || status.st_uid == 0) && status.st_mode & 0o022 == 0
  }

  // MARK: Files

  private func create(_ name: String) throws(CacheTrouble) -> (file: String, descriptor: Int32) {
    // With a key, several users can share a folder.
    let mode: mode_t = seal.isKeyed ? 0o660 : 0o600
    for attempt in 0..<100 {
      let file = "\(path)/\(name)\(Self.draftMark)\(getpid()).\(attempt)"
      let descriptor = open(file, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, mode)
      if descriptor >= 0 { return (file, descriptor) }
      guard errno == EEXIST else { break }
    }
    throw Self.failure(errno, path)
  }

  /// No synchronisation with the disk: what a power cut tears, the seal shows.
  private static func write(_ pieces: [[UInt8]], to descriptor: Int32) -> Int32 {
    for piece in pieces {
      let code = WholeWrite.write(piece, to: descriptor)
      guard code == 0 else { return code }
    }
    return 0
  }

  private static func read(_ descriptor: Int32, count: Int) -> [UInt8]? {
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      filled = 0
      while filled < count, let base = buffer.baseAddress {
        let got = Glibc.read(descriptor, base + filled, count - filled)
        if got < 0, errno == EINTR { continue }
        guard got > 0 else { return }
        filled += got
      }
    }
    return bytes.count == count ? bytes : nil
  }

  static func names(in folder: String) -> [String] {
    guard let stream = opendir(folder) else { return [] }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      guard let offset = MemoryLayout<dirent>.offset(of: \dirent.d_name) else { continue }
      // The record may be shorter than its type says, so it is read in place.
      let name = (UnsafeRawPointer(entry) + offset).assumingMemoryBound(to: CChar.self)
      names.append(String(cString: name))
    }
    return names.sorted()
  }

  private static func failure(_ code: Int32, _ path: String) -> CacheTrouble {
    CacheTrouble(message: "\(SafeText.line(path)): \(String(cString: strerror(code)))")
  }
}

/// An answer that is written, and counts once it has its name.
struct CacheDraft: Sendable {
  fileprivate let file: String
  fileprivate let target: String

  /// Gives it its name.
  func publish() {
    if rename(file, target) != 0 { unlink(file) }
  }

  /// Takes it away.
  func discard() { unlink(file) }
}

/// Why the folder of a cache cannot be used.
struct CacheTrouble: Error {
  /// What is wrong, with the path.
  let message: String
}
