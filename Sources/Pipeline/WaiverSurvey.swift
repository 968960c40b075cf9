import Assessment
import Atlas
import Descriptors
public import Reporting

/// The waivers at hand, by their end: `bornage waivers`.
public enum WaiverSurvey {
  /// A line for each waiver, those that end first at the top, and whether one of them does not hold.
  ///
  /// - Parameters:
  ///   - paths: files and folders, for the configurations above them.
  ///   - files: files of waivers, beside those that configurations name.
  ///   - asOf: the day to judge by; nil for today.
  ///   - environment: may name files of waivers too.
  ///   - language: the language of the lines.
  /// - Throws: ``UsageError`` for a mistake in a configuration or a file of waivers.
  public static func lines(
    paths: [String], files: [String], asOf: String?, environment: Environment = Environment(),
    language: Language = .english
  ) throws(UsageError) -> (lines: [String], hasFaults: Bool) {
    _ = try AskedDay.checked(asOf)
    var options = ScanOptions(paths: paths)
    options.waivers = files
    options.environment = environment
    let settings = try Settings(options)
    let found = try WaiverChoice.load(settings.inForce[.waivers] ?? [], atlas: Atlas())
    let day = asOf ?? WaiverChoice.today
    let waivers = found.flatMap(\.waivers).sorted { ($0.expires, $0.id) < ($1.expires, $1.id) }
    guard !waivers.isEmpty else {
      let none: Phrase = "no waivers: name a file with --file, or under `waivers:` in .bornage.yml"
      return ([none.text(in: language)], false)
    }
    let lines = waivers.flatMap { line($0, on: day) }.map { SafeText.line($0.text(in: language)) }
    return (lines, waivers.contains { $0.fault(on: day) != nil })
  }

  private static func line(_ waiver: Waiver, on day: String) -> [Phrase] {
    let left = CalendarDay.days(from: day, to: waiver.expires) ?? 0
    let state: Phrase =
      switch waiver.fault(on: day) {
      case .expired: left == -1 ? "EXPIRED 1 day ago" : "EXPIRED \(-left) days ago"
      case .unapproved: "NOT APPROVED"
      case .selfApproved: "SELF-APPROVED"
      case nil: left == 0 ? "ends today" : left == 1 ? "1 day left" : "\(left) days left"
      }
    let match = Phrase.enumeration(
      [waiver.resource, waiver.file].compactMap { $0.map(Phrase.init(verbatim:)) }
        + (waiver.fingerprint.map { ["fingerprint \($0)"] } ?? []))
    let approval: Phrase = waiver.approvedBy.map { "approved by \($0)" } ?? "approved by nobody"
    let kind = Phrase(term: waiver.kind.rawValue)
    return [
      "\(day: waiver.expires)  \(state)  \(waiver.id)  \(waiver.rule)  \(match)",
      "            \(kind), requested by \(waiver.requestedBy), \(approval): \(waiver.reason)",
    ]
  }
}
