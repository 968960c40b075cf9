public import Assessment
public import Descriptors

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
    public let notes: [Phrase]

    /// Another state.
    public init(name: String, commit: String, comparison: TreeComparison, notes: [Phrase]) {
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
    public var words: Phrase {
      func number(_ state: Prior.State) -> Int { counts[state] ?? 0 }
      return """
        \(count: number(.new)) new, \(count: number(.worsened)) worsened, \(count: number(.unchanged)) unchanged, \
        \(count: fixed.count) fixed
        """
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
    public var sentences: [Phrase] {
      let expired = expired.reduce(0) { $0 + $1.count }
      let fixed = fixed.reduce(0) { $0 + $1.count }
      var sentences: [Phrase] = []
      if silenced > 0 { sentences.append(words(silenced: silenced)) }
      if worsened > 0 { sentences.append(words(worsened: worsened)) }
      if expired > 0 { sentences.append(words(expired: expired)) }
      if fixed > 0 { sentences.append(words(fixed: fixed)) }
      return sentences
    }

    private func words(silenced count: Int) -> Phrase {
      count == 1
        ? "1 finding known from the baseline \(path) counts for no threshold"
        : "\(count: count) findings known from the baseline \(path) count for no threshold"
    }

    private func words(worsened count: Int) -> Phrase {
      count == 1
        ? "1 finding of the baseline is graver than when taken over, and counts again"
        : "\(count: count) findings of the baseline are graver than when taken over, and count again"
    }

    private func words(expired count: Int) -> Phrase {
      let remedy: Phrase =
        "mend what is found, or decide anew with `bornage baseline update --renew-expired --expires DAY`"
      return count == 1
        ? "1 decision of the baseline has run out and silences nothing: \(remedy)"
        : "\(count: count) decisions of the baseline have run out and silence nothing: \(remedy)"
    }

    private func words(fixed count: Int) -> Phrase {
      let remedy: Phrase = "`bornage baseline prune`, so that the breach cannot come back unseen"
      return count == 1
        ? "1 decision of the baseline is fixed: take it out with \(remedy)"
        : "\(count: count) decisions of the baseline are fixed: take them out with \(remedy)"
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
  public var notices: [Phrase] { (since?.notes ?? []) + (baseline?.sentences ?? []) }

  /// What is added to the reason of the outcome; nil if there is nothing to add.
  public var reason: Phrase? {
    let known = baseline?.silenced ?? 0
    switch (since, known > 0) {
    case (let since?, true):
      return "; against \(since.shown): \(since.words); \(count: known) known from the baseline"
    case (let since?, false): return "; against \(since.shown): \(since.words)"
    case (nil, true): return "; \(count: known) known from the baseline"
    case (nil, false): return nil
    }
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
  var note: Phrase? {
    let was: Phrase = self.was ?? "less grave"
    switch (state, origin) {
    case (.new, .baseline): return nil
    case (.new, .tree): return "new: it was not there before the change"
    case (.worsened, .tree): return "worsened: it was \(was) before the change"
    case (.worsened, .baseline): return "worsened: it was \(was) when it was taken over into the baseline"
    case (.unchanged, .tree): return "known: it was there before the change"
    case (.unchanged, .baseline): return decision
    }
  }

  /// What a baseline says of a finding that it holds.
  private var decision: Phrase {
    if isExpired {
      return "its decision in the baseline ended on \(day: expires ?? "?") and silences no longer"
    }
    switch (expires, reason) {
    case (let day?, let reason?): return "known: in the baseline until \(day: day): \(reason)"
    case (let day?, nil): return "known: in the baseline until \(day: day)"
    case (nil, let reason?): return "known: in the baseline: \(reason)"
    case (nil, nil): return "known: in the baseline"
    }
  }
}
