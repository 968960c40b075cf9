public import Reporting

/// Draws a sample of a scan's results: `bornage sample`.
public enum SampleScan {
  /// Scans, and draws.
  ///
  /// - Parameters:
  ///   - options: as for a scan.
  ///   - size: how many results.
  ///   - seed: any text; the same seed draws the same results.
  /// - Throws: ``UsageError`` for a mistake in the options or policies.
  public static func run(_ options: ScanOptions, size: Int, seed: String) async throws(UsageError)
    -> SampleSheet
  {
    var options = options
    options.keepsJudgements = true
    let (report, _) = try await Scan(options).run()
    return SampleSheet(
      AuditSample(report, size: size, seed: seed),
      command: ReperformCommand(paths: options.paths, options: words(options)))
  }

  /// The options that decide what a scan finds.
  private static func words(_ options: ScanOptions) -> [String] {
    var words: [String] = []
    func add(_ name: String, _ values: [String]) { for value in values { words += [name, value] } }
    add("--policy", options.policies)
    add("--policy-parameter", options.policyParameters)
    add("--context", options.contexts)
    add("--set", options.values)
    add("--waivers", options.waivers)
    add("--exclude", options.excludes)
    if let day = options.asOf { add("--as-of", [day]) }
    return words
  }
}
