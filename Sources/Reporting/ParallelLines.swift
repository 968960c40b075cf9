import Dispatch

extension JSONWriter {
  /// As ``member(_:lines:_:)``, with the elements written side by side in as many pieces as there are processors.
  ///
  /// The pieces are joined in order, so that the bytes do not depend on how many there were.
  mutating func member<Element: Sendable>(
    _ key: StaticString, parallelLines elements: [Element],
    _ body: @escaping @Sendable (inout JSONWriter, Element) -> Void
  ) {
    member(key, array: { writer in writer.parallelElements(elements, body) })
  }

  /// The elements of such an array, without its brackets.
  mutating func parallelElements<Element: Sendable>(
    _ elements: [Element], _ body: @escaping @Sendable (inout JSONWriter, Element) -> Void
  ) {
    // Fewer records are written faster than threads are woken.
    guard elements.count > 512 else { return self.elements(elements, body) }
    let pieces = Self.pieces(of: elements) { piece in
      var writer = JSONWriter(capacity: piece.count * 1024)
      writer.elements(piece, body)
      return writer.bytes
    }
    join(pieces)
  }

  /// What is written of parts of a list, side by side, in the order of the list.
  static func pieces<Element: Sendable>(
    of elements: [Element], _ render: @escaping @Sendable (ArraySlice<Element>) -> [UInt8]
  ) -> [[UInt8]] {
    let size = 256
    let count = (elements.count + size - 1) / size
    var pieces = [[UInt8]](repeating: [], count: count)
    pieces.withUnsafeMutableBufferPointer { buffer in
      // Every piece is written by one thread only, to a place of its own.
      nonisolated(unsafe) let slots = buffer
      DispatchQueue.concurrentPerform(iterations: count) { index in
        slots[index] = render(elements[(index * size)..<min((index + 1) * size, elements.count)])
      }
    }
    return pieces
  }
}
