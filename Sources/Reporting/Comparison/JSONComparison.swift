import Assessment
import Descriptors

/// What a scan was held against, as JSON.
enum JSONComparison {
  static func write(_ comparison: ScanComparison, _ writer: inout JSONWriter) {
    if let since = comparison.since { writer.member("since", object: { write(since, &$0) }) }
    if let baseline = comparison.baseline { writer.member("baseline", object: { write(baseline, &$0) }) }
  }

  private static func write(_ since: ScanComparison.Since, _ writer: inout JSONWriter) {
    writer.member("name", since.name)
    writer.member("commit", since.commit)
    for state in Prior.State.allCases { writer.member(named: state.rawValue, since.counts[state] ?? 0) }
    writer.member("notes", strings: since.notes.map(\.english))
    writer.member("fixed", lines: since.fixed.indices) { writer, index in
      let finding = since.fixed[index]
      writer.object { writer in
        writer.member("rule", finding.rule)
        writer.member("policy", finding.policy)
        writer.member("severity", finding.severity.rawValue)
        writer.member("verdict", finding.verdict.rawValue)
        writer.member("resource", since.fixedKeys[index])
        if let span = finding.span {
          writer.member("file", span.file)
          writer.member("line", span.start.line)
        }
        writer.member("message", finding.message.english)
        writer.member("fingerprint", finding.fingerprint)
      }
    }
  }

  private static func write(_ baseline: ScanComparison.Known, _ writer: inout JSONWriter) {
    writer.member("file", baseline.path)
    writer.member("silenced", baseline.silenced)
    writer.member("worsened", baseline.worsened)
    writer.member("fixed", lines: baseline.fixed) { writer, entry in
      writer.object { BaselineFile.members(entry, &$0) }
    }
    writer.member("expired", lines: baseline.expired) { writer, entry in
      writer.object { BaselineFile.members(entry, &$0) }
    }
  }

  /// What was known of a finding.
  static func members(_ prior: Prior, _ writer: inout JSONWriter) {
    writer.member("state", prior.state.rawValue)
    writer.member("against", prior.origin.rawValue)
    writer.member("silences", prior.silences)
    writer.member("was", prior.was)
    writer.member("reason", prior.reason)
    writer.member("expires", prior.expires)
    if prior.isExpired { writer.member("expired", true) }
  }
}
