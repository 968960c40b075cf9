public import Assessment

import Atlas

/// What has come and gone between two inventories, for people and for programs.
public struct DifferenceReport: Sendable {
  /// How it is written.
  public enum Format: String, Sendable, CaseIterable {
    case text
    case markdown
    case json
  }

  private let difference: SnapshotDifference
  private let from: String
  private let to: String
  private let gates: [SnapshotDifference.Subject]
  private let notes: [String]
  /// How many lines of one kind a report for people has.
  private static let most = 200

  /// A report.
  ///
  /// - Parameters:
  ///   - from: what the old inventory is called.
  ///   - to: what the new one is called.
  ///   - gates: of what nothing new may come.
  ///   - notes: what could not be compared, a sentence each.
  public init(
    _ difference: SnapshotDifference, from: String, to: String, gates: [SnapshotDifference.Subject],
    notes: [String]
  ) {
    self.difference = difference
    self.from = from
    self.to = to
    self.gates = gates
    self.notes = notes
  }

  /// What came of that of which nothing new may come.
  public var breaches: [(subject: SnapshotDifference.Subject, count: Int)] {
    gates.compactMap { subject in
      let count = difference.added[subject]?.count ?? 0
      return count > 0 ? (subject, count) : nil
    }
  }

  /// 1 if something came that may not, else 0.
  public var exitCode: Int32 { breaches.isEmpty ? 0 : 1 }

  /// Why, in one sentence.
  public var reason: String {
    if breaches.isEmpty {
      return gates.isEmpty
        ? "no gate was set (`--fail-on-new countries,operators,hosts,flows,keys,resources`)"
        : "nothing new of \(gates.map(\.rawValue).joined(separator: ", "))"
    }
    return "new of what may not come: "
      + breaches.map { "\($0.count) \(Self.word($0.subject, $0.count))" }.joined(separator: ", ")
  }

  /// The report as bytes.
  public func render(_ format: Format) -> [UInt8] {
    switch format {
    case .text: Array((textLines.joined(separator: "\n") + "\n").utf8)
    case .markdown: Array(markdown.utf8)
    case .json: json
    }
  }

  // MARK: Words

  /// Subjects in the order of their weight.
  private var subjects: [SnapshotDifference.Subject] {
    SnapshotDifference.Subject.allCases.filter {
      !(difference.added[$0] ?? []).isEmpty || !(difference.removed[$0] ?? []).isEmpty
    }
  }

  private static func word(_ subject: SnapshotDifference.Subject, _ count: Int) -> String {
    switch (subject, count == 1) {
    case (.countries, true): "country"
    case (.operators, true): "operator"
    case (.hosts, true): "host"
    case (.flows, true): "flow"
    case (.keys, true): "key"
    case (.resources, true): "data-bearing resource"
    case (.resources, false): "data-bearing resources"
    default: subject.rawValue
    }
  }

  private static func shown(_ name: String, _ subject: SnapshotDifference.Subject) -> String {
    guard subject == .countries, name != SnapshotMaker.anywhere else { return name }
    return "\(Country(name).englishName) (\(name))"
  }

  private static func place(_ file: String, _ line: Int) -> String { "\(file):\(line)" }

  private static func countries(_ codes: [String]) -> String {
    codes.isEmpty ? "not known" : codes.map { shown($0, .countries) }.joined(separator: ", ")
  }

  // MARK: Text

  private var textLines: [String] {
    var lines = notes.map { "note: \(SafeText.line($0))" }
    lines.append("From \(SafeText.line(from)) to \(SafeText.line(to))")
    if difference.isEmpty { lines.append("  nothing came, went or moved") }
    for subject in subjects {
      lines.append("")
      lines.append(subject == .resources ? "Data-bearing resources" : subject.rawValue.capitalizedFirst)
      lines += text("+", difference.added[subject] ?? [], subject)
      lines += text("-", difference.removed[subject] ?? [], subject)
    }
    if !difference.moved.isEmpty {
      lines += ["", "Stands elsewhere"]
      for move in difference.moved.prefix(Self.most) {
        lines.append(
          SafeText.line(
            "  \(move.resource): \(Self.countries(move.from)) -> \(Self.countries(move.to))  "
              + Self.place(move.file, move.line)))
      }
      lines += rest(difference.moved.count)
    }
    lines += ["", "Outcome: \(reason) (exit code \(exitCode))."]
    return lines
  }

  private func text(
    _ sign: String, _ items: [SnapshotDifference.Item], _ subject: SnapshotDifference.Subject
  ) -> [String] {
    items.prefix(Self.most).map { item in
      let by = item.name.hasPrefix(item.resource) ? "" : "\(item.resource), "
      let more = item.count > 1 ? ", and \(item.count - 1) more" : ""
      return SafeText.line(
        "  \(sign) \(Self.shown(item.name, subject))  (\(by)\(Self.place(item.file, item.line))\(more))")
    } + rest(items.count)
  }

  private func rest(_ count: Int) -> [String] {
    count > Self.most ? ["  ... and \(count - Self.most) more: see `--format json`"] : []
  }

  // MARK: Markdown

  private var markdown: String {
    var text = "<!-- bornage diff -->\n## bornage: what came and went\n\n"
    for note in notes { text += "> \(MarkdownText.prose(note))\n\n" }
    text += "From \(MarkdownText.code(from)) to \(MarkdownText.code(to)). "
    text += "Exit code \(exitCode): \(MarkdownText.prose(reason))\n\n"
    guard !difference.isEmpty else { return text + "Nothing came, went or moved.\n" }
    text += "| | What | Which | By | Where |\n| -- | -- | -- | -- | -- |\n"
    for subject in subjects {
      text += rows("new", difference.added[subject] ?? [], subject)
      text += rows("gone", difference.removed[subject] ?? [], subject)
    }
    for move in difference.moved.prefix(Self.most) {
      text += row([
        "moved", "data-bearing resource", MarkdownText.code(move.resource),
        MarkdownText.prose("\(Self.countries(move.from)) → \(Self.countries(move.to))"),
        MarkdownText.code(Self.place(move.file, move.line)),
      ])
    }
    return text
  }

  private func rows(
    _ state: String, _ items: [SnapshotDifference.Item], _ subject: SnapshotDifference.Subject
  ) -> String {
    let isBreach = state == "new" && gates.contains(subject)
    var text = items.prefix(Self.most).map { item in
      row([
        isBreach ? "**new**" : state, Self.word(subject, 1),
        MarkdownText.code(Clip.text(Self.shown(item.name, subject), to: 300)),
        MarkdownText.code(Clip.text(item.resource, to: 200))
          + (item.count > 1 ? " and \(item.count - 1) more" : ""),
        MarkdownText.code(Clip.text(Self.place(item.file, item.line), to: 200)),
      ])
    }.joined()
    if items.count > Self.most {
      text += row([state, Self.word(subject, 2), "and \(items.count - Self.most) more", "", ""])
    }
    return text
  }

  private func row(_ cells: [String]) -> String { "| \(cells.joined(separator: " | ")) |\n" }

  // MARK: JSON

  private var json: [UInt8] {
    var writer = JSONWriter()
    writer.object { writer in
      writer.member("schemaVersion", "1.0")
      writer.member("from", from)
      writer.member("to", to)
      writer.member(
        "outcome",
        object: {
          $0.member("exitCode", Int(exitCode))
          $0.member("reason", reason)
          $0.member("failOnNew", strings: gates.map(\.rawValue))
        })
      writer.member("notes", strings: notes)
      writer.member("new", object: { subjects(difference.added, &$0) })
      writer.member("gone", object: { subjects(difference.removed, &$0) })
      writer.member("moved", lines: difference.moved) { writer, move in
        writer.object {
          $0.member("resource", move.resource)
          $0.member("file", move.file)
          $0.member("line", move.line)
          $0.member("from", strings: move.from)
          $0.member("to", strings: move.to)
        }
      }
    }
    writer.newline()
    return Array(writer.pieces.joined())
  }

  private func subjects(
    _ items: [SnapshotDifference.Subject: [SnapshotDifference.Item]], _ writer: inout JSONWriter
  ) {
    write("countries", items[.countries], &writer)
    write("operators", items[.operators], &writer)
    write("hosts", items[.hosts], &writer)
    write("flows", items[.flows], &writer)
    write("keys", items[.keys], &writer)
    write("resources", items[.resources], &writer)
  }

  private func write(
    _ name: StaticString, _ items: [SnapshotDifference.Item]?, _ writer: inout JSONWriter
  ) {
    writer.member(name, lines: items ?? []) { writer, item in
      writer.object {
        $0.member("name", item.name)
        $0.member("resource", item.resource)
        $0.member("file", item.file)
        $0.member("line", item.line)
        $0.member("count", item.count)
      }
    }
  }
}

extension String {
  fileprivate var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}
