import Foundation

@testable import Descriptors

/// Decodes and reads; a decoding problem counts as a reading without documents.
func read(_ bytes: [UInt8], as format: Format, limits: Limits = Limits()) -> Reading {
  do {
    let source = try TextDecoding.decode(SourceBytes(bytes))
    return DescriptorReader.read(source, as: format, path: "file", limits: limits)
  } catch {
    return Reading(tree: Tree(path: "file", format: format, source: SourceBytes("")), problems: [error])
  }
}

func read(_ text: String, as format: Format, limits: Limits = Limits()) -> Reading {
  read(Array(text.utf8), as: format, limits: limits)
}

extension Node {
  /// The source that the node's span covers.
  var slice: String { String(decoding: tree.source.raw[range], as: UTF8.self) }

  /// A compact picture of the tree below, for comparisons.
  var picture: String {
    switch kind {
    case .scalar, .text: return "\"\(text ?? "")\""
    case .attribute: return "@\(name)=\(text ?? "")"
    case .sequence: return "[\(items.map(\.picture).joined(separator: ","))]"
    case .mapping:
      return "{\(entries.map { "\($0.key.text ?? "?"):\($0.value.picture)" }.joined(separator: ","))}"
    case .element:
      return
        "<\(([name] + children.filter { $0.kind != .elementName }.map(\.picture)).joined(separator: " "))>"
    case .alias, .elementName: return "?"
    }
  }
}

enum Corpus {
  static let root: String = {
    if let shared = ProcessInfo.processInfo.environment["BORNAGE_SHARED"] { return shared + "/corpus" }
    return URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("shared/corpus").path
  }()

  static let isThere = FileManager.default.fileExists(atPath: root + "/broken")

  static func files(under folder: String = "", endings: [String]) -> [String] {
    let start = folder.isEmpty ? root : root + "/" + folder
    let all = FileManager.default.enumerator(atPath: start)?.compactMap { $0 as? String } ?? []
    return all.filter { name in endings.contains { name.hasSuffix($0) } }.map { start + "/" + $0 }.sorted()
  }

  static func bytes(_ path: String) -> [UInt8] {
    (try? Data(contentsOf: URL(fileURLWithPath: path))).map { Array($0) } ?? []
  }
}
