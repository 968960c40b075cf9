import Assessment
import Descriptors

/// What a scan of another state, or a baseline, knows: a line for each finding that was there before and for each that
/// is no more.
struct TextComparison {
  let report: ScanReport

  func write(_ writer: inout TextWriter) {
    let style = writer.style
    let findings = report.assessment.findings
    let known = Ranking(findings, isListed: \.isKnown).all.map { findings[$0] }
    list("Known from before", known, &writer) { finding in
      let until = finding.prior?.expires.map { style.say("until \(day: $0)") }
      return [finding.prior?.reason, until].compactMap { $0 }.joined(separator: ", ")
    }
    guard let comparison = report.comparison else { return }
    if let since = comparison.since { list("Fixed since \(since.shown)", since.fixed, &writer) { _ in "" } }
    if let baseline = comparison.baseline, !baseline.fixed.isEmpty {
      writer.line(writer.paint(style.say("Fixed, and still in the baseline"), .bold))
      for entry in baseline.fixed.prefix(writer.style.mostPerRule) {
        let subject = entry.resource.isEmpty ? style.say("the whole scan") : entry.resource
        writer.line("  " + style.say("\(entry.rule): \(subject) (\(entry.value)) in \(entry.file)"))
      }
      rest(baseline.fixed.count, &writer)
      writer.line()
    }
  }

  private func list(
    _ title: Phrase, _ findings: [Finding], _ writer: inout TextWriter, _ remark: (Finding) -> String
  ) {
    guard !findings.isEmpty else { return }
    writer.line(writer.paint(writer.style.say(title), .bold))
    for finding in findings.prefix(writer.style.mostPerRule) {
      let place = finding.span.map { "\(writer.place($0)): " } ?? ""
      let remark = remark(finding)
      writer.line(
        "  \(writer.style.say(finding.gravity.words))[\(SafeText.line(finding.rule))]: \(place)\(writer.style.say(finding.message))"
          + (remark.isEmpty ? "" : SafeText.line(" (\(remark))")))
    }
    rest(findings.count, &writer)
    writer.line()
  }

  private func rest(_ count: Int, _ writer: inout TextWriter) {
    let left = count - writer.style.mostPerRule
    if left > 0 { writer.line("  " + writer.style.say("... and \(count: left) more: see `--format json`")) }
  }
}
