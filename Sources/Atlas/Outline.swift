import Glibc

/// Where the sections and entries of a data file lie, without their contents.
struct Outline: Sendable {
  /// An entry of a section: one line, or one line with deeper lines behind it.
  struct Entry: Sendable {
    /// The key; empty for the items of a list.
    let key: String
    let range: Range<Int>
  }

  /// A name at the top level with what stands under it.
  struct Section: Sendable {
    var entries: [Entry] = []
    var range: Range<Int>
  }

  private(set) var sections: [String: Section] = [:]
  /// The day the file's facts were taken in.
  private(set) var asOf = ""
  /// The numbered sources of the opening comment, by key.
  private(set) var sources: [String: String] = [:]
  /// Their keys in order.
  private(set) var sourceKeys: [String] = []

  init(_ raw: UnsafeRawBufferPointer) {
    var walk = Walk()
    Self.forEachLine(raw) { line, offset in
      guard let first = line.first else { return }
      switch first {
      case 0x23:
        if walk.section == nil { takeComment(line) }
      case 0x20:
        guard line.count > 2, line[1] == 0x20, line[2] != 0x20, line[2] != 0x23 else { return }
        walk.closeEntry(at: offset)
        walk.entry = (Self.key(of: UnsafeRawBufferPointer(rebasing: line[2...])), offset)
      default:
        close(&walk, at: offset)
        walk.section = (Self.key(of: line), offset)
      }
    }
    close(&walk, at: raw.count)
  }

  /// The day of a file, read from its opening comment alone.
  static func asOf(_ raw: UnsafeRawBufferPointer) -> String {
    var found = ""
    forEachLine(UnsafeRawBufferPointer(rebasing: raw.prefix(2048))) { line, _ in
      if found.isEmpty, let text = after("# as-of: ", in: line) { found = text }
    }
    return found
  }

  private struct Walk {
    var section: (name: String, start: Int)?
    var entry: (key: String, start: Int)?
    var entries: [Entry] = []

    mutating func closeEntry(at end: Int) {
      if let entry { entries.append(Entry(key: entry.key, range: entry.start..<end)) }
      entry = nil
    }
  }

  private mutating func close(_ walk: inout Walk, at end: Int) {
    walk.closeEntry(at: end)
    if let section = walk.section {
      sections[section.name] = Section(entries: walk.entries, range: section.start..<end)
    }
    walk.entries = []
  }

  private mutating func takeComment(_ line: UnsafeRawBufferPointer) {
    if let day = Self.after("# as-of: ", in: line) {
      asOf = day
    } else if let source = Self.after("#   ", in: line), let colon = source.firstIndex(of: ":"),
      source[..<colon].utf8.count <= 4
    {
      let key = String(source[..<colon])
      sources[key] = String(source[colon...].dropFirst(2))
      sourceKeys.append(key)
    }
  }

  private static func after(_ prefix: String, in line: UnsafeRawBufferPointer) -> String? {
    guard line.count > prefix.utf8.count, line.starts(with: prefix.utf8) else { return nil }
    return String(decoding: line.dropFirst(prefix.utf8.count), as: UTF8.self)
  }

  /// The key that begins a line: quoted, or up to a colon before a blank or the end; empty for list items.
  private static func key(of line: UnsafeRawBufferPointer) -> String {
    if line.first == 0x22 {
      let inner = line.dropFirst()
      return String(decoding: inner.prefix { $0 != 0x22 }, as: UTF8.self)
    }
    for index in line.indices where line[index] == 0x3A {
      if index + 1 == line.count || line[index + 1] == 0x20 {
        return line[0] == 0x2D ? "" : String(decoding: line[..<index], as: UTF8.self)
      }
    }
    return ""
  }

  private static func forEachLine(
    _ raw: UnsafeRawBufferPointer, _ body: (_ line: UnsafeRawBufferPointer, _ offset: Int) -> Void
  ) {
    guard let base = raw.baseAddress else { return }
    var offset = 0
    while offset < raw.count {
      let end =
        memchr(base + offset, 0x0A, raw.count - offset).map { UnsafeRawPointer($0) - base } ?? raw.count
      body(UnsafeRawBufferPointer(rebasing: raw[offset..<end]), offset)
      offset = end + 1
    }
  }
}
