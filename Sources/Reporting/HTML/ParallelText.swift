import Dispatch

/// Texts made side by side, in order.
enum ParallelText {
  private static let size = 128

  /// The text of each element; the result does not depend on how many processors there are.
  static func made<Element>(_ elements: [Element], _ make: @escaping (Element) -> String) -> [String] {
    var texts = [String](repeating: "", count: elements.count)
    texts.withUnsafeMutableBufferPointer { buffer in
      // Every place is written by one thread only; what is read is made of values that do not change.
      nonisolated(unsafe) let slots = buffer
      nonisolated(unsafe) let make = make
      nonisolated(unsafe) let elements = elements
      DispatchQueue.concurrentPerform(iterations: (elements.count + size - 1) / size) { piece in
        for index in (piece * size)..<min((piece + 1) * size, elements.count) {
          slots[index] = make(elements[index])
        }
      }
    }
    return texts
  }
}
