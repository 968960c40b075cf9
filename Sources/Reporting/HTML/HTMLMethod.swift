import Assessment

/// How the report came about, what its words mean, and the digests of what went in.
struct HTMLMethod {
  private let report: ScanReport
  private let words: HTMLWords
  private let sources: SourceNotes

  init(_ report: ScanReport, words: HTMLWords, sources: SourceNotes) {
    self.report = report
    self.words = words
    self.sources = sources
  }

  var fields: Fields {
    var fields = Fields()
    fields.list(
      "glossary",
      [Verdict.fail, .conditional, .undetermined, .evidenceRequired, .pass, .notApplicable].map { verdict in
        var fields = Fields()
        fields.own("id", verdict.rawValue)
        fields.own("term", words.verdict(verdict))
        fields.own("meaning", words["means_\(verdict.rawValue)"])
        return fields
      })
    fields.list("digests", digests)
    if let provenance = report.provenance { fields.fields("provenance", self.provenance(provenance)) }
    fields.flag("hasSources", !sources.texts.isEmpty)
    fields.list(
      "sources",
      sources.texts.enumerated().map { index, text in
        var fields = Fields()
        fields.own("number", "\(index + 1)")
        fields.own("text", words.source(text))
        return fields
      })
    return fields
  }

  private var digests: [Fields] {
    var rows = [
      digest(words["program"], report.version, words["programDigest"]),
      digest(
        words["atlas"], words.day(report.atlasAsOf), report.provenance?.atlasSHA256 ?? words["notTaken"]),
    ]
    if let provenance = report.provenance { rows.append(digest(words["cards"], "", provenance.cardsSHA256)) }
    return rows
      + report.assessment.policies.map {
        digest("\($0.id)\(words.colon) \(words.say($0.phrase))", $0.version, $0.sha256)
      }
  }

  private func digest(_ name: String, _ version: String, _ sha256: String) -> Fields {
    var fields = Fields()
    fields.own("name", name)
    fields.own("version", version)
    fields.own("sha256", sha256)
    return fields
  }

  private func provenance(_ provenance: Provenance) -> Fields {
    var fields = Fields()
    fields.own("commandLine", provenance.commandLine.joined(separator: " "))
    fields.list(
      "given",
      [("contexts", provenance.contexts), ("parameters", provenance.parameters)].filter { !$0.1.isEmpty }
        .map { name, values in
          var fields = Fields()
          fields.own("label", words[name])
          fields.own("words", values.joined(separator: " "))
          return fields
        })
    fields.own("inputCount", words.number(provenance.inputs.count))
    fields.markup(
      "rows",
      ParallelParts.rows(provenance.inputs) { input, writer in
        writer.element("<tr><th scope=\"row\" class=\"path\">", input.path, "</th><td class=\"n\">")
        writer.element("", words.number(input.size), "</td><td class=\"hash\">")
        writer.element("", input.sha256, "</td></tr>\n")
      })
    return fields
  }
}
