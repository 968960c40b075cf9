public import Descriptors

/// What a candidate depends on: the value of a parameter, a branch of a condition, the deployment's region.
///
/// A condition speaks of one name and the values of it under which something holds; several conditions of a
/// ``Candidate`` hold together.
public struct Condition: Sendable, Hashable {
  /// The parameter or condition as the descriptor names it.
  public let name: String
  /// The values under which the candidate holds, or, for an exclusion, does not; sorted.
  public let values: [String]
  /// True if it holds for all values but these.
  public let isExclusion: Bool
  /// How many values the name can have; zero if that is not known.
  let domain: Int

  /// That a name has one value.
  ///
  /// - Parameter domain: how many values the name can have; zero if that is not known.
  public init(_ name: String, is value: String, of domain: Int = 0) {
    self.init(name, sorted: [value], isExclusion: false, domain: domain)
  }

  /// That a name has one of some values.
  public init(_ name: String, in values: some Sequence<String>, of domain: Int = 0) {
    self.init(name, sorted: Set(values).sorted(), isExclusion: false, domain: domain)
  }

  /// That a name has none of some values.
  public init(_ name: String, notIn values: some Sequence<String>) {
    self.init(name, sorted: Set(values).sorted(), isExclusion: true, domain: 0)
  }

  private init(_ name: String, sorted values: [String], isExclusion: Bool, domain: Int) {
    self.name = name
    self.values = values
    self.isExclusion = isExclusion
    self.domain = domain
  }

  /// The values in words: `prod`, `dev or test`, `anything but prod`.
  public var value: String {
    let words = values.map { $0.isEmpty ? "(empty)" : $0 }.joined(separator: " or ")
    return isExclusion ? "anything but \(words)" : words
  }

  /// The values in words, for people.
  public var phrase: Phrase {
    let words = Phrase.enumeration(
      values.map { $0.isEmpty ? "(empty)" : Phrase(verbatim: $0) }, separator: " or ")
    return isExclusion ? "anything but \(words)" : words
  }

  /// True if no value is left.
  var isContradiction: Bool { values.isEmpty && !isExclusion }
  /// True if every value is meant.
  var isTautology: Bool { isExclusion ? values.isEmpty : domain > 0 && values.count >= domain }

  /// That both hold, of the same name; perhaps a contradiction.
  func and(_ other: Condition) -> Condition {
    if self == other { return self }
    let domain = max(domain, other.domain)
    switch (isExclusion, other.isExclusion) {
    case (false, false): return with(values.filter(other.values.contains), false, domain)
    case (false, true): return with(values.filter { !other.values.contains($0) }, false, domain)
    case (true, false): return with(other.values.filter { !values.contains($0) }, false, domain)
    case (true, true): return with(Set(values).union(other.values).sorted(), true, 0)
    }
  }

  /// That either holds, of the same name; perhaps a tautology.
  func or(_ other: Condition) -> Condition {
    if self == other { return self }
    let domain = max(domain, other.domain)
    switch (isExclusion, other.isExclusion) {
    case (false, false): return with(Set(values).union(other.values).sorted(), false, domain)
    case (false, true): return with(other.values.filter { !values.contains($0) }, true, 0)
    case (true, false): return with(values.filter { !other.values.contains($0) }, true, 0)
    case (true, true): return with(values.filter(other.values.contains), true, 0)
    }
  }

  /// That it does not hold.
  var opposite: Condition {
    // What is true or false has no third value.
    if !isExclusion, values == ["true"] || values == ["false"] {
      return with([values == ["true"] ? "false" : "true"], false, domain)
    }
    return with(values, !isExclusion, 0)
  }

  private func with(_ values: [String], _ isExclusion: Bool, _ domain: Int) -> Condition {
    Condition(name, sorted: values, isExclusion: isExclusion, domain: domain)
  }
}

/// Conditions that hold together: one for each name, sorted by name.
extension [Condition] {
  /// Both together; nil if they cannot hold at once.
  func and(_ other: [Condition]) -> [Condition]? {
    if other.isEmpty { return self }
    if isEmpty { return other }
    var result: [Condition] = []
    result.reserveCapacity(count + other.count)
    var (left, right) = (startIndex, other.startIndex)
    while left < endIndex, right < other.endIndex {
      if self[left].name == other[right].name {
        let both = self[left].and(other[right])
        if both.isContradiction { return nil }
        result.append(both)
        (left, right) = (left + 1, right + 1)
      } else if self[left].name < other[right].name {
        result.append(self[left])
        left += 1
      } else {
        result.append(other[right])
        right += 1
      }
    }
    result += self[left...]
    result += other[right...]
    return result
  }

  /// True if both can hold at once.
  func allows(_ other: [Condition]) -> Bool { isEmpty || other.isEmpty || and(other) != nil }

  /// What holds if either does, where that is one conjunction again: they differ in one name, or one includes the other.
  func or(_ other: [Condition]) -> [Condition]? {
    if isEmpty || other.isEmpty { return [] }
    guard count == other.count else { return nil }
    var different: Int?
    for index in indices where self[index] != other[index] {
      guard different == nil, self[index].name == other[index].name else { return nil }
      different = index
    }
    guard let different else { return self }
    var result = self
    result[different] = self[different].or(other[different])
    if result[different].isTautology { result.remove(at: different) }
    return result
  }

  /// Conjunctions, exclusive of one another, that hold exactly where this one does not.
  var opposites: [[Condition]] {
    var result: [[Condition]] = []
    var before: [Condition] = []
    for condition in self {
      let opposite = condition.opposite
      if !opposite.isContradiction { result.append(before + [opposite]) }
      before.append(condition)
    }
    return result
  }

  /// Without the conditions that hold anyway under others.
  func without(_ others: [Condition]) -> [Condition] {
    isEmpty || others.isEmpty ? self : filter { !others.contains($0) }
  }

  /// From conditions in any order; of contradictory ones the first counts.
  static func together(_ conditions: [Condition]) -> [Condition] {
    guard conditions.count > 1 else { return conditions }
    return conditions.dropFirst().reduce([conditions[0]]) { $0.and([$1]) ?? $0 }
  }
}
