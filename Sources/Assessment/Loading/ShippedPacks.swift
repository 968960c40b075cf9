public import Atlas
import Descriptors
import Shipped

extension PolicyLoader {
  /// The names of the packs that ship with the program, sorted.
  public static var shippedNames: [String] { files.map(\.name).sorted() }

  /// A pack that ships with the program; nil for a name that is none.
  ///
  /// - Parameter setting: values of parameters, over the pack's own.
  public static func shipped(
    _ name: String, atlas: Atlas, setting: [String: [String]] = [:]
  ) throws(PolicyErrors) -> Policy? {
    guard let bytes = shippedBytes(name) else { return nil }
    return try load(source: bytes, path: "\(name).yaml", atlas: atlas, setting: setting)
  }

  /// The text of a pack that ships with the program, as bytes; nil for a name that is none.
  public static func shippedText(_ name: String) -> [UInt8]? { shippedBytes(name).map { Array($0.raw) } }

  /// The text of a pack that ships with the program; nil for a name that is none.
  static func shippedBytes(_ name: String) -> SourceBytes? {
    files.first { $0.name == name }.map { SourceBytes($0.bytes) }
  }

  private static var files: [(name: String, bytes: UnsafeRawBufferPointer)] {
    var count = 0
    guard let first = shipped_packs(&count) else { return [] }
    return UnsafeBufferPointer(start: first, count: count).map { file in
      let name = String(cString: file.name)
      let stem = name.hasSuffix(".yaml") ? String(name.dropLast(5)) : name
      return (stem, UnsafeRawBufferPointer(start: file.bytes, count: file.length))
    }
  }
}
