import Assessment
import Descriptors
import Discovery
import Glibc

/// What a scan finds on disk, as digests: the files, what cannot be read and why, and what is read around them.
///
/// The same walk as the scan's own, the same reading of what surrounds it, and every file's bytes: what a scan would see
/// otherwise, it sees here otherwise.
struct Inputs: Sendable, Equatable {
  /// Of everything that bears on the answer.
  let sha256: String
  /// Of the states of the files, which tell that one was changed and changed back.
  let stamps: String
  /// True if no file changed so lately that a further change could go unseen.
  let isSettled: Bool

  private struct Examined {
    let text: String
    let stamp: FileStamp?
  }

  /// Looks at everything that a scan with these options would read.
  static func examine(
    _ options: ScanOptions, context: ScanContext, excludes: [Excludes]
  ) async -> Inputs {
    let start = FileStamp.now
    let discovery = Discovery.find(
      options.paths, options: DiscoveryOptions(jobs: options.jobs, excludes: excludes))
    let files = discovery.files
    // What is too large to be scanned is in a report only with the digest that it is asked for.
    let most = options.recordsProvenance ? Int.max : options.limits.bytes
    let examined = await Workers.map(files.count, jobs: options.jobs) { examine(files[$0], maxBytes: most) }
    var material = KeyMaterial()
    var stamps = KeyMaterial()
    var isSettled = true
    let located = context.configurations.contains { !$0.contexts.isEmpty }
    for (file, state) in zip(files, examined) {
      material.add("file", file.identity)
      material.add("content", state.text)
      // Contexts are given by path from the folder of a configuration.
      if located { material.add("place", ConfigurationPath.absolute(file.path)) }
      stamps.add("stamp", state.stamp?.text ?? "")
      isSettled = isSettled && (state.stamp?.changed ?? 0) < start
    }
    for path in discovery.unreadable {
      material.add("unreadable", path.path)
      material.add("why", "\(path.named) \(path.reason.english)")
    }
    for problem in discovery.ignoreProblems {
      material.add("ignore file", problem.path)
      material.add("why", problem.reason.english)
    }
    material.add("ignored", "\(discovery.ignored) \(discovery.excluded)")
    for surrounding in TreeContextFinder.surroundings(of: options.paths) {
      material.add("around", surrounding.path)
      material.add("prefix", surrounding.prefix)
      material.add("way", surrounding.way)
      material.add("content", digestOf: surrounding.text)
    }
    return Inputs(sha256: material.finish(), stamps: stamps.finish(), isSettled: isSettled)
  }

  private static func examine(_ file: FoundFile, maxBytes: Int) -> Examined {
    var digest = Digest.Running()
    do {
      let stamp = try Discovery.examine(file, maxBytes: maxBytes) { digest.update($0) }
      return Examined(text: "\(stamp.size) \(digest.finish())", stamp: stamp)
    } catch {
      return Examined(text: "\(error.message.english); \(error.remedy.english)", stamp: nil)
    }
  }

  /// The libraries that read what is scanned; all others are part of the program, or bear on no answer.
  private static let readers = ["libyaml", "libxml2"]

  /// Of the bytes of the running program, which holds the atlas, the cards, the packs and all that makes the answer, and
  /// of those of the libraries beside it that read files; nil if they cannot be read.
  static func program() -> String? {
    guard let map = try? WholeFile.read("/proc/self/maps", maxBytes: 16 << 20) else { return nil }
    let lines = withExtendedLifetime(map) { String(decoding: map.raw, as: UTF8.self) }
    let paths = lines.split(separator: "\n").compactMap { line in
      line.firstIndex(of: "/").map { String(line[$0...]) }
    }
    let libraries = Set(paths).filter { path in
      let name = path.split(separator: "/").last ?? ""
      return readers.contains { name.hasPrefix($0) }
    }
    var material = KeyMaterial()
    for path in ["/proc/self/exe"] + libraries.sorted() {
      var digest = Digest.Running()
      let file = FoundFile(path: path, named: true)
      guard Discovery.forEachPiece(of: file, { digest.update($0) }) != nil else { return nil }
      material.add("program", digest.finish())
    }
    return material.finish()
  }

  /// The variables of the environment that may bear on an answer; nil if they cannot be read.
  static func environment() -> [String]? {
    guard let source = try? WholeFile.read("/proc/self/environ", maxBytes: 4 << 20) else { return nil }
    return withExtendedLifetime(source) {
      source.raw.split(separator: 0).map {
        String(decoding: UnsafeRawBufferPointer(rebasing: $0), as: UTF8.self)
      }
    }
    .filter { variable in
      let isOurs = variable.hasPrefix("BORNAGE_") && !variable.hasPrefix("BORNAGE_CACHE")
      return isOurs || ["LANG=", "LANGUAGE=", "LC_"].contains(where: variable.hasPrefix)
    }
    .sorted()
  }
}
