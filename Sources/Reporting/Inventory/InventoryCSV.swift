import Atlas
import Descriptors
import Inventory

/// The inventory for spreadsheets (RFC 4180): one line a resource.
struct InventoryCSV {
  private static let columns = [
    "id", "dialect", "type", "kind", "name", "file", "line", "holds_data", "data_class", "places",
    "countries",
    "operator", "control", "laws", "encrypted_at_rest", "key_custody", "flows",
    "service", "roles", "owner", "seat", "technology", "qualifications", "operator_roles",
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
    let roles = OperatorRoles(atlas: inventory.atlas)
    for resource in inventory.resources {
      let flows = resource.flows.map {
        "\($0.kind.rawValue) to \($0.target) (\(words.countries($0.place)), \(words.operators($0.operatorID)) as \(roles.role(of: $0)))"
      }
      write(
        [
          resource.id, resource.dialect, resource.type, resource.kind.rawValue, resource.name,
          resource.span.file,
          "\(resource.span.start.line)", resource.holdsData ? "true" : "false", words.dataClass(resource),
          words.places(resource.place), words.countries(resource.place), words.operators(resource.operatorID),
          words.control(resource.operatorID), words.laws(resource.operatorID).joined(separator: " "),
          words.atRest(resource.atRest), words.custody(resource.keyState), flows.joined(separator: "; "),
        ] + owned(resource, roles), to: &bytes)
    }
    return bytes
  }

  /// Who stands behind a resource.
  private func owned(_ resource: Resource, _ roles: OperatorRoles) -> [String] {
    let facts = OperatorFacts(atlas: inventory.atlas, day: inventory.asOf)
    let entries = resource.operatorID.candidates.compactMap { inventory.atlas.operatorEntry($0.value) }
    let technology = entries.flatMap(\.suppliers).filter { $0.holds(on: inventory.asOf) }
    return [
      resource.service ?? "", resource.roles.map(\.rawValue).joined(separator: " "),
      entries.compactMap(\.owner).joined(separator: "; "),
      entries.compactMap { $0.seat?.englishName }.joined(separator: "; "),
      technology.map(\.shown).joined(separator: "; "),
      facts.covers(resource).map { cover in
        let period = [
          cover.qualification.from.map { "from \($0)" }, cover.qualification.until.map { "until \($0)" },
        ]
        return ([cover.shown.english] + period.compactMap { $0 }).joined(separator: ", ")
      }.joined(separator: "; "),
      roles.parts(of: resource).map { "\($0.role): \($0.operatorID)" }.joined(separator: "; "),
    ]
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
    // By bytes and scalars: a combining character behind a quote or a comma makes another character of it, and no
    // other cell.
    let needsQuotes = shown.utf8.contains { byte in
      switch byte {
      case UInt8(ascii: ","), UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: ";"): true
      default: false
      }
    }
    guard needsQuotes else { return shown }
    guard shown.utf8.contains(UInt8(ascii: "\"")) else { return "\"" + shown + "\"" }
    var quoted = "\""
    for scalar in shown.unicodeScalars {
      if scalar == "\"" { quoted.unicodeScalars.append(scalar) }
      quoted.unicodeScalars.append(scalar)
    }
    return quoted + "\""
  }
}
