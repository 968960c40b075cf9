import Atlas
import Inventory

/// A register as a table.
struct RegisterTable {
  /// A column.
  struct Column {
    /// The name for programs, the same in all languages.
    let id: String
    let title: String
    /// True if no descriptor shows it, so that it is left to a person.
    let isBlank: Bool

    init(_ id: String, _ title: String) {
      self.id = id
      self.title = title
      isBlank = false
    }

    /// A column that is left to a person, and says so.
    init(blank id: String, _ title: String, _ language: Language) {
      self.id = id
      self.title = "\(title) \(language.pick("(to be filled in)", "(à compléter)"))"
      isBlank = true
    }
  }

  let title: String
  /// The clauses that ask for it.
  let basis: String
  /// How the columns were filled, and what the register does not see.
  let notes: [String]
  let columns: [Column]
  /// Cells of the columns that are not blank, in their order.
  let rows: [[String]]

  /// The cells of a row, the blank ones among them.
  private func whole(_ row: [String]) -> [String] {
    var next = row.makeIterator()
    return columns.map { $0.isBlank ? "" : next.next() ?? "" }
  }

  // MARK: Formats

  /// For spreadsheets (RFC 4180).
  var csv: String {
    ([columns.map(\.title)] + rows.map(whole))
      .map { $0.map(InventoryCSV.cell).joined(separator: ",") + "\r\n" }.joined()
  }

  func markdown(_ view: RegisterView) -> String {
    var text = "# \(SheetMarkdown.cell(title))\n\n"
    text += "\(SheetMarkdown.cell(basis))\n\n"
    for line in view.preface + notes { text += "- \(SheetMarkdown.cell(line))\n" }
    text += "\n"
    return text + SheetMarkdown.table(header: columns.map(\.title), rows: rows.map(whole))
  }

  func json(_ name: String, _ view: RegisterView) -> [UInt8] {
    var writer = JSONWriter()
    writer.object { writer in
      writer.member("schemaVersion", "1.0")
      writer.member("register", name)
      writer.member("language", view.language.rawValue)
      writer.member("title", title)
      writer.member("basis", basis)
      writer.member(
        "tool",
        object: {
          $0.member("name", "bornage")
          $0.member("version", view.inventory.version)
          $0.member("atlasAsOf", view.atlas.asOf)
        })
      writer.member("notes", strings: view.preface + notes)
      writer.member("columns", lines: columns) { writer, column in
        writer.object {
          $0.member("id", column.id)
          $0.member("title", column.title)
          $0.member("toBeFilledIn", column.isBlank)
        }
      }
      writer.member("rows", lines: rows) { writer, row in
        writer.array { writer in for cell in whole(row) { writer.element(cell) } }
      }
    }
    writer.newline()
    return Array(writer.pieces.joined())
  }
}
