import ArgumentParser
import Pipeline

/// The options of a cache of answers.
struct CacheOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Keeps reports in a folder and replays them when nothing that bears on them has changed. Default: the environment's BORNAGE_CACHE, else none.",
      valueName: "folder"))
  var cache: String?

  @Option(help: "The most that all kept reports may take up, in megabytes.")
  var cacheSize: Int = 1024

  @Option(
    help: ArgumentHelp(
      "A file of secret bytes that seals kept reports, for a folder that others can write to. Default: BORNAGE_CACHE_KEY.",
      valueName: "file"))
  var cacheKey: String?

  @Flag(help: "Uses no cache, whatever the environment says.")
  var noCache = false

  func validate() throws {
    if !(1...1_000_000).contains(cacheSize) {
      throw ValidationError("--cache-size must be from 1 to 1000000.")
    }
    if noCache, cache != nil { throw ValidationError("--cache and --no-cache exclude each other.") }
  }

  /// What is chosen.
  var choice: CacheChoice {
    CacheChoice(folder: cache, megabytes: cacheSize, keyFile: cacheKey, isOff: noCache)
  }
}
