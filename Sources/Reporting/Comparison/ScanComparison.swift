public import Assessment

/// What a scan was held against, and what has gone since.
public struct ScanComparison: Sendable {
  /// Another state of the tree.
  public struct Since: Sendable {
    /// The name that was given: `main`.
    public let name: String
    /// The commit that it means.
    public let commit: String
    /// Findings by how they stand to the other state.
    public let counts: [Prior.State: Int]
    /// The findings of the other state that are no more.
    public let fixed: [Finding]
    /// The logical keys of their resources, by index of ``fixed``.
    public let fixedKeys: [String?]
    /// What could not be compared, a sentence each.
    public let notes: [String]

    /// Another state.
    public init(name: String, commit: String, comparison: TreeComparison, notes: [String]) {
      self.name = name
      self.commit = commit
      counts = comparison.findings.reduce(into: [:]) { counts, finding in
        if let state = finding.prior?.state { counts[state, default: 0] += 1 }
      }
      fixed = comparison.fixed
      fixedKeys = comparison.fixedKeys
      self.notes = notes
    }

    /// `main (1a2b3c4d5e)`.
    public var shown: String { "\(SafeText.line(name)) (\(commit.prefix(10)))" }

    /// `2 new, 1 worsened, 40 unchanged, 3 fixed`.
    public var words: String {
      Prior.State.allCases.map { "\(counts[$0] ?? 0) \($0.rawValue)" }.joined(separator: ", ")
        + ", \(fixed.count) fixed"
    }
  }

  /// The decisions that a team has taken over.
  public struct Known: Sendable {
    /// The file, as it is shown.
    public let path: String
    /// How many findings it silences.
    public let silenced: Int
    /// How many are graver than when they were taken over.
    public let worsened: Int
    /// What is fixed.
    public let fixed: [Baseline.Entry]
    /// What has run out, and still stands.
    public let expired: [Baseline.Entry]

    /// A baseline and what a scan made of it.
    public init(path: String, outcome: BaselineOffice.Outcome) {
      self.path = path
      silenced = outcome.silenced
      worsened = outcome.worsened
      fixed = outcome.fixed
      expired = outcome.expired
    }

    /// What the baseline does to the scan, and what is to be done about it, a sentence each.
    public var sentences: [String] {
      var sentences: [String] = []
      if silenced > 0 {
        sentences.append(
          "\(Self.count(silenced, "finding")) known from the baseline \(SafeText.line(path)) "
            + "\(silenced == 1 ? "counts" : "count") for no threshold")
      }
      if worsened > 0 {
        sentences.append(
          "\(Self.count(worsened, "finding")) of the baseline \(worsened == 1 ? "is" : "are") graver than when taken "
            + "over, and \(worsened == 1 ? "counts" : "count") again")
      }
      let expired = expired.reduce(0) { $0 + $1.count }
      if expired > 0 {
        sentences.append(
          "\(Self.count(expired, "decision")) of the baseline \(expired == 1 ? "has" : "have") run out and "
            + "\(expired == 1 ? "silences" : "silence") nothing: mend what is found, or decide anew with "
            + "`bornage baseline update --renew-expired --expires DAY`")
      }
      let fixed = fixed.reduce(0) { $0 + $1.count }
      if fixed > 0 {
        sentences.append(
          "\(Self.count(fixed, "decision")) of the baseline \(fixed == 1 ? "is" : "are") fixed: take "
            + "\(fixed == 1 ? "it" : "them") out with `bornage baseline prune`, so that the breach cannot come back "
            + "unseen")
      }
      return sentences
    }

    private static func count(_ count: Int, _ word: String) -> String {
      "\(count) \(word)\(count == 1 ? "" : "s")"
    }
  }

  /// The other state of the tree; nil if it was held against none.
  public let since: Since?
  /// The baseline; nil if there is none.
  public let baseline: Known?

  /// A comparison; nil if the scan was held against nothing.
  public init?(since: Since?, baseline: Known?) {
    guard since != nil || baseline != nil else { return nil }
    self.since = since
    self.baseline = baseline
  }

  /// What the reader has to know first.
  public var notices: [String] { (since?.notes ?? []) + (baseline?.sentences ?? []) }

  /// What is added to the reason of the outcome.
  public var reason: String {
    var parts: [String] = []
    if let since { parts.append("against \(since.shown): \(since.words)") }
    if let baseline, baseline.silenced > 0 {
      parts.append("\(baseline.silenced) known from the baseline")
    }
    return parts.map { "; " + $0 }.joined()
  }
}

extension Prior {
  /// The word that SARIF has for it.
  var sarifState: String {
    switch state {
    case .new: "new"
    case .worsened: "updated"
    case .unchanged: "unchanged"
    }
  }

  /// What a reader has to know of it; nil for what is simply new under a baseline, which is nothing to speak of.
  var note: String? {
    switch (state, origin) {
    case (.new, .baseline): nil
    case (.new, .tree): "new: it was not there before the change"
    case (.worsened, .tree): "worsened: it was \(was ?? "less grave") before the change"
    case (.worsened, .baseline):
      "worsened: it was \(was ?? "less grave") when it was taken over into the baseline"
    case (.unchanged, .tree): "known: it was there before the change"
    case (.unchanged, .baseline):
      isExpired
        ? "its decision in the baseline ended on \(expires ?? "?") and silences no longer"
        : "known: in the baseline" + (expires.map { " until \($0)" } ?? "") + (reason.map { ": \($0)" } ?? "")
    }
  }
}
