import Glibc
public import Reporting

/// Explains one finding or resource of a scan.
public enum Explanation {
  /// Scans, and writes the explanation of a subject to standard output.
  ///
  /// - Parameters:
  ///   - word: what the user calls the subject.
  ///   - options: those that the report was made with.
  ///   - language: the language of the explanation.
  /// - Returns: false if the scan holds nothing of that name; that has been said on standard error.
  /// - Throws: ``UsageError`` for a mistake in the options or policies.
  public static func write(
    _ word: String, _ options: ScanOptions, language: Language = .english
  ) async throws(UsageError) -> Bool {
    let scan = try Scan(options)
    let (report, excerpts) = await scan.run()
    let subject = ExplainReport.subject(word, in: report)
    if case .unknown(let near) = subject {
      let hint = near.first.map { "; did you mean `\($0)`?" } ?? ""
      Console.error(
        "bornage: nothing in the scan is called `\(word)`\(hint); name a finding's fingerprint, a resource, or FILE:LINE"
      )
      return false
    }
    let style = ReportStyle(
      colour: isatty(STDOUT_FILENO) == 1 && options.environment.allowsColour, excerpts: excerpts,
      language: language)
    try ReportOutputs.write(
      ExplainReport(report, style: style, whatIf: scan.whatIf(excerpts)).render(subject), to: "-")
    return true
  }
}
