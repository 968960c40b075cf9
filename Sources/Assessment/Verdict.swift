/// What a rule says of a resource.
public enum Verdict: String, Sendable, CaseIterable {
  /// Every possible value satisfies the rule.
  case pass
  /// No possible value does.
  case fail
  /// Some do and some do not: it depends on a parameter or condition, which the finding names.
  case conditional
  /// A value that the rule needs cannot be known from what was given.
  case undetermined
  /// Only a document from outside can answer.
  case evidenceRequired = "evidence-required"
  /// The rule does not speak of this resource.
  case notApplicable = "not-applicable"
}
