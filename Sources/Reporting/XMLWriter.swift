/// Writes XML straight into bytes, indented, with every text escaped.
struct XMLWriter {
  /// What was written.
  private(set) var bytes = Array("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n".utf8)
  private var depth = 0

  /// An element with elements in it.
  mutating func element(
    _ name: StaticString, _ attributes: KeyValuePairs<StaticString, String> = [:],
    _ body: (inout XMLWriter) -> Void
  ) {
    open(name, attributes)
    append(">\n")
    depth += 1
    body(&self)
    depth -= 1
    indent()
    close(name)
  }

  /// An element with text in it.
  mutating func element(
    _ name: StaticString, _ attributes: KeyValuePairs<StaticString, String> = [:], text: String
  ) {
    open(name, attributes)
    append(">")
    escaped(text)
    close(name)
  }

  /// An element with nothing in it.
  mutating func empty(_ name: StaticString, _ attributes: KeyValuePairs<StaticString, String> = [:]) {
    open(name, attributes)
    append("/>\n")
  }

  private mutating func open(_ name: StaticString, _ attributes: KeyValuePairs<StaticString, String>) {
    indent()
    append("<")
    append(name)
    for (key, value) in attributes {
      append(" ")
      append(key)
      append("=\"")
      escaped(value)
      append("\"")
    }
  }

  private mutating func close(_ name: StaticString) {
    append("</")
    append(name)
    append(">\n")
  }

  private mutating func indent() {
    for _ in 0..<depth { append("  ") }
  }

  private mutating func append(_ text: StaticString) {
    bytes.append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  /// Most text needs no escape, and a look at its bytes costs less than one at its characters.
  private mutating func escaped(_ text: String) {
    let isPlain = text.utf8.allSatisfy {
      0x20..<0x7F ~= $0 && $0 != 0x26 && $0 != 0x3C && $0 != 0x3E && $0 != 0x22
    }
    bytes.append(contentsOf: (isPlain ? text : XMLText.attribute(text)).utf8)
  }
}
