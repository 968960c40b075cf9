public import Descriptors

/// A policy that was applied, so that a report can name it exactly.
public struct PolicyIdentity: Sendable, Hashable {
  /// The identifier: `eu-gdpr`.
  public let id: String
  /// The version.
  public let version: String
  /// The title.
  public let title: String
  /// The title in French; nil if nobody wrote one.
  public var frenchTitle: String?
  /// SHA-256 of the policy file's bytes, in hexadecimal.
  public let sha256: String

  /// An identity.
  public init(id: String, version: String, title: String, frenchTitle: String? = nil, sha256: String) {
    self.frenchTitle = frenchTitle
    self.id = id
    self.version = version
    self.title = title
    self.sha256 = sha256
  }
}

extension PolicyIdentity {
  /// The title for people, in their language.
  public var phrase: Phrase { Phrase(english: title, french: frenchTitle) }
}

/// A rule of an applied policy and how often it said what: every rule is listed, fired or not.
public struct RuleOutcome: Sendable {
  /// The rule's identifier.
  public let id: String
  /// The policy's identifier.
  public let policy: String
  /// The rule's title.
  public let title: String
  /// The rule's category.
  public let category: Category
  /// The rule's severity.
  public let severity: Severity
  /// The clauses.
  public let cites: [Citation]
  /// What to do when it fails.
  public let remedy: String
  /// The document that a rule of the category evidence asks for; nil for every other rule.
  public let ask: String?
  /// Whom it binds.
  public let binds: Binds
  /// What the rule does not see, or how far its reading goes.
  public let note: String?
  /// Title, remedy, question and note in French.
  public let french: Translation
  /// How many resources got which verdict; the sum is the number of resources.
  public let counts: [Verdict: Int]

  /// An outcome.
  public init(
    id: String, policy: String, title: String, category: Category, severity: Severity, cites: [Citation],
    remedy: String, ask: String? = nil, binds: Binds = .customer, note: String? = nil,
    french: Translation = Translation(), counts: [Verdict: Int]
  ) {
    self.ask = ask
    self.binds = binds
    self.note = note
    self.french = french
    self.id = id
    self.policy = policy
    self.title = title
    self.category = category
    self.severity = severity
    self.cites = cites
    self.remedy = remedy
    self.counts = counts
  }
}

/// What one rule says of one resource.
public struct Judgement: Sendable, Hashable {
  /// The rule, as an index of ``AssessmentResult/rules``.
  public let rule: Int
  /// The resource, as an index of the inventory.
  public let resource: Int
  /// What it says.
  public let verdict: Verdict

  /// A judgement.
  public init(rule: Int, resource: Int, verdict: Verdict) {
    self.rule = rule
    self.resource = resource
    self.verdict = verdict
  }
}

/// What the policies say of an inventory.
public struct AssessmentResult: Sendable {
  /// The policies, in the order given.
  public let policies: [PolicyIdentity]
  /// All rules of all policies, in order.
  public let rules: [RuleOutcome]
  /// How high the objectives of policies with a scale can still reach.
  public let ceilings: [Ceilings]
  /// The findings, sorted by file, line, column, policy and rule; questions to the whole scan come last.
  public let findings: [Finding]
  /// Every verdict on a resource to which a rule applied, in the order of the resources; empty unless it was asked for.
  public let judgements: [Judgement]

  /// A result.
  public init(
    policies: [PolicyIdentity], rules: [RuleOutcome], ceilings: [Ceilings] = [], findings: [Finding],
    judgements: [Judgement] = []
  ) {
    self.judgements = judgements
    self.ceilings = ceilings
    self.policies = policies
    self.rules = rules
    self.findings = findings
  }

  /// The same result, with its findings marked.
  public func with(findings: [Finding]) -> AssessmentResult {
    AssessmentResult(
      policies: policies, rules: rules, ceilings: ceilings, findings: findings, judgements: judgements)
  }
}
