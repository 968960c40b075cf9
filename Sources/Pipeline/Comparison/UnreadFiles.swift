import Descriptors
import Inventory

/// What a scan could not read, for comparisons: of what stood there, or may stand there now, nothing can be said.
final class UnreadFiles {
  private let paths: Set<String>
  /// What was not read, by path in reports, and whether it should have been.
  private let lost: [String: Bool]
  private let bytes: (String) -> SourceBytes?
  private lazy var texts: [SourceBytes] = lost.keys.sorted().compactMap(bytes)
  /// True if something that should have been read cannot even be searched.
  private lazy var isDark = lost.contains { $0.value && bytes($0.key) == nil }
  /// What was found out, by key.
  private var named: [String: Bool] = [:]

  /// - Parameters:
  ///   - path: what ``holds(_:)`` asks by, from a path in reports.
  ///   - bytes: the text of a file by its path in reports; nil if it cannot be had.
  init(
    _ coverage: Coverage, path: (String) -> String = { $0 }, bytes: @escaping (String) -> SourceBytes?
  ) {
    paths = Set(coverage.unread.map { path($0.path) })
    lost = Dictionary(coverage.unread.map { ($0.path, $0.makesIncomplete) }) { $0 || $1 }
    self.bytes = bytes
  }

  /// True if a file, or a folder above it, was not read whole.
  func holds(_ file: String) -> Bool {
    guard !paths.isEmpty else { return false }
    var path = file
    while !paths.contains(path) {
      guard let slash = path.lastIndex(of: "/") else { return paths.contains("") || paths.contains(".") }
      path = String(path[..<slash])
    }
    return true
  }

  /// True if a resource may stand in a file that was not read whole: if one has its name as a word, or should have been
  /// read and cannot even be searched for it.
  ///
  /// Without that look, one broken file would keep everything that is deleted in a tree from being called fixed.
  func mayName(_ key: String) -> Bool {
    guard !lost.isEmpty else { return false }
    if let known = named[key] { return known }
    // The last word of a key is the name that the descriptor has for the resource, or for its part.
    let name = key.utf8.split { !Self.isNameByte($0) }.last.map { String(decoding: $0, as: UTF8.self) }
    let answer = isDark || name.map { name in texts.contains { Self.has(name, $0.raw) } } ?? true
    named[key] = answer
    return answer
  }

  private static func has(_ name: String, _ raw: UnsafeRawBufferPointer) -> Bool {
    var from = 0
    while let start = raw.firstOffset(of: name, from: from) {
      let end = start + name.utf8.count
      let isWord =
        (start == 0 || !isNameByte(raw[start - 1])) && (end == raw.count || !isNameByte(raw[end]))
      if isWord { return true }
      from = start + 1
    }
    return false
  }

  /// Letters, digits, what stands inside names, and all that is not ASCII.
  private static func isNameByte(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x5F, 0x80...0xFF: true
    default: false
    }
  }
}
