import Shipped

/// A file that travels inside the program: its bytes live as long as the process and never change.
struct ShippedData: @unchecked Sendable {
  let name: String
  let raw: UnsafeRawBufferPointer

  /// The files of the atlas, in the order they are embedded.
  static func atlas() -> [ShippedData] {
    var count = 0
    guard let first = shipped_atlas(&count) else { return [] }
    return UnsafeBufferPointer(start: first, count: count).map { file in
      ShippedData(
        name: String(cString: file.name), raw: UnsafeRawBufferPointer(start: file.bytes, count: file.length))
    }
  }
}
