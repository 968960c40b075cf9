import Glibc

/// The entries of one folder, in the order of the paths below it.
struct FolderListing {
  /// What an entry is, as far as the walk cares.
  enum Kind: UInt8 {
    case file
    case folder
    case fileLink
    case folderLink
    /// A pipe, a socket or a device; the detail is its mode.
    case special
    /// No status to be had; the detail is the error.
    case unknown
    /// A link that leads nowhere; the detail is the error.
    case brokenLink
  }

  struct Entry {
    let start: Int32
    let count: Int32
    let kind: Kind
    let detail: UInt32

    var range: Range<Int> { Int(start)..<Int(start + count) }
  }

  /// The names, those of folders with a slash behind them.
  private(set) var names: [UInt8] = []
  private(set) var entries: [Entry] = []
  private(set) var hasGit = false
  private(set) var hasGitIgnore = false
  private(set) var hasOwnIgnore = false
  /// Why the listing broke off, or 0.
  private(set) var error: Int32 = 0

  /// Lists a folder and closes the descriptor.
  init(adopting descriptor: Int32) {
    guard let stream = fdopendir(descriptor) else {
      error = errno
      close(descriptor)
      return
    }
    defer { closedir(stream) }
    while true {
      errno = 0
      guard let entry = readdir(stream) else { break }
      // The record may be shorter than its type says, so it is read in place.
      let record = UnsafeRawPointer(entry)
      guard let offset = MemoryLayout<dirent>.offset(of: \dirent.d_name) else { continue }
      let name = (record + offset).assumingMemoryBound(to: CChar.self)
      add(name, type: Int32(entry.pointee.d_type), folder: descriptor)
    }
    error = errno
    sort()
  }

  private mutating func add(_ name: UnsafePointer<CChar>, type: Int32, folder: Int32) {
    let count = strlen(name)
    let bytes = UnsafeRawBufferPointer(start: name, count: count)
    if bytes.first == UInt8(ascii: ".") {
      if count == 1 || (count == 2 && bytes[1] == UInt8(ascii: ".")) { return }
      // Never part of what a repository holds, be it a folder or a submodule's file.
      if bytes.elementsEqual(".git".utf8) {
        hasGit = true
        return
      }
      hasGitIgnore = hasGitIgnore || bytes.elementsEqual(IgnoreRules.gitName.utf8)
      hasOwnIgnore = hasOwnIgnore || bytes.elementsEqual(IgnoreRules.ownName.utf8)
    }
    let (kind, detail) = Self.classify(name, type: type, folder: folder)
    entries.append(Entry(start: Int32(names.count), count: Int32(count), kind: kind, detail: detail))
    names.append(contentsOf: bytes)
    if kind == .folder { names.append(PathBytes.slash) }
  }

  private static func classify(
    _ name: UnsafePointer<CChar>, type: Int32, folder: Int32
  ) -> (Kind, UInt32) {
    if type == Int32(DT_REG) { return (.file, 0) }
    if type == Int32(DT_DIR) { return (.folder, 0) }
    var status = stat()
    guard fstatat(folder, name, &status, AT_SYMLINK_NOFOLLOW) == 0 else {
      return (.unknown, UInt32(bitPattern: errno))
    }
    switch status.st_mode & S_IFMT {
    case S_IFREG: return (.file, 0)
    case S_IFDIR: return (.folder, 0)
    case S_IFLNK: break
    default: return (.special, status.st_mode)
    }
    guard fstatat(folder, name, &status, 0) == 0 else { return (.brokenLink, UInt32(bitPattern: errno)) }
    return switch status.st_mode & S_IFMT {
    case S_IFREG: (.fileLink, 0)
    case S_IFDIR: (.folderLink, 0)
    default: (.special, status.st_mode)
    }
  }

  /// Sorts so that a walk in this order meets paths in the order of their bytes.
  private mutating func sort() {
    guard entries.count > 1 else { return }
    names.withUnsafeBufferPointer { names in
      entries.sort { left, right in
        PathBytes.precedes(Self.key(left, names), Self.key(right, names))
      }
    }
  }

  private static func key(
    _ entry: Entry, _ names: UnsafeBufferPointer<UInt8>
  ) -> UnsafeBufferPointer<UInt8> {
    let range = entry.range
    let end = entry.kind == .folder ? range.upperBound + 1 : range.upperBound
    return UnsafeBufferPointer(rebasing: names[range.lowerBound..<end])
  }
}
