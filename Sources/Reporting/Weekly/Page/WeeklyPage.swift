/// The report as people read it, before it takes a form: text, Markdown, HTML and mail all show the same page.
struct WeeklyPage {
  let language: Language
  let title: String
  /// The title of a mail: the title with the figures that matter most.
  let subject: String
  /// A line each: the period, what was scanned, by what.
  let head: [String]
  /// What has to be known first.
  let notes: [PageNote]
  /// The figures that stand at the top.
  let figures: [PageFigure]
  let sections: [PageSection]
  /// The last words.
  let foot: [String]
}

/// A number with what it counts and how it changed.
struct PageFigure {
  let value: String
  let label: String
  let change: String
  let tone: PageNote.Tone
}

/// A sentence to take notice of.
struct PageNote {
  enum Tone: String {
    case alarm
    case warning
    case good
    case plain
  }

  let tone: Tone
  let text: String
}

/// A part of the page.
struct PageSection {
  let anchor: String
  let title: String
  let lead: String?
  let blocks: [PageBlock]
}

/// A piece of a section.
enum PageBlock {
  case note(PageNote)
  case table(PageTable)
  case list(PageList)
  case columns(ColumnChart)
  case lines(LineChart)
}

/// A short word set off by its colour.
struct PageTag {
  let label: String
  /// The name of its colour: `critical`, `new`, `alarm`.
  let look: String
}

/// A table.
struct PageTable {
  struct Column {
    let title: String
    let isNumber: Bool

    init(_ title: String, number isNumber: Bool = false) {
      self.title = title
      self.isNumber = isNumber
    }
  }

  struct Cell {
    let text: String
    var tag: String?
    /// A share of a thousand, drawn as a bar.
    var bar: Int?
    /// Shares of a thousand over time, drawn as a line.
    var trend: [Int?] = []

    init(_ text: String, tag: String? = nil, bar: Int? = nil, trend: [Int?] = []) {
      self.text = text
      self.tag = tag
      self.bar = bar
      self.trend = trend
    }
  }

  struct Row {
    let cells: [Cell]
    var isSum = false
  }

  let caption: String
  let columns: [Column]
  let rows: [Row]
  /// What the table leaves out, in words.
  var rest: String?
}

/// A list of findings or other things that need more than a line.
struct PageList {
  struct Item {
    let tags: [PageTag]
    let text: String
    let details: [String]
    /// Where it is, a line each, set off from what is said of it.
    var places: [String] = []
  }

  let caption: String
  let items: [Item]
  /// What the list leaves out, in words.
  var rest: String?
}

/// Columns over time, each of several parts on top of each other.
struct ColumnChart {
  struct Part {
    let label: String
    let look: String
  }

  let caption: String
  let parts: [Part]
  /// The name of each column, and the height of its parts; nil if nothing is known of it.
  let columns: [(label: String, values: [Int]?)]
  /// A number as the report's language writes it.
  let number: (Int) -> String
}

/// Lines over time, from nothing to all.
struct LineChart {
  struct Line {
    let label: String
    let look: String
    /// Per thousand.
    let values: [Int?]
  }

  let caption: String
  let labels: [String]
  let lines: [Line]
  /// A share per thousand as the report's language writes it.
  let share: (Int?) -> String
}
