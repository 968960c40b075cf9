/// The list of a bundle's files with their digests, as `sha256sum` writes it: sorted by the bytes of the names.
struct HashManifest: Equatable {
  /// The name of the file that holds it.
  static let fileName = "MANIFEST.sha256"

  struct Entry: Equatable {
    let name: String
    let sha256: String
  }

  let entries: [Entry]

  init(_ files: [BundleFile]) {
    entries = files.map { Entry(name: $0.name, sha256: $0.sha256) }.sorted {
      $0.name.utf8.lexicographicallyPrecedes($1.name.utf8)
    }
  }

  var bytes: [UInt8] { Array(entries.map { "\($0.sha256)  \($0.name)\n" }.joined().utf8) }

  /// Reads a list; nil for anything but what ``bytes`` would have given, so that no change to it goes unseen.
  init?(_ bytes: [UInt8]) {
    var entries: [Entry] = []
    for line in bytes.split(separator: 0x0A, omittingEmptySubsequences: true) {
      let text = String(decoding: line, as: UTF8.self)
      guard line.count > 66, line.prefix(64).allSatisfy(Self.isDigit),
        text.utf8.dropFirst(64).starts(with: "  ".utf8)
      else { return nil }
      let name = String(decoding: line.dropFirst(66), as: UTF8.self)
      guard Self.isSafe(name) else { return nil }
      entries.append(Entry(name: name, sha256: String(decoding: line.prefix(64), as: UTF8.self)))
    }
    self.entries = entries
    let names = entries.map(\.name)
    let isSorted = zip(names, names.dropFirst()).allSatisfy { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    guard isSorted, !entries.isEmpty, self.bytes == bytes else { return nil }
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x61...0x66).contains(byte)
  }

  /// True for a path that leads nowhere but into the bundle.
  private static func isSafe(_ name: String) -> Bool {
    let parts = name.split(separator: "/", omittingEmptySubsequences: false)
    return parts.allSatisfy { !$0.isEmpty && $0 != "." && $0 != ".." } && !name.utf8.contains(0)
  }
}
