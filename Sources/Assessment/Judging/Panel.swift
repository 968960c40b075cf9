import Atlas
import Descriptors
import Inventory

/// One rule, made ready: whom it applies to as bits, and who judges.
///
/// A class, since every resource takes up every rule and a copy would cost more than the question.
final class RuleJudge {
  let rule: Rule
  /// The index over all rules of all policies.
  let number: Int
  let policyID: String
  let category: Category
  /// What to do, in the words of the policy.
  let remedy: Phrase
  let questions: (any Judge)?
  private let classes: UInt64
  private let exceptClasses: UInt64
  private let kinds: UInt64
  private let roles: UInt64
  private let severities: [(bits: UInt64, severity: Severity)]
  /// True if the unknown is the very thing that the rule forbids.
  let demandsKnowledge: Bool

  init(_ rule: Rule, number: Int, policyID: String, classifier: DataClassifier, questions: (any Judge)?) {
    self.rule = rule
    self.number = number
    self.policyID = policyID
    category = rule.category
    remedy =
      rule.remedy == PolicyDesk.filing
      ? Phrase(term: rule.remedy) : Phrase(english: rule.remedy, french: rule.french.remedy)
    self.questions = questions
    classes = classifier.bits(of: rule.applies.classes)
    exceptClasses = classifier.bits(of: rule.applies.exceptClasses)
    kinds = Bits.of(rule.applies.kinds.compactMap(Kind.init))
    roles = Bits.of(rule.applies.roles.compactMap(Role.init))
    severities = rule.severityByClass.map { (classifier.bits(of: [$0.key]), $0.value) }
    demandsKnowledge =
      switch rule.demand {
      case .residency(let demand): demand.known
      case .transfer(let demand): demand.known
      case .operator(let demand): demand.known
      case .encryptionAtRest, .encryptionInTransit, .keyCustody, .evidence, .check: false
      }
  }

  /// True if data classes decide whether, or how badly, the rule is broken.
  var asksForClass: Bool { classes | exceptClasses != 0 || !severities.isEmpty }

  func applies(to resource: Resource, kind: UInt64, roles: UInt64, classes: UInt64) -> Bool {
    if self.classes != 0, self.classes & classes == 0 { return false }
    if exceptClasses & classes != 0 { return false }
    if kinds != 0, kinds & kind == 0 { return false }
    if self.roles != 0, self.roles & roles == 0 { return false }
    if let holds = rule.applies.holdsData, holds != resource.holdsData { return false }
    return rule.applies.dialects.isEmpty || rule.applies.dialects.contains(resource.dialect)
  }

  /// The worst of the severities of a resource's classes.
  func severity(for classes: UInt64) -> Severity {
    guard !severities.isEmpty else { return rule.severity }
    return severities.filter { $0.bits & classes != 0 }.map(\.severity).max() ?? rule.severity
  }
}

/// Judges one kind of demand on one resource after the other.
protocol Judge: AnyObject {
  /// The verdict on a resource to which the rule applies; findings go to the docket.
  func judge(_ resource: Resource, _ docket: Docket) -> Verdict
}

/// Sets of enumeration cases as bits.
enum Bits {
  private static let kinds = table(Kind.allCases)
  private static let roles = table(Role.allCases)

  static func of(_ cases: [Kind]) -> UInt64 { cases.reduce(0) { $0 | (kinds[$1] ?? 0) } }
  static func of(_ cases: [Role]) -> UInt64 { cases.reduce(0) { $0 | (roles[$1] ?? 0) } }

  static func table<Case: Hashable>(_ cases: [Case]) -> [Case: UInt64] {
    Dictionary(uniqueKeysWithValues: cases.enumerated().map { ($1, 1 << UInt64($0)) })
  }
}

/// The judges of one policy.
final class Panel {
  let policy: Policy
  let judges: [RuleJudge]
  private let classifier: DataClassifier
  /// The judges whose rules are in force.
  private let sitting: [RuleJudge]
  private let holdsNow: Bool

  init(_ policy: Policy, firstRule: Int, atlas: Atlas, asOf: String, raw: (any RawDescriptors)?) {
    self.policy = policy
    let classifier = DataClassifier(policy)
    self.classifier = classifier
    var areas: [AreaDemand: AreaJudge] = [:]
    func area(_ demand: AreaDemand) -> AreaJudge {
      if let known = areas[demand] { return known }
      let made = AreaJudge(demand, atlas: atlas, asOf: asOf)
      areas[demand] = made
      return made
    }
    judges = policy.rules.enumerated().map { index, rule in
      RuleJudge(
        rule, number: firstRule + index, policyID: policy.id, classifier: classifier,
        questions: Self.questions(rule.demand, atlas: atlas, on: asOf, raw: raw, area: area))
    }
    holdsNow = Period(from: policy.validFrom, until: policy.validUntil).contains(asOf)
    let inForce = holdsNow
    sitting = judges.filter {
      inForce && Period(from: $0.rule.from, until: $0.rule.until).contains(asOf)
    }
  }

  private static func questions(
    _ demand: Demand, atlas: Atlas, on day: String, raw: (any RawDescriptors)?,
    area: (AreaDemand) -> AreaJudge
  ) -> (any Judge)? {
    switch demand {
    case .residency(let demand): ResidencyJudge(demand, area: area)
    case .transfer(let demand): TransferJudge(demand, area: area)
    case .operator(let demand): OperatorRuleJudge(demand, atlas: atlas, on: day, area: area)
    case .encryptionAtRest(let demand): AtRestJudge(demand, on: day)
    case .encryptionInTransit(let demand): TransitJudge(demand, on: day)
    case .keyCustody(let demand): CustodyJudge(demand, atlas: atlas, on: day, area: area)
    case .evidence: nil
    case .check(let demand): CheckJudge(demand, raw: raw)
    }
  }

  /// Finds out which classes of data come to which resources.
  func spread(_ resources: [Resource]) -> ClassSpread { ClassSpread(resources, classifier: classifier) }

  func judge(_ resource: Resource, inherited: ClassMembership?, into docket: Docket) {
    guard !sitting.isEmpty else { return }
    let membership = classifier.classify(resource, inherited: inherited)
    docket.classes = membership
    for judge in sitting {
      guard let questions = judge.questions,
        judge.applies(to: resource, kind: docket.kind, roles: docket.roles, classes: membership.bits)
      else { continue }
      docket.take(judge)
      let verdict = questions.judge(resource, docket)
      docket.count(verdict, for: judge.number)
    }
  }

  /// Puts the questions that no descriptor answers.
  func ask(into docket: Docket) {
    for judge in sitting {
      if case .evidence(let ask) = judge.rule.demand { docket.ask(judge, ask) }
    }
  }
}
