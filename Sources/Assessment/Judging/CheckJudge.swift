import Descriptors
import Inventory

/// A policy's own question: a fact, or a value of the raw descriptor, held against a test.
final class CheckJudge: Judge {
  private let demand: CheckDemand
  private let fact: Facts.Fact?
  private let reader: RawReader?
  private let like: [Wildcard]

  init(_ demand: CheckDemand, raw: (any RawDescriptors)?) {
    self.demand = demand
    like = demand.like.map(Wildcard.init)
    switch demand.subject {
    case .fact(let name):
      fact = Facts.named(name)
      reader = nil
    case .paths, .xpath:
      fact = nil
      reader = raw.map(RawReader.init)
    }
  }

  func judge(_ resource: Resource, _ docket: Docket) -> Verdict {
    switch probes(of: resource) {
    case .skipped: return .notApplicable
    case .unreadable:
      return docket.note(.undetermined, unreadable(resource))
    case .found(let probes):
      guard !probes.isEmpty else { return missing(resource, docket) }
      return probes.reduce(.notApplicable) { .worse($0, judge($1, of: resource, docket)) }
    }
  }

  private func probes(of resource: Resource) -> RawReader.Result {
    switch demand.subject {
    case .fact: .found(fact?.read(resource) ?? [])
    case .paths(let paths): reader?.values(at: paths, of: resource) ?? .unreadable
    case .xpath(let expression): reader?.values(of: expression, in: resource) ?? .unreadable
    }
  }

  // MARK: Verdicts

  private func judge(_ probe: Probe, of resource: Resource, _ docket: Docket) -> Verdict {
    if let present = demand.present, !hasValueTest {
      guard !present else { return .pass }
      return docket.takesDown(.fail)
        ? docket.note(.fail, explain(probe, .fail, resource)) : .fail
    }
    let verdict = probe.value.verdict(stand)
    guard docket.takesDown(verdict) else { return verdict }
    return docket.note(verdict, explain(probe, verdict, resource))
  }

  private var hasValueTest: Bool {
    !demand.equals.isEmpty || !demand.not.isEmpty || !demand.like.isEmpty || demand.atLeast != nil
      || demand.atMost != nil
  }

  private func stand(_ value: String) -> Stand {
    if !demand.equals.isEmpty, !demand.equals.contains(value) { return .fail }
    if demand.not.contains(value) { return .fail }
    if !like.isEmpty, !like.contains(where: { $0.matches(value) }) { return .fail }
    guard demand.atLeast != nil || demand.atMost != nil else { return .pass }
    guard let number = Double(value) else { return .open }
    if let least = demand.atLeast, number < least { return .fail }
    if let most = demand.atMost, number > most { return .fail }
    return .pass
  }

  private func missing(_ resource: Resource, _ docket: Docket) -> Verdict {
    let verdict: Verdict
    if let present = demand.present, !hasValueTest {
      verdict = present ? .fail : .pass
    } else {
      verdict =
        switch demand.missing {
        case .pass: .pass
        case .fail: .fail
        case .undetermined: .undetermined
        case .notApplicable: .notApplicable
        }
    }
    guard docket.takesDown(verdict) else { return verdict }
    let cause: Phrase = "\(what) is not stated"
    return docket.note(
      verdict,
      Explanation(
        message: "\(Wording.name(resource)): \(cause)", evidence: [Evidence(.absent, cause)],
        value: "\(what.english)=", cause: verdict == .undetermined ? cause : nil))
  }

  // MARK: Words

  private var what: Phrase {
    switch demand.subject {
    case .fact(let name): fact?.title ?? Phrase(verbatim: name)
    case .paths(let paths): "`\(paths.first?.text ?? "")`"
    case .xpath(let expression): "`\(expression)`"
    }
  }

  private func unreadable(_ resource: Resource) -> Explanation {
    Explanation(
      message: "\(Wording.name(resource)): \(what) cannot be looked up: the file cannot be read again",
      value: "\(what.english)?", cause: "a file could not be read a second time",
      remedy: "scan files rather than a stream")
  }

  private func explain(_ probe: Probe, _ verdict: Verdict, _ resource: Resource) -> Explanation {
    let subject: Phrase =
      probe.subject.isEmpty ? Wording.name(resource) : "\(Wording.name(resource)), \(probe.subject)"
    if verdict == .undetermined, let unknown = probe.value.unknown {
      return Explaining.unknown(
        "\(subject): \(what) is not known", unknown, value: "\(what.english)?", span: probe.span)
    }
    let decisive = probe.value.decisive(stand)
    if verdict == .undetermined {
      let cause: Phrase = "\(what) is no number"
      return Explanation(
        message: "\(subject): \(cause)", evidence: decisive.first?.evidence ?? [], span: probe.span,
        value: "\(what.english)?", cause: cause)
    }
    let found = shown(decisive.first?.value)
    var message: Phrase =
      verdict == .conditional
      ? "\(subject): \(what) may be \(found), where \(demand.words) is asked"
      : "\(subject): \(what) is \(found), where \(demand.words) is asked"
    Explaining.tail(&message, verdict, probe.value, stand)
    return Explanation(
      message: message, evidence: decisive.first?.evidence ?? [], span: probe.span,
      value: "\(what.english)=\(probe.subject.english)")
  }

  /// A value of the raw descriptor may be a secret: only what certainly is none is shown.
  private func shown(_ value: String?) -> Phrase {
    guard let value else { return "there" }
    if case .fact = demand.subject { return "`\(value.shortened)`" }
    let harmless = Double(value) != nil || ["true", "false"].contains(value.lowercased())
    return harmless || demand.not.contains(value) ? "`\(value.shortened)`" : "another value"
  }
}
