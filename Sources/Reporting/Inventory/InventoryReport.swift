public import Atlas
import Descriptors
public import Inventory

/// Where everything stands: the inventory without any judgement.
public struct InventoryReport: Sendable {
  /// How it is written.
  public enum Format: String, CaseIterable, Sendable {
    /// Tables for people.
    case text
    /// The resources as in the JSON report of a scan.
    case json
    /// One line a resource, for spreadsheets.
    case csv
    /// Resources, places and flows as a graph in the language of Graphviz.
    case dot
  }

  /// The program's version.
  let version: String
  /// What is known of operators and countries.
  let atlas: Atlas
  /// The account of what was read.
  let coverage: Coverage
  /// The resources, sorted by file and position.
  let resources: [Resource]
  /// The day for which shares, suppliers and qualifications are told.
  let asOf: String

  /// An inventory.
  ///
  /// - Parameter asOf: the day that is asked for, `2026-11-23`; nil for the day up to which the atlas was kept.
  public init(
    version: String, atlas: Atlas, coverage: Coverage, resources: [Resource], asOf: String? = nil
  ) {
    self.asOf = asOf ?? atlas.asOf
    self.version = version
    self.atlas = atlas
    self.coverage = coverage
    self.resources = resources
  }

  /// The whole inventory as bytes.
  ///
  /// - Parameter language: the language of the tables for people; the other formats are in English.
  public func render(_ format: Format, language: Language = .english) -> [UInt8] {
    switch format {
    case .text: InventoryText(self, ReportStyle(language: language)).render()
    case .json: InventoryJSON(self).render()
    case .csv: InventoryCSV(self).render()
    case .dot: InventoryDOT(self).render()
    }
  }

  /// Those that hold data.
  var holders: [Resource] { resources.filter(\.holdsData) }
}

/// Facts of a resource in a few words, for tables and graphs.
struct FactWords: Sendable {
  let atlas: Atlas
  /// The language; machine formats are in English.
  var speech = Speech.english

  /// What stands in a cell for what is not known.
  var unknown: String { speech.term("undetermined") }

  /// The countries that a place may be in: `France`, `anywhere`, `France or Germany`.
  func countries(_ place: Possible<Place>) -> String {
    joined(place) { place in
      place.countries.isEmpty
        ? speech.term("anywhere") : place.countries.map(speech.country).joined(separator: ", ")
    }
  }

  /// The places as codes.
  func places(_ place: Possible<Place>) -> String { joined(place, \.code) }

  /// The operators as the atlas names them.
  func operators(_ ids: Possible<String>) -> String { joined(ids) { $0 } }

  /// The countries that control the operators.
  func control(_ ids: Possible<String>) -> String {
    joined(ids) { atlas.operatorEntry($0)?.control.map(speech.country) ?? unknown }
  }

  /// The laws that reach the operators, each once.
  func laws(_ ids: Possible<String>) -> [String] {
    var laws: [String] = []
    for id in ids.candidates.map(\.value) {
      for law in atlas.operatorEntry(id)?.laws ?? [] where !laws.contains(law) { laws.append(law) }
    }
    return laws
  }

  /// `on`, `off`, `on by default`.
  func atRest(_ state: Possible<AtRest>?) -> String {
    guard let state else { return "" }
    return joined(state) { speech.term($0.encrypted ? $0.byDefault ? "on by default" : "on" : "off") }
  }

  /// `K2`.
  func custody(_ state: Possible<KeyState>?) -> String {
    guard let state else { return "" }
    return joined(state, \.custody.code)
  }

  /// The data class that a label or the context names; empty if none does.
  func dataClass(_ resource: Resource) -> String {
    let keys: Set<String> = [
      "dataclass", "dataclassification", "classification", "confidentiality", "sensitivity",
    ]
    let tag = resource.tags.first { tag in
      keys.contains(tag.key.lowercased().filter { !"-_./: ".contains($0) })
    }
    return tag?.value ?? resource.contextClass?.value ?? ""
  }

  private func joined<Value>(_ possible: Possible<Value>, _ word: (Value) -> String) -> String {
    var words: [String] = []
    for candidate in possible.candidates {
      let next = word(candidate.value)
      if !words.contains(next) { words.append(next) }
    }
    if possible.unknown != nil { words.append(unknown) }
    return words.joined(separator: speech.language.pick(" or ", " ou "))
  }
}
