import Descriptors
import Glibc

/// Where git keeps what concerns ignoring.
enum Repository {
  /// The nearest folder at or above a real path that holds a `.git`, or nil.
  static func top(of folder: [UInt8]) -> [UInt8]? {
    var candidate = folder
    while true {
      if System.status(PathBytes.join(candidate, ".git".utf8), follow: false).error == 0 { return candidate }
      if candidate.count <= 1 { return nil }
      candidate = PathBytes.split(candidate).folder
    }
  }

  /// The repository's own list, `info/exclude`, of the repository whose top folder is given.
  static func excludeFile(top: [UInt8]) -> [UInt8] {
    let git = PathBytes.join(top, ".git".utf8)
    return PathBytes.join(shared(linked(git, top: top) ?? git), "info/exclude".utf8)
  }

  /// The folder that a `.git` file names: that of a submodule or of a further work tree.
  private static func linked(_ git: [UInt8], top: [UInt8]) -> [UInt8]? {
    let mark = Array("gitdir: ".utf8)
    guard let line = firstLine(git), line.starts(with: mark) else { return nil }
    return resolve(line.dropFirst(mark.count), in: top)
  }

  /// The folder that several work trees share.
  private static func shared(_ git: [UInt8]) -> [UInt8] {
    guard let line = firstLine(PathBytes.join(git, "commondir".utf8)) else { return git }
    return resolve(line[...], in: git)
  }

  private static func resolve(_ path: ArraySlice<UInt8>, in folder: [UInt8]) -> [UInt8] {
    path.first == PathBytes.slash ? Array(path) : PathBytes.join(folder, path)
  }

  private static func firstLine(_ path: [UInt8]) -> [UInt8]? {
    let descriptor = System.open(path, follow: false)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    guard let bytes = try? Discovery.contents(of: descriptor, maxBytes: 64 << 10, .file) else { return nil }
    return withExtendedLifetime(bytes) {
      Array(bytes.raw.prefix { $0 != UInt8(ascii: "\n") && $0 != 0 })
    }
  }
}
