import Assessment
import Descriptors

/// Loads the policies of a scan and holds what settings say of policies and classes against them: a word that is spelt
/// wrong must not silently mean nothing.
enum SettledPolicies {
  static func load(
    _ choice: PolicyChoice, settings: Settings, context: ScanContext, knowledge: SharedKnowledge
  ) throws(UsageError) -> [Policy] {
    let loaded = try knowledge.policies(of: choice)
    let given = settings.configurations.flatMap { configuration in
      configuration.classes.map { ($0.mapping, configuration.path, $0.position) }
    }
    let names = Set(loaded.flatMap(\.classNames)).sorted()
    for (mapping, path, position) in given where !names.contains(mapping.name) {
      throw Said(mapping.name, .file(path, position)).mistake(unknown(mapping.name, among: names))
    }
    for (name, origin) in context.classes where !names.contains(name) {
      throw UsageError("\(origin): \(unknown(name, among: names))")
    }
    try ThresholdWords.check(
      settings.policyThresholds, known: loaded.map(\.id) + [WaiverOffice.policyID],
      others: isOverridden(settings) ? nil : PolicyLoader.shippedNames)
    return loaded.map { $0.adding(classes: given.map(\.0)) }
  }

  /// True if a configuration names policies and an option or variable names others.
  private static func isOverridden(_ settings: Settings) -> Bool {
    guard case .file? = settings.inForce[.policies]?.first?.origin else {
      return settings.configurations.contains { $0.said[.policies] != nil }
    }
    return false
  }

  private static func unknown(_ name: String, among names: [String]) -> String {
    let near = Spelling.nearest(to: name, among: names).map { "; did you mean `\($0)`?" } ?? ""
    return "no policy of this scan knows a data class `\(name)`\(near) (\(names.joined(separator: ", ")))"
  }
}
