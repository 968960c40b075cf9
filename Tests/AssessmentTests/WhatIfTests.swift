import Assessment
import Atlas
import Descriptors
import Inventory
import Testing

/// What other inputs would make of a verdict.
@Suite struct WhatIfTests {
  /// The answers to the first finding on a resource under a policy of one rule, as lines.
  private func answers(
    _ category: String, _ demand: String, _ resource: Resource, more: String = ""
  ) throws -> [String] {
    let policy = try Sample.rule(category, demand, more: more)
    let finding = try #require(Sample.assess([resource], policy).findings.first)
    return WhatIf(policies: [policy], atlas: Sample.atlas, asOf: nil).answers(to: finding, in: [resource])
      .map { "\($0.verdict.rawValue): \($0.input.english)" }
  }

  private func at(_ place: Place) -> Resource { Sample.resource(place: Sample.one(place)) }

  @Test("a place outside: the regions of the provider that would be right")
  func residency() throws {
    let lines = try answers("residency", "allow: [FR, IE]", at(Sample.place("us-east-1")))
    #expect(lines == ["pass: it stands in eu-west-1, eu-west-3"])
  }

  @Test("a place that nobody told: what each region or country would mean")
  func unknownPlace() throws {
    let open = Sample.resource(place: Sample.open()) { $0.service = "outscale/volume" }
    let lines = try answers("residency", "allow: [FR]", open)
    #expect(lines.contains("pass: it stands in eu-west-2, cloudgouv-eu-west-1"))
    #expect(lines.contains { $0.hasPrefix("fail: it stands in us-east-2") })
    let host = Sample.resource(place: Sample.open())
    #expect(try answers("residency", "allow: [FR], deny: [US]", host).contains("pass: it stands in FR"))
    #expect(try answers("residency", "allow: [FR], deny: [US]", host).contains("fail: it stands in US"))
  }

  @Test("a parameter: the value that would pass")
  func parameter() throws {
    let either = Sample.resource(
      place: Sample.either(("a", Sample.place("eu-west-3")), ("b", Sample.place("us-east-1"))))
    let lines = try answers("residency", "allow: [FR]", either)
    #expect(lines.contains("pass: `Choice` is a"))
    #expect(lines.contains("fail: `Choice` is b"))
  }

  @Test("a flow: only the one that the finding speaks of, and none at all")
  func transfer() throws {
    let resource = Sample.resource { resource in
      resource.flows = [
        Sample.flow(.backup, Sample.one(Sample.place("cn-north-1")), line: 3),
        Sample.flow(.replica, Sample.one(Sample.place("us-east-1")), line: 4),
      ]
    }
    let lines = try answers("transfer", "allow: [FR]", resource)
    #expect(lines.contains("pass: `target` stands in eu-west-3"))
    #expect(lines.contains("not-applicable: nothing flows to `target`"))
  }

  @Test("encryption at rest: off, algorithm and layer")
  func atRest() throws {
    let off = Sample.resource { $0.atRest = Sample.one(AtRest(encrypted: false)) }
    #expect(try answers("encryption-at-rest", "required: true", off) == ["pass: encryption at rest is on"])
    let low = Sample.resource {
      $0.atRest = Sample.one(AtRest(encrypted: true, algorithm: "AES-256", layer: .disk))
    }
    #expect(
      try answers("encryption-at-rest", "required: true, layer: file", low)
        == ["pass: encryption at rest is on with AES-256 at the layer file"])
  }

  @Test("a link: encrypted, and new enough")
  func transit() throws {
    let old = Sample.resource {
      $0.transit = [
        TransitFact(
          "port 443", exposure: .external,
          state: Sample.one(TransitState(encrypted: true, minimumVersion: .tls10)), at: Sample.span(2))
      ]
    }
    #expect(
      try answers("encryption-in-transit", "required: true, minimum-version: \"1.3\"", old)
        == ["pass: it is encrypted with TLS 1.3 at least"])
  }

  @Test("a key: the step of the ladder")
  func custody() throws {
    let own = Sample.resource { $0.keyState = Sample.one(KeyState(custody: .provider)) }
    let lines = try answers("key-custody", "at-least: K2", own)
    #expect(lines == ["pass: its key is K2 (customer-managed key in the provider's key service)"])
  }

  @Test("a secret in clear: out of the declaration")
  func secret() throws {
    let leaking = Sample.resource {
      $0.clearSecrets = [ClearSecret("PASSWORD", at: Sample.span(2), evidence: [])]
    }
    #expect(
      try answers("key-custody", "clear-secrets: deny", leaking).contains {
        $0.hasSuffix("the declaration refers to a secret store instead of carrying `PASSWORD`")
      })
  }

  @Test("an operator: who would be right")
  func operators() throws {
    let foreign = Sample.resource(operator: Sample.one("aws"))
    let lines = try answers("operator", "control: { allow: [CH] }", foreign)
    #expect(lines.count == 1 && lines[0].hasPrefix("pass: it is run by") && lines[0].contains("infomaniak"))
  }

  @Test("a qualification: the region in which it would count")
  func qualification() throws {
    let paris = Sample.resource(place: Sample.one(Sample.place("eu-west-2", "outscale"))) {
      $0.service = "outscale/volume"
    }
    let lines = try answers("operator", "qualification: [SecNumCloud-3.2]", paris)
    #expect(lines.contains("pass: it stands in cloudgouv-eu-west-1"))
  }

  @Test("a class and a date: where the rule would not speak")
  func scope() throws {
    let health = Sample.resource(place: Sample.one(Sample.place("us-east-1"))) {
      $0.tags = [Tag("data-class", "health", at: Sample.span(5))]
    }
    let lines = try answers(
      "residency", "allow: [FR]", health, more: ", applies: { class: [health] }, until: 2030-01-01")
    #expect(lines.contains { $0.hasPrefix("not-applicable: its data is labelled public") })
    #expect(lines.contains("not-applicable: the day is 2030-01-01 or later"))
  }

  @Test("what passes: what would break it")
  func rulings() throws {
    let policy = try Sample.rule("residency", "allow: [FR, IE]")
    let resource = at(Sample.place("eu-west-3"))
    let whatIf = WhatIf(policies: [policy], atlas: Sample.atlas, asOf: nil)
    let rulings = whatIf.rulings(of: 0, in: [resource])
    #expect(rulings.map(\.verdict) == [.pass])
    let answers = whatIf.answers(to: rulings[0], of: 0, in: [resource])
    #expect(answers.map(\.verdict) == [.fail])
    #expect(answers.first?.input.contains("us-east-1") == true)
  }
}
