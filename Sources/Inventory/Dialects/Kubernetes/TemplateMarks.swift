import Descriptors

/// Tells templates (Helm, Jinja) from manifests that merely quote one.
enum TemplateMarks {
  /// True if an action of a template stands where YAML expects structure or a value.
  ///
  /// Alert texts and dashboards carry actions of their own inside block scalars and quotes: those are text.
  static func stand(in bytes: UnsafeRawBufferPointer) -> Bool {
    guard bytes.contains("{{") || bytes.contains("{%") else { return false }
    var block: Int?
    var start = 0
    while start < bytes.count {
      let end = bytes.offset(of: 0x0A, from: start) ?? bytes.count
      let line = UnsafeRawBufferPointer(rebasing: bytes[start..<end])
      start = end + 1
      guard let indent = line.firstIndex(where: { $0 != 0x20 && $0 != 0x09 && $0 != 0x0D }) else { continue }
      if let outer = block {
        // A template's control lines stand at the margin, even in the middle of a block.
        if indent > outer { continue }
        block = nil
      }
      let text = UnsafeRawBufferPointer(rebasing: line[indent...])
      if text.first == 0x23 { continue }
      if hasAction(text) { return true }
      if opensBlock(text) { block = indent + (text.starts(with: "- ".utf8) ? dashes(text) : 0) }
    }
    return false
  }

  /// An action at the start of the line, or at the start of a plain value behind a key or a dash.
  ///
  /// Later in a value it is text to YAML, whatever writes it.
  private static func hasAction(_ text: UnsafeRawBufferPointer) -> Bool {
    let entry = entryStart(text)
    let value = valueStart(text, from: entry)
    return isAction(text, at: 0) || isAction(text, at: entry) || isAction(text, at: value)
  }

  private static func isAction(_ text: UnsafeRawBufferPointer, at start: Int) -> Bool {
    guard start + 1 < text.count, text[start] == 0x7B else { return false }
    return text[start + 1] == 0x7B || text[start + 1] == 0x25
  }

  /// Behind the dashes of list entries.
  private static func entryStart(_ text: UnsafeRawBufferPointer) -> Int {
    var offset = 0
    while offset + 1 < text.count, text[offset] == 0x2D, text[offset + 1] == 0x20 {
      offset += 2
      while offset < text.count, text[offset] == 0x20 { offset += 1 }
    }
    return offset
  }

  /// Behind the first colon that ends a key; the start itself if there is none.
  private static func valueStart(_ text: UnsafeRawBufferPointer, from start: Int) -> Int {
    guard start < text.count else { return start }
    var offset = start
    if text[start] == 0x22 || text[start] == 0x27 {
      guard let end = text.offset(of: text[start], from: start + 1) else { return start }
      offset = end + 1
    }
    while let colon = text.offset(of: 0x3A, from: offset) {
      offset = colon + 1
      guard offset < text.count, text[offset] == 0x20 else { continue }
      while offset < text.count, text[offset] == 0x20 { offset += 1 }
      return offset
    }
    return start
  }

  /// A line that ends in `|` or `>`, with or without indicators: what is indented deeper is its text.
  private static func opensBlock(_ text: UnsafeRawBufferPointer) -> Bool {
    var end = text.count
    if let comment = text.firstOffset(of: " #") { end = comment }
    while end > 0, text[end - 1] <= 0x20 { end -= 1 }
    while end > 0, text[end - 1] == 0x2D || text[end - 1] == 0x2B || (0x31...0x39).contains(text[end - 1]) {
      end -= 1
    }
    guard end > 0, text[end - 1] == 0x7C || text[end - 1] == 0x3E else { return false }
    return end == 1 || text[end - 2] == 0x20
  }

  /// How far the entry of a list stands behind its dashes: `- key: |` is a block of `key`.
  private static func dashes(_ text: UnsafeRawBufferPointer) -> Int {
    let offset = entryStart(text)
    // `- |`: the block is the entry itself, and its text need only stand deeper than the dash.
    return offset < text.count && (text[offset] == 0x7C || text[offset] == 0x3E) ? 0 : offset
  }
}
