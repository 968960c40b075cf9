import Glibc

/// One state of one file on disk, as far as the system tells without its bytes.
public struct FileStamp: Sendable, Hashable {
  /// How many bytes it has.
  public let size: Int
  /// When the bytes or the record of the file last changed, in nanoseconds; no program can set it at will.
  public let changed: Int
  private let device: UInt
  private let inode: UInt
  private let modified: Int

  init(_ status: stat) {
    size = Int(status.st_size)
    device = UInt(status.st_dev)
    inode = UInt(status.st_ino)
    modified = status.st_mtim.tv_sec * 1_000_000_000 + status.st_mtim.tv_nsec
    changed = status.st_ctim.tv_sec * 1_000_000_000 + status.st_ctim.tv_nsec
  }

  /// All of it, for a digest.
  public var text: String { "\(device) \(inode) \(size) \(modified) \(changed)" }

  /// The time that the system's files are stamped with just now, in nanoseconds: it moves in steps of milliseconds.
  public static var now: Int {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME_COARSE, &time)
    return time.tv_sec * 1_000_000_000 + time.tv_nsec
  }
}
