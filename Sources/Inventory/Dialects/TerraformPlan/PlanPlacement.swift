import Atlas
import Descriptors

/// Finds where an instance stands: by its own attributes, its identifier, its provider's configuration, the context.
struct PlanPlacement {
  let plan: Plan
  let number: Int
  let card: ServiceCard

  private var scene: Scene { plan.scene }
  private var instance: PlanInstance { plan.instances[number] }
  /// The prefix of context keys.
  private var scope: String { Self.scopes[card.provider] ?? card.provider }

  private static let scopes = ["gcp": "google", "ovhcloud": "ovh"]

  /// Attributes of resources that name their place, the widest first, by provider of the card.
  private static let attributes = [
    "aws": ["region"], "azure": ["location"], "gcp": ["location", "region", "zone"],
    "ovhcloud": ["region", "region_name"], "scaleway": ["zone", "region"], "outscale": ["subregion_name"],
    "openstack": ["region"],
  ]
  /// Settings of providers that name a place, the narrowest first.
  private static let settings = [
    "aws": ["region"], "gcp": ["region", "zone"], "scaleway": ["zone", "region"], "outscale": ["region"],
    "openstack": ["region"],
  ]

  func standing() -> Standing {
    switch card.reach {
    case .edge:
      let evidence = Evidence(.card, "\(card.title) is served from edge sites worldwide", source: card.source)
      return standing(at: Possible(.edge(of: card), evidence: [evidence]))
    case .global:
      if let place = declared() { return standing(at: place) }
      let evidence = Evidence(.card, "\(card.title) has no region", source: card.source)
      return standing(at: Possible(global(), evidence: [evidence]))
    case .regional:
      if let place = declared() ?? identified() { return standing(at: place) }
      return bySettings()
    }
  }

  private func global() -> Place {
    Place(
      kind: .global, code: "global", provider: card.provider, name: "\(card.title), a global service",
      countries: [],
      source: AtlasSource(text: card.source, asOf: "2026-11-23", unsure: false))
  }

  // MARK: The instance's own words

  /// The place that the instance's attributes name; nil if they say nothing.
  private func declared() -> Possible<Place>? {
    let source = PlanProperties(plan, number)
    var paths = card.zones["terraform"] ?? []
    // What has no region of its own is placed by what its card says and by nothing else.
    if card.reach == .regional {
      paths += (Self.attributes[card.provider] ?? []).compactMap { PropertyPath($0) }
    }
    var open: Unknown?
    for path in paths {
      if let leader = PlanLeader(path) {
        guard let place = leader.place(of: number, in: plan) else { continue }
        return place
      }
      // Of several places the first is where it stands; the others are where it is copied to.
      guard let value = source.values(path).first else { continue }
      if value.candidates.isEmpty { open = open ?? value.unknown }
      guard value.candidates.contains(where: { !$0.value.isAbsent }) else { continue }
      // What a resource without a place says of a zone is in the region of the provider all the same.
      if isComputed, value.candidates.contains(where: { standsWithUnplaced($0.value) }) { continue }
      return value.flatMap { value in place(value, what: "`\(path.text)`") }
    }
    guard let open, !isComputed else { return nil }
    return Possible(unknown: open)
  }

  private func standsWithUnplaced(_ value: PropertyValue) -> Bool {
    guard case .resource(let address, _) = value else { return false }
    return plan.instance(address).flatMap { plan.standing($0) } == nil
  }

  /// A region that nobody wrote is filled in from the provider's configuration.
  private var isComputed: Bool { card.provider == "aws" }

  private func place(_ value: PropertyValue, what: Phrase) -> Possible<Place> {
    switch value {
    case .text(let text, let span):
      let declared = Evidence(.declared, "\(what) is `\(text)`", at: span)
      return place(of: text, evidence: [declared])
    case .resource(let address, let span):
      // A zone or region of another resource: the instance stands where that stands.
      if let other = plan.instance(address), let standing = plan.standing(other), other != number {
        return standing.place.map(adding: [Evidence(.declared, "it stands with `\(address)`", at: span)]) {
          $0
        }
      }
      return .unknown(
        "\(what) is taken from `\(address)`, which no card places", remedy: PlanValue.applyRemedy,
        evidence: [Evidence(.declared, "it is set here", at: span)])
    case .absent, .structure:
      return .unknown("\(what) cannot be read", remedy: "write it as plain text")
    }
  }

  /// The place of a code, a path or a configuration's name (`regional-europe-west9`, `.../zones/europe-west9-a`).
  private func place(of text: String, evidence: [Evidence]) -> Possible<Place> {
    let parts = text.split(separator: "/")
    var code = String(parts.last ?? "")
    if let mark = parts.firstIndex(of: "locations"), mark + 1 < parts.count { code = String(parts[mark + 1]) }
    if code.hasPrefix("regional-") { code = String(code.dropFirst("regional-".utf8.count)) }
    if code.lowercased() == "global" { return Possible(global(), evidence: evidence) }
    if let place = atlasPlace(code) { return Possible(place, evidence: evidence + [.atlas(place)]) }
    let who = provider.map { " of \($0)" as Phrase } ?? ""
    return .unknown(
      "`\(code)` is no place\(who) that the atlas knows",
      remedy: "check the code with `bornage atlas \(code)`",
      evidence: evidence)
  }

  private func atlasPlace(_ code: String) -> Place? {
    guard let provider else {
      let places = scene.atlas.places(code)
      return places.count == 1 ? places[0] : nil
    }
    let service = card.service.split(separator: "/").last?.prefix { $0 != "-" }
    return scene.atlas.place(code, provider: provider, service: service.map(String.init))
      ?? scene.atlas.place(code, provider: provider)
      // A sovereign cloud on the same technology has regions and a provider's name of its own.
      ?? (provider == "gcp" ? scene.atlas.place(code, provider: "s3ns") : nil)
  }

  /// The provider whose codes are meant: an OpenStack cloud is whose the identity service is.
  private var provider: String? {
    guard card.provider == "openstack" else { return card.provider }
    return cloud?.provider ?? scene.context.entry("provider", scope: scope)?.values.first
  }

  /// The cloud behind the identity service that the provider is set to.
  private var cloud: HostMatch? {
    guard let setting = plan.providers.settings(instance).first,
      case .text(let text, _)? = plan.providers.value("auth_url", of: setting)?.candidates.first?.value,
      let endpoint = Endpoint(text)
    else { return nil }
    return scene.atlas.host(endpoint.host)
  }

  // MARK: Identifiers

  /// The region in the instance's own ARN.
  private func identified() -> Possible<Place>? {
    if card.provider == "scaleway", let node = instance.values?["id"], let text = node.text,
      let mark = text.firstIndex(of: "/"),
      let place = scene.atlas.place(String(text[..<mark]), provider: "scaleway")
    {
      return Possible(
        place,
        evidence: [
          Evidence(.declared, "the identifier names `\(text[..<mark])`", at: node.span), .atlas(place),
        ])
    }
    guard card.provider == "aws" else { return nil }
    for attribute in ["arn", "id"] {
      guard let node = instance.values?[attribute], let text = node.text, let code = ARN(text)?.region,
        let place = scene.atlas.place(code, provider: "aws")
      else { continue }
      return Possible(
        place, evidence: [Evidence(.declared, "the ARN names `\(code)`", at: node.span), .atlas(place)])
    }
    return nil
  }

  // MARK: Providers and context

  private func bySettings() -> Standing {
    let settings = plan.providers.settings(instance)
    guard !settings.isEmpty else {
      return byContext(
        "nothing in the plan names a region: the provider takes it from its environment or profile")
    }
    let each = settings.map { setting in
      endpoint(setting) ?? region(setting).map { standing(at: $0) }
        ?? byContext("the provider `\(setting.key)` names no region")
    }
    guard each.count > 1 else { return each[0] }
    // It is not shown which of its aliases the module is given.
    func joined<Value>(_ part: (Standing) -> Possible<Value>) -> Possible<Value> {
      zip(settings, each).map { setting, one in
        part(one).under(
          Condition("provider of \(instance.module)", is: setting.key), evidence: [])
      }.reduce(Possible<Value>?.none) { $0?.union($1) ?? $1 } ?? part(each[0])
    }
    return Standing(place: joined(\.place), operatorID: joined(\.operatorID))
  }

  private func region(_ setting: PlanProviders.Setting) -> Possible<Place>? {
    for name in Self.settings[card.provider] ?? [] {
      guard let value = plan.providers.value(name, of: setting) else { continue }
      let place = value.flatMap { self.place($0, what: "`\(name)` of the provider `\(setting.key)`") }
      if place.isUnknown, let given = given() { return given }
      return place
    }
    return nil
  }

  /// The API that another provider than the usual one answers: S3 of another cloud, a test double.
  private func endpoint(_ setting: PlanProviders.Setting) -> Standing? {
    guard card.provider == "aws",
      let service = card.service.split(separator: "/").last?.prefix(while: { $0 != "-" }),
      let value = plan.providers.endpoint(of: String(service), setting),
      case .text(let text, let span)? = value.candidates.first?.value, let endpoint = Endpoint(text)
    else { return nil }
    let declared = Evidence(
      .declared, "the provider `\(setting.key)` sends requests to \(endpoint.shown)", at: span)
    if endpoint.isInternal {
      let reason: Phrase = "the provider sends requests to \(endpoint.host), which is not a cloud's"
      let unknown = Unknown(
        reason, remedy: "say where that stands: `--context \(scope).region=...`", evidence: [declared])
      return Standing(place: Possible(unknown: unknown), operatorID: Possible(unknown: unknown))
    }
    let (place, operatorID) = endpoint.resolve(scene.atlas)
    return Standing(
      place: place.under(nil, evidence: [declared]), operatorID: operatorID.under(nil, evidence: [declared]))
  }

  private func given() -> Possible<Place>? {
    let keys = ["region", "country"]
    guard keys.contains(where: { scene.context.entry($0, scope: scope) != nil }) else { return nil }
    return scene.context.place(scope: scope, provider: provider, missing: "", atlas: scene.atlas)
  }

  private func byContext(_ missing: Phrase) -> Standing {
    let place = scene.context.place(scope: scope, provider: provider, missing: missing, atlas: scene.atlas)
    guard place.isUnknown, let unknown = place.unknown, let example = Self.examples[card.provider] else {
      return standing(at: place)
    }
    let remedy: Phrase = "set the region in the provider's configuration, or say it: `--context \(example)`"
    return standing(
      at: given() == nil
        ? Possible(unknown: Unknown(unknown.reason, remedy: remedy, evidence: unknown.evidence)) : place)
  }

  private static let examples = [
    "aws": "aws.region=eu-west-3", "azure": "azure.region=francecentral", "gcp": "google.region=europe-west9",
    "ovhcloud": "ovh.region=GRA", "scaleway": "scaleway.region=fr-par",
    "outscale": "outscale.region=eu-west-2",
    "openstack": "openstack.country=FR",
  ]

  // MARK: Operators

  private func standing(at place: Possible<Place>) -> Standing {
    if card.provider == "openstack", let cloud, scene.context.entry("operator", scope: scope) == nil {
      let evidence = Evidence(
        .atlas, "the identity service is that of \(cloud.operatorID)", source: cloud.source.brief)
      return Standing(place: place, operatorID: Possible(cloud.operatorID, evidence: [evidence]))
    }
    if place.isUnknown, card.provider == "aws", scene.context.entry("operator", scope: scope) == nil {
      return Standing(place: place, operatorID: Self.everyPartition)
    }
    if place.isUnknown, let setting = plan.providers.settings(instance).first, card.provider == "ovhcloud",
      let value = plan.providers.value("endpoint", of: setting)
    {
      return Standing(place: place, operatorID: value.flatMap(ovhcloud))
    }
    return Standing(
      place: place,
      operatorID: scene.context.operatorID(
        scope: scope, provider: provider, place: place, missing: "the plan does not tell whose cloud it is",
        atlas: scene.atlas))
  }

  /// Without a region the partition is open: the same configuration may be applied in each.
  private static let everyPartition: Possible<String> = {
    let operators = [
      ("aws", "aws"), ("aws-eusc", "aws-eusc"), ("aws-cn", "aws-china-sinnet"), ("aws-us-gov", "aws"),
    ]
    return Possible(
      operators.map { partition, id in
        Candidate(
          id, when: Condition("partition of AWS", is: partition),
          evidence: [Evidence(.derived, "without a region the plan may be applied in any partition of AWS")])
      })
  }()

  /// Which company of the group answers an endpoint.
  private func ovhcloud(_ value: PropertyValue) -> Possible<String> {
    guard case .text(let text, let span) = value else {
      return .unknown("the provider's endpoint cannot be read", remedy: "write it as plain text: `ovh-eu`")
    }
    let evidence = Evidence(.declared, "the provider's endpoint is `\(text)`", at: span)
    return Possible(text == "ovh-us" ? "ovhcloud-us" : "ovhcloud", evidence: [evidence])
  }
}
