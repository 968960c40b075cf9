import Inventory

/// The account of what was read: the first thing that a reader has to know.
struct HTMLCoverage {
  private let coverage: Coverage
  /// How many resources the inventory lists; what is known to hold nothing is only counted.
  private let listed: Int
  private let words: HTMLWords

  init(_ report: ScanReport, words: HTMLWords) {
    coverage = report.coverage
    listed = report.resources.count
    self.words = words
  }

  var fields: Fields {
    var fields = Fields()
    let files: [State] = [
      ("understood", coverage.understood, "b-good"),
      ("notInfrastructure", coverage.notInfrastructure, "b-none"),
      ("notUnderstood", coverage.notUnderstood, "b-open"), ("unreadable", coverage.unreadable, "b-bad"),
    ]
    fields.list("files", files.map(row))
    bar("fileBar", files, &fields)
    fields.own("found", words.number(coverage.found))
    fields.own("ignored", words.number(coverage.ignored + coverage.excluded))
    let resources: [State] = [
      ("located", coverage.located, "b-good"),
      ("unlocated", coverage.undetermined, "b-open"),
    ]
    let holders: State = ("dataBearing", coverage.dataBearing, "sum")
    fields.list("resources", (resources + [holders] + others).map(row))
    bar("resourceBar", resources, &fields)
    unread(&fields)
    notUnderstood(&fields)
    fields.list("counts", counts())
    return fields
  }

  /// What holds no data, so that the rows add up to everything that is declared.
  private var others: [State] {
    let unknown = coverage.unknownTypes.values.reduce(0, +)
    return [
      ("withoutData", listed - coverage.dataBearing, ""),
      ("listed", listed, "sum"),
      ("onlyCounted", coverage.resources - listed - unknown, ""),
      ("ofUnknownType", unknown, ""),
      ("allResources", coverage.resources, "sum"),
    ]
  }

  private typealias State = (name: String, count: Int, style: String)

  private func row(_ state: State) -> Fields {
    var fields = Fields()
    fields.own("class", state.style)
    if state.style == "sum" { fields.own("line", "sum") } else { fields.flag("line", false) }
    fields.flag("key", state.style.hasPrefix("b-"))
    fields.own("label", words[state.name])
    fields.own("count", words.number(state.count))
    fields.own("meaning", words[state.name + "Meaning"])
    return fields
  }

  /// Parts of a thousand, side by side.
  private func bar(_ name: String, _ parts: [State], _ fields: inout Fields) {
    let total = parts.reduce(0) { $0 + $1.count }
    guard total > 0 else { return }
    var before = 0
    var bar = Fields()
    bar.list(
      "parts",
      parts.map { part in
        let start = before * 1000 / total
        before += part.count
        var fields = Fields()
        fields.own("class", part.style)
        fields.own("x", "\(start)")
        fields.own("width", "\(before * 1000 / total - start)")
        return fields
      })
    fields.fields(name, bar)
  }

  private func unread(_ fields: inout Fields) {
    for (name, isSerious) in [("unread", true), ("partly", false)] {
      let some = coverage.unread.filter { $0.makesIncomplete == isSerious }
      guard !some.isEmpty else { continue }
      var table = Fields()
      table.own("count", words.number(some.count))
      table.list(
        "rows",
        some.map { unread in
          var fields = Fields()
          fields.own("path", unread.path + (unread.line.map { ":\($0)" } ?? ""))
          fields.own("reason", words.say(unread.reason))
          return fields
        })
      fields.fields(name, table)
    }
  }

  /// How many files that were not understood are named; a page with tens of thousands is read by nobody.
  private static let mostNotUnderstood = 500

  /// The files that were not understood, with what is known of the reason.
  private func notUnderstood(_ fields: inout Fields) {
    let files = coverage.notUnderstoodFiles
    guard !files.isEmpty else { return }
    let reasons = Dictionary(coverage.unread.map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })
    var table = Fields()
    table.own("count", words.number(files.count))
    table.list(
      "rows",
      files.prefix(Self.mostNotUnderstood).map { file in
        let unread = reasons[file.path]
        var fields = Fields()
        fields.own("path", file.path + (unread?.line.map { ":\($0)" } ?? ""))
        fields.own("kind", file.kind)
        fields.own("reason", unread.map { words.say($0.reason) } ?? words["noDialect"])
        return fields
      })
    let left = files.count - Self.mostNotUnderstood
    if left > 0 { table.own("rest", words.fill("notUnderstoodRest", words.number(left))) }
    fields.fields("notUnderstood", table)
  }

  private func counts() -> [Fields] {
    [
      ("byDialect", coverage.filesByDialect), ("notUnderstoodKinds", coverage.notUnderstoodKinds),
      ("unknownTypes", coverage.unknownTypes), ("notCreated", coverage.notCreated),
    ].filter { !$0.1.isEmpty }.map { name, counts in
      var fields = Fields()
      fields.own("label", words[name])
      fields.own("caption", words[name + "Caption"])
      fields.own("what", words[name + "What"])
      fields.own("number", words[name == "byDialect" || name == "notUnderstoodKinds" ? "files" : "resources"])
      fields.own("count", words.number(counts.values.reduce(0, +)))
      fields.list(
        "rows",
        counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { name, count in
          var fields = Fields()
          fields.own("name", name)
          fields.own("times", words.number(count))
          return fields
        })
      return fields
    }
  }
}
