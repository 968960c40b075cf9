import Descriptors
import Inventory

/// The inventory for spreadsheets (RFC 4180): one line a resource.
struct InventoryCSV {
  private static let columns = [
    "id", "dialect", "type", "kind", "name", "file", "line", "holds_data", "data_class", "places",
    "countries",
    "operator", "control", "laws", "encrypted_at_rest", "key_custody", "flows",
  ]

  private let inventory: InventoryReport
  private let words: FactWords

  init(_ inventory: InventoryReport) {
    self.inventory = inventory
    words = FactWords(atlas: inventory.atlas)
  }

  func render() -> [UInt8] {
    var bytes: [UInt8] = []
    write(Self.columns, to: &bytes)
    for resource in inventory.resources {
      let flows = resource.flows.map {
        "\($0.kind.rawValue) to \($0.target) (\(words.countries($0.place)), \(words.operators($0.operatorID)))"
      }
      write(
        [
          resource.id, resource.dialect, resource.type, resource.kind.rawValue, resource.name,
          resource.span.file,
          "\(resource.span.start.line)", resource.holdsData ? "true" : "false", words.dataClass(resource),
          words.places(resource.place), words.countries(resource.place), words.operators(resource.operatorID),
          words.control(resource.operatorID), words.laws(resource.operatorID).joined(separator: " "),
          words.atRest(resource.atRest), words.custody(resource.keyState), flows.joined(separator: "; "),
        ], to: &bytes)
    }
    return bytes
  }

  private func write(_ cells: [String], to bytes: inout [UInt8]) {
    bytes += cells.map(Self.cell).joined(separator: ",").utf8
    bytes += "\r\n".utf8
  }

  /// A cell as text, whatever a spreadsheet would take it for.
  ///
  /// What begins like a formula gets an apostrophe in front (OWASP, CSV injection).
  static func cell(_ text: String) -> String {
    let safe = SafeText.line(text)
    let first = safe.unicodeScalars.first
    let looksLikeFormula = first.map { "=+-@|%".unicodeScalars.contains($0) } ?? false
    let shown = looksLikeFormula ? "'" + safe : safe
    // By scalars: a combining character behind a quote or a comma makes another character of it, and no other cell.
    guard shown.unicodeScalars.contains(where: { ",\"';".unicodeScalars.contains($0) }) else { return shown }
    var quoted = "\""
    for scalar in shown.unicodeScalars {
      if scalar == "\"" { quoted.unicodeScalars.append(scalar) }
      quoted.unicodeScalars.append(scalar)
    }
    return quoted + "\""
  }
}
