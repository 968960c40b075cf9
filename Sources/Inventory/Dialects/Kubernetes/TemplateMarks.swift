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

  /// An action at the start of the line, or as a plain value behind a colon or a dash.
  private static func hasAction(_ text: UnsafeRawBufferPointer) -> Bool {
    for mark in ["{{", "{%"] {
      var from = 0
      while let offset = text.firstOffset(of: mark, from: from) {
        from = offset + 2
        if isPlain(offset, in: text) { return true }
      }
    }
    return false
  }

  private static func isPlain(_ offset: Int, in text: UnsafeRawBufferPointer) -> Bool {
    guard offset > 0 else { return true }
    // Behind a quote that is still open, or behind a comment's mark, it is text.
    var quote: UInt8?
    for index in 0..<offset {
      let byte = text[index]
      if let open = quote {
        if byte == open { quote = nil }
      } else if byte == 0x22 || byte == 0x27, index == 0 || !isWordByte(text[index - 1]) {
        quote = byte
      } else if byte == 0x23, index > 0, text[index - 1] == 0x20 {
        return false
      }
    }
    guard quote == nil else { return false }
    let before = text[..<offset].last { $0 != 0x20 }
    return before == 0x3A || before == 0x2D
  }

  private static func isWordByte(_ byte: UInt8) -> Bool {
    (0x61...0x7A).contains(byte | 0x20) || (0x30...0x39).contains(byte)
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
    var offset = 0
    while offset + 1 < text.count, text[offset] == 0x2D, text[offset + 1] == 0x20 {
      offset += 2
      while offset < text.count, text[offset] == 0x20 { offset += 1 }
    }
    // `- |`: the block is the entry itself, and its text need only stand deeper than the dash.
    return offset < text.count && (text[offset] == 0x7C || text[offset] == 0x3E) ? 0 : offset
  }
}
