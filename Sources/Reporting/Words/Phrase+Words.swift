internal import Assessment
internal import Descriptors

// The words of policies and verdicts, for people.
extension Phrase {
  init(_ severity: Severity) { self.init(term: severity.rawValue) }

  init(_ verdict: Verdict) { self.init(term: verdict.rawValue) }

  init(_ category: Category) { self.init(term: category.rawValue) }
}
