import Mustache
import Shipped

/// The page as one HTML file: no script, no network, prints, light and dark.
struct WeeklyHTML {
  private let page: WeeklyPage
  private let words: WeeklyWords
  private let templates: WeeklyTemplates

  /// The whole report.
  static func text(_ page: WeeklyPage) -> String { WeeklyHTML(page).whole() }

  /// The part of a mail: what matters most, in markup that mail readers show.
  ///
  /// - Parameters:
  ///   - anchors: the sections that it holds.
  ///   - after: what stands below them.
  static func mail(_ page: WeeklyPage, only anchors: Set<String>, after: [String]) -> String {
    WeeklyHTML(page).mail(anchors, after)
  }

  private init(_ page: WeeklyPage) {
    self.page = page
    words = WeeklyWords(page.language)
    templates = WeeklyTemplates()
  }

  private func whole() -> String {
    var fields = head()
    let css = WeeklyTemplates.file("weekly.css")
    fields.own("styleHash", css.contentHash)
    fields.markup("style", Markup(rendered: css.text))
    fields.own("skip", words["skip"])
    fields.own("contents", words["contents"])
    fields.list("sections", page.sections.map(section))
    return templates.render("weekly", fields)
  }

  private func mail(_ anchors: Set<String>, _ after: [String]) -> String {
    var fields = head()
    fields.list("sections", page.sections.filter { anchors.contains($0.anchor) }.map(section))
    fields.list("after", after.map(line))
    return templates.render("mail", fields)
  }

  private func head() -> Fields {
    var fields = Fields()
    fields.own("language", page.language.rawValue)
    fields.own("pageTitle", page.title)
    fields.list("head", page.head.map(line))
    fields.list("foot", page.foot.map(line))
    fields.list("notes", page.notes.map(note))
    fields.list(
      "figures",
      page.figures.map { figure in
        var fields = Fields()
        fields.own("value", figure.value)
        fields.own("label", figure.label)
        fields.own("change", figure.change)
        tone(figure.tone, &fields)
        return fields
      })
    return fields
  }

  private func line(_ text: String) -> Fields {
    var fields = Fields()
    fields.own("line", text)
    return fields
  }

  private func note(_ note: PageNote) -> Fields {
    var fields = Fields()
    fields.own("noteText", note.text)
    tone(note.tone, &fields)
    return fields
  }

  /// The tone by name for classes, and with colours for mail readers, which know no classes.
  private func tone(_ tone: PageNote.Tone, _ fields: inout Fields) {
    fields.own("tone", tone.rawValue)
    look(tone.rawValue, &fields)
  }

  private func look(_ look: String, _ fields: inout Fields) {
    let colours = MailColours.of(look)
    fields.own("look", look)
    fields.own("ground", colours.ground)
    fields.own("ink", colours.ink)
  }

  // MARK: Sections

  private func section(_ section: PageSection) -> Fields {
    var fields = Fields()
    fields.own("anchor", section.anchor)
    fields.own("title", section.title)
    fields.own("lead", section.lead ?? "")
    fields.flag("hasLead", section.lead != nil)
    fields.list("blocks", section.blocks.map(block))
    return fields
  }

  private func block(_ block: PageBlock) -> Fields {
    var fields = Fields()
    switch block {
    case .note(let note): fields.fields("note", self.note(note))
    case .table(let table): fields.fields("table", self.table(table))
    case .list(let list): fields.fields("list", self.list(list))
    case .columns(let chart): fields.fields("columnChart", ChartDrawing.columns(chart, look: look))
    case .lines(let chart): fields.fields("lineChart", ChartDrawing.lines(chart))
    }
    return fields
  }

  private func table(_ table: PageTable) -> Fields {
    var fields = Fields()
    fields.own("caption", table.caption)
    fields.list(
      "columns",
      table.columns.map { column in
        var fields = Fields()
        fields.own("column", column.title)
        fields.flag("isNumber", column.isNumber)
        return fields
      })
    fields.list(
      "rows",
      table.rows.map { row in
        var fields = Fields()
        fields.flag("isSum", row.isSum)
        fields.list(
          "cells", row.cells.enumerated().map { cell($1, table.columns[$0].isNumber, isFirst: $0 == 0) })
        return fields
      })
    fields.own("rest", table.rest ?? "")
    fields.flag("hasRest", table.rest != nil)
    return fields
  }

  private func cell(_ cell: PageTable.Cell, _ isNumber: Bool, isFirst: Bool) -> Fields {
    var fields = Fields()
    fields.own("text", cell.text)
    fields.flag("isNumber", isNumber)
    fields.flag("isHead", isFirst)
    fields.flag("isNil", cell.text == "0" || cell.text == "±0")
    fields.flag("hasTag", cell.tag != nil)
    if let tag = cell.tag { look(tag, &fields) }
    fields.flag("hasBar", cell.bar != nil)
    if let bar = cell.bar { fields.own("bar", (Double(bar) / 10).tenths) }
    fields.flag("hasTrend", !cell.trend.isEmpty)
    if !cell.trend.isEmpty { fields.fields("trend", ChartDrawing.spark(cell.trend)) }
    return fields
  }

  private func list(_ list: PageList) -> Fields {
    var fields = Fields()
    fields.own("caption", list.caption)
    fields.list(
      "items",
      list.items.map { item in
        var fields = Fields()
        fields.list(
          "tags",
          item.tags.map { tag in
            var fields = Fields()
            fields.own("label", tag.label)
            look(tag.look, &fields)
            return fields
          })
        fields.own("text", item.text)
        fields.list("details", item.details.map(line))
        fields.list("places", item.places.map(line))
        return fields
      })
    fields.own("rest", list.rest ?? "")
    fields.flag("hasRest", list.rest != nil)
    return fields
  }
}

/// The templates of the report: files of ours, embedded, filled by an engine that escapes.
struct WeeklyTemplates {
  private let library: MustacheLibrary

  init() {
    HTMLEscaping.register()
    var library = MustacheLibrary()
    for file in Self.files where file.name.hasSuffix(".mustache") {
      // A test parses every template; one that does not parse would be empty here.
      if let template = try? MustacheTemplate(string: HTMLEscaping.pragma + file.text) {
        library.register(template, named: String(file.name.dropLast(".mustache".count)))
      }
    }
    self.library = library
  }

  func render(_ name: String, _ fields: Fields) -> String {
    library.render(fields, withTemplate: name) ?? ""
  }

  /// The files in the order in which they are embedded.
  static var files: [ReportFile] {
    var count = 0
    guard let first = shipped_weekly(&count) else { return [] }
    return UnsafeBufferPointer(start: first, count: count).map { file in
      ReportFile(
        name: String(cString: file.name),
        bytes: UnsafeRawBufferPointer(start: file.bytes, count: file.length))
    }
  }

  static func file(_ name: String) -> ReportFile {
    files.first { $0.name == name }
      ?? ReportFile(name: name, bytes: UnsafeRawBufferPointer(start: nil, count: 0))
  }
}

/// Colours written out, since mail readers drop style sheets: every ink has a contrast of 4.5 to 1 on its ground.
enum MailColours {
  static func of(_ look: String) -> (ground: String, ink: String) {
    switch look {
    case "critical", "alarm", "expired": ("#9b1c31", "#ffffff")
    case "high", "new", "reopened", "worsened", "waiver-ended": ("#c2410c", "#ffffff")
    case "medium", "warning", "expiring": ("#fbbf24", "#3b2a00")
    case "low", "changed", "waived": ("#dbe7f3", "#16395c")
    case "good", "fixed", "eased", "waived-fixed", "open": ("#1f7a4d", "#ffffff")
    default: ("#e6eaee", "#27313b")
    }
  }
}
