import Descriptors
import Glibc
import Reporting

/// Where kept answers are, and whether that place may be used.
public struct CacheChoice: Sendable {
  /// The folder; nil for none.
  public var folder: String?
  /// The most that all answers may take up, in megabytes.
  public var megabytes: Int
  /// A file whose bytes seal the answers.
  public var keyFile: String?

  /// A choice of the command line's, else of the environment's (`BORNAGE_CACHE`, `BORNAGE_CACHE_KEY`).
  ///
  /// A configuration file has no say: it lies in what is scanned, and who wrote that could bring answers along.
  public init(folder: String?, megabytes: Int, keyFile: String?, isOff: Bool) {
    let environment = Environment.ofProcess()
    self.folder = isOff ? nil : folder ?? environment.word(Environment.cache)
    self.megabytes = megabytes
    self.keyFile = keyFile ?? environment.word(Environment.cacheKey)
  }

  /// The cache; nil if none is asked for, or if its folder cannot be used, which is then said.
  ///
  /// - Throws: ``UsageError`` for a place where a cache must not be, or a key that cannot be used.
  func open(for paths: [String]) throws(UsageError) -> CacheFolder? {
    guard let folder else { return nil }
    let key = try keyFile.map { path throws(UsageError) in try Self.key(path) }
    try Self.check(folder, against: paths, isKeyed: key != nil)
    do {
      return try CacheFolder(folder, maxBytes: megabytes << 20, seal: CacheSeal(key: key))
    } catch {
      Console.error(
        "bornage: the cache cannot be used (\(error.message)); the scan goes on without it")
      return nil
    }
  }

  /// A cache within what is scanned would be scanned, and one that travels with it could be forged.
  private static func check(_ folder: String, against paths: [String], isKeyed: Bool) throws(UsageError) {
    let place = FuturePath.absolute(folder)
    for path in paths where path != "-" {
      let scanned = ConfigurationPath.absolute(path)
      if FuturePath.isWithin(place, scanned) {
        throw UsageError(
          "the cache \(SafeText.line(folder)) lies within \(SafeText.line(path)), which is scanned; put it elsewhere, such as \"$HOME/.cache/bornage\""
        )
      }
      if !isKeyed, let top = repository(of: scanned), FuturePath.isWithin(place, top) {
        throw UsageError(
          "the cache \(SafeText.line(folder)) lies in the repository that is scanned, and who writes to that could bring forged answers along; put it elsewhere, or seal it with `--cache-key FILE`"
        )
      }
    }
  }

  /// The nearest folder at or above a path that holds a `.git`.
  private static func repository(of path: String) -> String? {
    var folder = path
    while true {
      if access("\(folder)/.git", F_OK) == 0 { return folder }
      guard let slash = folder.lastIndex(of: "/"), folder != "/" else { return nil }
      folder = slash == folder.startIndex ? "/" : String(folder[..<slash])
    }
  }

  private static func key(_ path: String) throws(UsageError) -> [UInt8] {
    let source: SourceBytes
    do {
      source = try WholeFile.read(path, maxBytes: 1 << 16)
    } catch {
      throw UsageError(
        "--cache-key \(SafeText.line(path)): \(error.message.english); \(error.remedy.english)")
    }
    guard source.count >= 16 else {
      throw UsageError(
        "--cache-key \(SafeText.line(path)): \(source.count) bytes can be guessed; use at least 16, such as `head -c 32 /dev/urandom > FILE`"
      )
    }
    // The bytes live as long as their owner.
    return withExtendedLifetime(source) { Array(source.raw) }
  }
}
