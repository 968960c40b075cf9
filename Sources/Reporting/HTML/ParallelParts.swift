import Dispatch

/// Parts of the page written side by side.
enum ParallelParts {
  /// How many rows one thread writes at a time.
  static let size = 128

  /// What is written of each element, in order; the result does not depend on how many processors there are.
  static func made<Element>(_ elements: [Element], _ write: @escaping (Element, inout MarkupWriter) -> Void)
    -> [[UInt8]]
  {
    var parts = [[UInt8]](repeating: [], count: elements.count)
    parts.withUnsafeMutableBufferPointer { buffer in
      // Every place is written by one thread only; what is read is made of values that do not change.
      nonisolated(unsafe) let slots = buffer
      nonisolated(unsafe) let write = write
      nonisolated(unsafe) let elements = elements
      DispatchQueue.concurrentPerform(iterations: elements.count) { index in
        var writer = MarkupWriter()
        write(elements[index], &writer)
        slots[index] = writer.bytes
      }
    }
    return parts
  }

  /// Rows written side by side, as one piece of markup.
  static func rows<Row>(_ rows: [Row], _ write: @escaping (Row, inout MarkupWriter) -> Void) -> Markup {
    Markup(made(pieces(of: rows)) { piece, writer in for row in piece { write(row, &writer) } })
  }

  /// A list in pieces of a size that is worth a thread.
  static func pieces<Row>(of rows: [Row]) -> [ArraySlice<Row>] {
    stride(from: 0, to: rows.count, by: size).map { rows[$0..<min($0 + size, rows.count)] }
  }
}
