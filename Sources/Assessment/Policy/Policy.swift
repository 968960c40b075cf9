public import Descriptors

/// A policy: rules, with the words they use and the document they come from.
///
/// What it inherits is worked in: the rules are those in effect, each with its origin.
public struct Policy: Sendable {
  /// Identifier, version, title and the hash of the file.
  public let identity: PolicyIdentity
  /// The policies it extends, directly and through others, the most basic first.
  public let bases: [PolicyIdentity]
  /// What it is for, in a few sentences.
  public let description: String?
  /// Title and description in French.
  public let french: Translation
  /// The document that the rules read; nil if the policy names none.
  public let source: PolicySource?
  /// The day on which its version, or that of a policy it extends, came out; nil if none of them says.
  public let released: String?
  /// The first day the policy speaks of, `2022-03-08`; nil if it does not say.
  public let validFrom: String?
  /// The first day it no longer speaks of; nil if it does not say.
  public let validUntil: String?
  /// The policy that follows it.
  public let supersededBy: String?
  /// The data classes that the policy maps tags to, in the order of the file.
  public internal(set) var classes: [DataClassMapping]
  /// The class of a resource that nothing labels.
  public let unlabelled: String
  /// What its user may set, in the order of the files.
  public let parameters: [Parameter]
  /// The rules in effect, inherited ones first, in the order of the files.
  public let rules: [Rule]
  /// The rules that a parameter switches off.
  public let dormant: [Rule]
  /// The scale that its rules cap; nil for most policies.
  public let ceilings: CeilingScale?
  /// The longest time a waiver may run, in days, by the severity of what it waives.
  public let longestWaivers: [Severity: Int]
  /// The files that it was read from: its own, those of the policies it extends, those of crypto profiles.
  public let files: [PolicyFile]

  /// The identifier: `eu-gdpr`.
  public var id: String { identity.id }
}

/// A file that a policy was read from.
public struct PolicyFile: Sendable {
  /// The path as it is shown.
  public let path: String
  /// Its bytes.
  public let source: SourceBytes
}

/// The document behind a policy.
public struct PolicySource: Sendable, Hashable {
  /// Its title.
  public let title: String
  /// Who issued it.
  public let issuer: String?
  /// Its edition or version.
  public let edition: String?
  /// Its date, `2022-03-08`.
  public let date: String?
}

/// Words of a policy or a rule in another language; nil for what is not translated.
public struct Translation: Sendable, Hashable {
  /// The title.
  public var title: String?
  /// The description of a policy.
  public var description: String?
  /// What to do about a breach.
  public var remedy: String?
  /// The document to ask for.
  public var ask: String?
  /// What the rule does not see.
  public var note: String?

  /// Words; what is left out is not translated.
  public init(
    title: String? = nil, description: String? = nil, remedy: String? = nil, ask: String? = nil,
    note: String? = nil
  ) {
    self.title = title
    self.description = description
    self.remedy = remedy
    self.ask = ask
    self.note = note
  }
}

/// How tags, labels and annotations name one data class.
public struct DataClassMapping: Sendable, Hashable {
  /// The class: `health`.
  public let name: String
  /// Tag keys, normalised, with the values (lower case) that mean this class.
  public let tags: [String: [String]]
  /// Names of resources, lower case, `*` for any characters.
  public let names: [String]
  /// Paths of files, lower case, `*` for any characters.
  public let paths: [String]
}

/// Whom a rule binds.
public enum Binds: String, Sendable, CaseIterable {
  case customer
  case provider
  case both
}

/// What becomes of a verdict that is neither pass nor fail.
public enum Treatment: String, Sendable, CaseIterable {
  /// Counts as a fail, at the rule's severity.
  case fail
  /// Keeps its verdict, one step less severe.
  case warn
  /// Is counted, not listed.
  case ignore
}

/// One rule: a category, a demand, whom it applies to, how bad, and why.
public struct Rule: Sendable {
  /// The identifier: `GDPR-RES-1`.
  public let id: String
  /// What it asks, as a sentence.
  public let title: String
  /// What a resource must satisfy; its kind is the rule's category.
  public let demand: Demand
  /// Which resources it speaks of.
  public internal(set) var applies: Scope
  /// How bad a breach is.
  public let severity: Severity
  /// How bad it is for single data classes.
  public let severityByClass: [String: Severity]
  /// The clauses it rests on.
  public let cites: [Citation]
  /// What to do about a breach.
  public let remedy: String
  /// What becomes of an undetermined verdict.
  public let undetermined: Treatment
  /// What becomes of a conditional verdict.
  public let conditional: Treatment
  /// True if a breach asks for a document instead of failing: `on-fail: evidence-required`.
  public let breachAsksForEvidence: Bool
  /// Whom it binds.
  public let binds: Binds
  /// The first day it holds, `2031-01-01`; nil for always.
  public let from: String?
  /// The first day it no longer holds; nil for never.
  public let until: String?
  /// What the rule does not see, or how far its reading goes.
  public let note: String?
  /// Title, remedy, question and note in French.
  public let french: Translation
  /// The parameters it depends on, each with the values under which it is in effect.
  public let when: [String: [String]]
  /// What a breach means on the policy's scale; nil for nothing.
  public let ceiling: RuleCeiling?
  /// False if no waiver may silence it.
  public let isWaivable: Bool
  /// The identifiers of the policies that say what it says, the last word first.
  public let origins: [String]
  /// Where it stands in the policy file that has the last word.
  public let span: SourceSpan

  /// The question it answers.
  public var category: Category { demand.category }
}

/// Which resources a rule speaks of; an empty list means all.
///
/// Beside this, a rule speaks only of resources for which its question arises: flows for a transfer rule, data at
/// rest for an encryption rule, and so on.
public struct Scope: Sendable, Hashable {
  /// Data classes.
  public var classes: [String] = []
  /// Data classes for which another rule speaks.
  public var exceptClasses: [String] = []
  /// What the resource is; raw values of `Kind`.
  public var kinds: [String] = []
  /// What it does; raw values of `Role`.
  public var roles: [String] = []
  /// Identifiers of dialects.
  public var dialects: [String] = []
  /// Whether the resource holds data of its own; nil if it does not matter.
  ///
  /// If the policy does not say: true for residency, operator and encryption at rest without `kind` and `role`;
  /// otherwise nil.
  public var holdsData: Bool?
}
