public import Inventory

import Descriptors

/// Holds a baseline against findings: what it silences, what is fixed, what has run out.
public struct BaselineOffice {
  /// What a scan can say of a baseline.
  public struct Scope {
    /// The path of a scanned file from the baseline's folder, by the path in reports.
    let path: (String) -> String
    /// True if a file, by its path from the baseline's folder, was looked at whole, or would have been if it were there.
    let covers: (String) -> Bool
    /// True if a resource, by its key, may stand in a file that was not read whole.
    let mayStandUnread: (String) -> Bool

    /// A scope.
    public init(
      path: @escaping (String) -> String, covers: @escaping (String) -> Bool,
      mayStandUnread: @escaping (String) -> Bool = { _ in false }
    ) {
      self.path = path
      self.covers = covers
      self.mayStandUnread = mayStandUnread
    }
  }

  /// What a baseline and a scan make of each other.
  public struct Outcome: Sendable {
    /// The findings, each with what the baseline knows of it.
    public let findings: [Finding]
    /// For each finding, the entry that it is; entries that cover several findings are counted apart.
    public let partners: [Baseline.Entry?]
    /// How many findings the baseline silences.
    public let silenced: Int
    /// How many are graver than when they were taken over.
    public let worsened: Int
    /// Entries of which a breach, or some of several, is no more.
    public let fixed: [Baseline.Entry]
    /// Entries that have run out, with breaches that still stand.
    public let expired: [Baseline.Entry]
    /// Entries that the scan says nothing about: those of files or policies that it did not look at, and of what may
    /// stand in a file that it could not read.
    public let unseen: [Baseline.Entry]
  }

  private let baseline: Baseline
  private let day: String
  private let scope: Scope

  /// An office.
  ///
  /// - Parameter day: the day on which entries must hold.
  public init(_ baseline: Baseline, day: String, scope: Scope) {
    self.baseline = baseline
    self.day = day
    self.scope = scope
  }

  /// Holds the baseline against what was found.
  public func apply(to result: AssessmentResult, resources: [Resource]) -> Outcome {
    let entries = baseline.entries.flatMap { Array(repeating: Self.single($0), count: max(1, $0.count)) }
    let declared: [String: Int] = resources.reduce(into: [:]) {
      $0[Self.id(scope.path($1.span.file), $1.key), default: 0] += 1
    }
    let files = result.findings.map { $0.home(among: resources).map(scope.path) ?? "" }
    let match = DecisionMatch(
      old: entries.map {
        DecisionMatch.Sighting(decision: $0.fingerprint, policy: $0.policy, file: $0.file)
      },
      new: result.findings.indices.map {
        DecisionMatch.Sighting(
          decision: result.findings[$0].decision, policy: result.findings[$0].policy, file: files[$0])
      },
      moves: DecisionMatch.Moves(
        mayMove: { old, new in
          let entry = entries[old]
          // A file that was not looked at may still hold it.
          return !entry.file.isEmpty && scope.covers(entry.file)
            && declared[Self.id(entry.file, entry.resource)] == nil && !entry.elsewhere.contains(files[new])
        }))
    var findings: [Finding] = []
    findings.reserveCapacity(result.findings.count)
    for (finding, partner) in zip(result.findings, match.partners) {
      findings.append(mark(finding, partner.map { entries[$0] }))
    }
    let rules = Set(result.rules.map(\.id))
    let gone = match.gone.map { entries[$0] }
    let decided: [Breach: Int] = entries.reduce(into: [:]) { $0[Breach($1), default: 0] += 1 }
    let isSeen = { (entry: Baseline.Entry) in
      guard rules.contains(entry.rule) else { return false }
      guard !entry.file.isEmpty else { return true }
      // What its file declares no less often than it was decided on was judged anew.
      let stands = declared[Self.id(entry.file, entry.resource), default: 0]
      return scope.covers(entry.file)
        && (stands >= decided[Breach(entry), default: 0] || !scope.mayStandUnread(entry.resource))
    }
    let partners = match.partners.map { $0.map { entries[$0] } }
    return Outcome(
      findings: findings, partners: partners,
      silenced: findings.count { $0.prior?.origin == .baseline && $0.prior?.silences == true },
      worsened: findings.count { $0.prior?.origin == .baseline && $0.prior?.state == .worsened },
      fixed: Self.counted(gone.filter(isSeen)),
      expired: Self.counted(partners.compactMap { $0 }.filter { $0.isExpired(on: day) }),
      unseen: Self.counted(gone.filter { !isSeen($0) }))
  }

  private func mark(_ finding: Finding, _ entry: Baseline.Entry?) -> Finding {
    guard let entry else {
      // What another state of the tree knows stands.
      return finding.prior == nil ? finding.with(prior: Prior(.new, origin: .baseline)) : finding
    }
    let isWorse = finding.gravity.exceeds(entry.gravity)
    let prior = Prior(
      isWorse ? .worsened : .unchanged, origin: .baseline, was: isWorse ? entry.gravity.words : nil,
      reason: entry.reason, expires: entry.expires, isExpired: entry.isExpired(on: day))
    // What silences counts before what does not.
    return finding.prior?.silences == true && !prior.silences ? finding : finding.with(prior: prior)
  }

  private static func single(_ entry: Baseline.Entry) -> Baseline.Entry {
    var single = entry
    single.count = 1
    return single
  }

  /// Equal entries as one with its count, in order.
  static func counted(_ entries: [Baseline.Entry]) -> [Baseline.Entry] {
    var places: [Baseline.Entry: Int] = [:]
    var result: [Baseline.Entry] = []
    for entry in entries {
      if let place = places[entry] {
        result[place].count += 1
      } else {
        places[entry] = result.count
        result.append(entry)
      }
    }
    return result
  }

  private static func id(_ file: String, _ key: String) -> String { "\(file)#\(key)" }

  /// What entries of one breach in one file have in common, whatever was decided on each.
  private struct Breach: Hashable {
    let fingerprint: String
    let policy: String
    let file: String

    init(_ entry: Baseline.Entry) {
      fingerprint = entry.fingerprint
      policy = entry.policy
      file = entry.file
    }
  }
}
