import Descriptors
import Glibc
import Synchronization

/// One data file of the atlas, read piece by piece.
///
/// The files are ours and keep a form that needs no parser to be taken apart: a section's name begins a
/// line, an entry's key stands behind two blanks. So a question costs one pass over the lines of one file
/// and a YAML parse of the single entry that answers it, not of the whole file. A test reads every file
/// whole and compares.
final class DataFile: Sendable {
  /// The path under `Data`, `regions/aws.yaml`.
  let name: String
  private let data: ShippedData
  private let state = Mutex<Outline?>(nil)

  init(_ data: ShippedData) {
    name = data.name
    self.data = data
  }

  var raw: UnsafeRawBufferPointer { data.raw }

  /// The lines of the file by section, found once.
  var outline: Outline {
    state.withLock { known in
      if let known { return known }
      let made = Outline(data.raw)
      known = made
      return made
    }
  }

  /// The entries of a section in file order; empty if there is no such section.
  func entries(_ section: String) -> [Outline.Entry] { outline.sections[section]?.entries ?? [] }

  /// Reads one entry and hands its value to `body`; nil if the text is not what the form promises.
  func read<Value>(_ entry: Outline.Entry, _ body: (Node) -> Value?) -> Value? {
    parse(entry.range) { root in
      switch root.kind {
      case .mapping: root.entries.first { _ in true }.flatMap { body($0.value) }
      case .sequence: root.items.first { _ in true }.flatMap(body)
      default: nil
      }
    }
  }

  /// Reads a whole section, or a scalar at the top level.
  func readSection<Value>(_ section: String, _ body: (Node) -> Value?) -> Value? {
    guard let found = outline.sections[section] else { return nil }
    return parse(found.range) { root in root.entries.first { _ in true }.flatMap { body($0.value) } }
  }

  /// The text of a top-level scalar.
  func scalar(_ name: String) -> String? { readSection(name) { $0.text } }

  private func parse<Value>(_ range: Range<Int>, _ body: (Node) -> Value?) -> Value? {
    let reading = DescriptorReader.read(SourceBytes(data.raw[range]), as: .yaml, path: name)
    return reading.tree.documents.first.flatMap(body)
  }
}

// MARK: Sources

extension DataFile {
  /// The source of a statement of this file.
  ///
  /// - Parameters:
  ///   - key: the `src` of the entry: one or several keys of the list that opens the file.
  ///   - otherwise: what stands behind an entry without `src`.
  func source(key: String?, otherwise: SourceFallback, unsure: Bool) -> AtlasSource {
    let outline = outline
    let text: String
    if let key {
      let parts = key.split { $0 == "," || $0 == " " }
        .map { outline.sources[String($0)] ?? "source \($0)" }
      text = parts.joined(separator: "; ")
    } else {
      switch otherwise {
      case .wholeList: text = outline.sourceKeys.compactMap { outline.sources[$0] }.joined(separator: "; ")
      case .generalKnowledge: text = "general knowledge, not read in a document"
      case .words(let words): text = words
      }
    }
    return AtlasSource(text: "\(text) [atlas: \(name)]", asOf: outline.asOf, unsure: unsure)
  }
}

/// What stands behind an entry that names no source of its own.
enum SourceFallback {
  /// All sources that open the file.
  case wholeList
  /// The file's convention: uncontroversial, not re-read.
  case generalKnowledge
  /// These words.
  case words(String)
}
