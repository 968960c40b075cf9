public import Assessment
import Atlas
public import Descriptors

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
  private let notes: [Phrase]
  private let speech: Speech
  /// How many lines of one kind a report for people has.
  private static let most = 200

  /// A report.
  ///
  /// - Parameters:
  ///   - from: what the old inventory is called.
  ///   - to: what the new one is called.
  ///   - gates: of what nothing new may come.
  ///   - notes: what could not be compared, a sentence each.
  ///   - language: of the forms for people.
  public init(
    _ difference: SnapshotDifference, from: String, to: String, gates: [SnapshotDifference.Subject],
    notes: [Phrase], language: Language = .english
  ) {
    self.difference = difference
    self.from = from
    self.to = to
    self.gates = gates
    self.notes = notes
    speech = Speech(language: language)
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
  public var reason: Phrase {
    if breaches.isEmpty {
      return gates.isEmpty
        ? "no gate was set (`--fail-on-new countries,operators,hosts,flows,keys,resources`)"
        : "nothing new of \(Phrase.enumeration(gates.map { Self.word($0, 2) }))"
    }
    let came = breaches.map { breach -> Phrase in
      "\(count: breach.count) \(Self.word(breach.subject, breach.count))"
    }
    return "new of what may not come: \(Phrase.enumeration(came))"
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

  private static func word(_ subject: SnapshotDifference.Subject, _ count: Int) -> Phrase {
    switch (subject, count == 1) {
    case (.countries, true): "country"
    case (.countries, false): "countries"
    case (.operators, true): "operator"
    case (.operators, false): "operators"
    case (.hosts, true): "host"
    case (.hosts, false): "hosts"
    case (.flows, true): "flow"
    case (.flows, false): "flows"
    case (.keys, true): "key"
    case (.keys, false): "keys"
    case (.resources, true): "data-bearing resource"
    case (.resources, false): "data-bearing resources"
    }
  }

  private func say(_ phrase: Phrase) -> String { speech.text(phrase) }

  private func shown(_ name: String, _ subject: SnapshotDifference.Subject) -> String {
    guard subject == .countries, name != SnapshotMaker.anywhere else { return name }
    return "\(speech.country(Country(name))) (\(name))"
  }

  private static func place(_ file: String, _ line: Int) -> String { "\(file):\(line)" }

  private func countries(_ codes: [String]) -> String {
    codes.isEmpty ? say("not known") : codes.map { shown($0, .countries) }.joined(separator: ", ")
  }

  // MARK: Text

  private var textLines: [String] {
    var lines = notes.map { SafeText.line(say("note: \($0)")) }
    lines.append(SafeText.line(say("From \(from) to \(to)")))
    if difference.isEmpty { lines.append("  " + say("nothing came, went or moved")) }
    for subject in subjects {
      lines.append("")
      lines.append(say(Self.word(subject, 2)).capitalizedFirst)
      lines += text("+", difference.added[subject] ?? [], subject)
      lines += text("-", difference.removed[subject] ?? [], subject)
    }
    if !difference.moved.isEmpty {
      lines += ["", say("Stands elsewhere")]
      for move in difference.moved.prefix(Self.most) {
        lines.append(
          SafeText.line(
            "  \(move.resource): \(countries(move.from)) -> \(countries(move.to))  "
              + Self.place(move.file, move.line)))
      }
      lines += rest(difference.moved.count)
    }
    lines += ["", SafeText.line(say("Outcome: \(reason) (exit code \(Int(exitCode)))."))]
    return lines
  }

  private func text(
    _ sign: String, _ items: [SnapshotDifference.Item], _ subject: SnapshotDifference.Subject
  ) -> [String] {
    items.prefix(Self.most).map { item in
      let by = item.name.hasPrefix(item.resource) ? "" : "\(item.resource), "
      let more = item.count > 1 ? say(", and \(count: item.count - 1) more") : ""
      return SafeText.line(
        "  \(sign) \(shown(item.name, subject))  (\(by)\(Self.place(item.file, item.line))\(more))")
    } + rest(items.count)
  }

  private func rest(_ count: Int) -> [String] {
    count > Self.most ? ["  " + say("... and \(count: count - Self.most) more: see `--format json`")] : []
  }

  // MARK: Markdown

  /// By which a script finds the comment that it wrote before.
  private static let sign = "<!-- bornage diff -->"

  private var markdown: String {
    let title = say("bornage: what came and went")
    var text = "\(Self.sign)\n## \(title)\n\n"
    for note in notes { text += "> \(MarkdownText.prose(say(note)))\n\n" }
    text += say("From \(MarkdownText.code(from)) to \(MarkdownText.code(to))") + ". "
    text += MarkdownText.prose(say("Outcome: \(reason) (exit code \(Int(exitCode))).")) + "\n\n"
    guard !difference.isEmpty else {
      return text + say("nothing came, went or moved").capitalizedFirst + ".\n"
    }
    let head = ["", say("What"), say("Which"), say("By"), say("Where")]
    text += "|\(head.joined(separator: " | ")) |\n| -- | -- | -- | -- | -- |\n"
    for subject in subjects {
      text += rows(.new, difference.added[subject] ?? [], subject)
      text += rows(.gone, difference.removed[subject] ?? [], subject)
    }
    for move in difference.moved.prefix(Self.most) {
      text += row([
        say("moved"), say(Self.word(.resources, 1)), MarkdownText.code(move.resource),
        MarkdownText.prose("\(countries(move.from)) → \(countries(move.to))"),
        MarkdownText.code(Self.place(move.file, move.line)),
      ])
    }
    return text
  }

  private enum Way {
    case new
    case gone
  }

  private func rows(
    _ state: Way, _ items: [SnapshotDifference.Item], _ subject: SnapshotDifference.Subject
  ) -> String {
    let isBreach = state == .new && gates.contains(subject)
    let state = say(state == .new ? "new" : "gone")
    var text = items.prefix(Self.most).map { item in
      row([
        isBreach ? "**\(state)**" : state, say(Self.word(subject, 1)),
        MarkdownText.code(Clip.text(shown(item.name, subject), to: 300)),
        MarkdownText.code(Clip.text(item.resource, to: 200))
          + (item.count > 1 ? say(", and \(count: item.count - 1) more") : ""),
        MarkdownText.code(Clip.text(Self.place(item.file, item.line), to: 200)),
      ])
    }.joined()
    if items.count > Self.most {
      text += row([
        state, say(Self.word(subject, 2)),
        say("... and \(count: items.count - Self.most) more: see `--format json`"), "", "",
      ])
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
      writer.member("notes", strings: notes.map(\.english))
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
