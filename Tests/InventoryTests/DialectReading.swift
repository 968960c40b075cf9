import Atlas
import Descriptors
import Foundation
import TestSupport
import Testing

@testable import Inventory

/// Reads descriptors with one dialect, for the tests of dialects.
struct DialectReading {
  let dialect: any Dialect
  var context = DeploymentContext()

  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  /// The folder of real descriptors that lies beside the repository on some machines.
  static var corpus: URL? {
    let shared =
      ProcessInfo.processInfo.environment["BORNAGE_SHARED"].map { URL(filePath: $0) }
      ?? root.deletingLastPathComponent().appending(path: "shared")
    let corpus = shared.appending(path: "corpus")
    return FileManager.default.fileExists(atPath: corpus.path) ? corpus : nil
  }

  /// The same with something given by the context.
  func given(_ pairs: (String, String)...) -> DialectReading {
    var copy = self
    copy.context = DeploymentContext(
      pairs.map { key, value in
        .init(key: key, values: [value], evidence: Evidence(.context, "--context \(key)=\(value)"))
      })
    return copy
  }

  /// Reads a text; every document that the dialect claims.
  func read(_ text: String, path: String) -> Harvest? { read(SourceBytes(text), path: path) }

  /// Reads a fixture.
  func fixture(_ path: String) throws -> Harvest {
    let data = try Data(contentsOf: Self.root.appending(path: "Fixtures").appending(path: path))
    return try #require(read(SourceBytes(data), path: path))
  }

  /// Reads bytes; nil if the dialect does not recognise them or claims no document.
  func read(_ source: SourceBytes, path: String) -> Harvest? {
    guard let format = dialect.recognise(Glance(source, path: path)) else { return nil }
    let reading = DescriptorReader.read(source, as: format, path: path)
    var harvest = Harvest()
    let scene = Scene(atlas: Atlas(), cards: CardIndex(), context: context)
    let claimed = reading.tree.documents.filter(dialect.claims)
    for document in claimed { dialect.read(document, in: scene, into: &harvest) }
    return claimed.isEmpty ? nil : harvest
  }

  /// What reading every file of the corpus below some folders gave, by path.
  func corpus(_ folders: [String], suffixes: [String]) throws -> [String: Harvest] {
    let corpus = try #require(Self.corpus)
    var result: [String: Harvest] = [:]
    for folder in folders {
      let files = FileManager.default.enumerator(
        at: corpus.appending(path: folder), includingPropertiesForKeys: nil)
      for case let file as URL in files ?? FileManager.DirectoryEnumerator()
      where suffixes.contains(file.pathExtension) {
        let decoded = (try? Data(contentsOf: file)).map { SourceBytes($0) }
          .flatMap { try? TextDecoding.decode($0) }
        if let decoded, let harvest = read(decoded, path: file.path) { result[file.path] = harvest }
      }
    }
    return result
  }
}

extension Harvest {
  /// The resource of a key.
  func resource(_ key: String) throws -> Resource {
    try #require(resources.first { $0.key == key }, "no \(key) among \(resources.map(\.key))")
  }
}

extension Possible {
  /// The values, without conditions and evidence.
  var values: [Value] { candidates.map(\.value) }
  /// All evidence.
  var allEvidence: [Evidence] { candidates.flatMap(\.evidence) + (unknown?.evidence ?? []) }
}

extension Resource {
  /// The link whose description contains a text.
  func link(_ text: String) throws -> TransitFact {
    try #require(transit.first { $0.what.contains(text) }, "no \(text) among \(transit.map(\.what.english))")
  }
  /// The flow whose target contains a text.
  func flow(_ text: String) throws -> Flow {
    try #require(flows.first { $0.target.contains(text) }, "no \(text) among \(flows.map(\.target))")
  }
}
