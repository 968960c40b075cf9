import Atlas
import Descriptors

/// The attributes of one instance, or of a part of it, for cards.
struct PlanProperties: PropertySource {
  /// Longer texts are no settings: scripts, certificates, policies.
  private static let longestText = 4096

  let plan: Plan
  let number: Int
  let span: SourceSpan
  let dialect = "terraform"
  let start: PlanSpot

  var instance: PlanInstance { plan.instances[number] }

  init(_ plan: Plan, _ number: Int) {
    let instance = plan.instances[number]
    self.plan = plan
    self.number = number
    span = instance.declared.span
    var written = PlanSpot.Written.hidden
    if let configured = plan.configuration.resource(instance) {
      written = configured["expressions"].map { .block($0) } ?? .nothing
    }
    start = PlanSpot(
      value: instance.values, unknown: plan.unknown(instance), sensitive: plan.sensitive(instance),
      written: written)
  }

  private init(part: PlanSpot, of whole: PlanProperties) {
    plan = whole.plan
    number = whole.number
    start = part
    span = part.textSpan ?? part.value?.span ?? whole.span
  }

  // MARK: Walking

  private struct Found {
    let spot: PlanSpot
    /// The instance that the spot belongs to: a follower's values are not its leader's.
    let number: Int
  }

  private func walk(_ path: PropertyPath) -> [Found] {
    guard case .key(let first)? = path.steps.first, first.hasPrefix(">") else {
      return spots(path.steps[...], from: start).map { Found(spot: $0, number: number) }
    }
    let followers = plan.followers.followers(String(first.dropFirst()), of: number)
    return followers.certain.flatMap { follower in
      let source = PlanProperties(plan, follower)
      return source.spots(path.steps.dropFirst(), from: source.start).map {
        Found(spot: $0, number: follower)
      }
    }
  }

  private func spots(_ steps: ArraySlice<PropertyPath.Step>, from spot: PlanSpot) -> [PlanSpot] {
    guard let step = steps.first else { return [spot] }
    let rest = steps.dropFirst()
    switch step {
    case .key(let key): return spots(rest, from: spot.key(key))
    case .items: return spot.items.flatMap { spots(rest, from: $0) }
    case .values:
      if spot.isUnknown { return [spot] }
      return spot.entries.flatMap { spots(rest, from: $0.spot) }
    }
  }

  // MARK: Values

  func values(_ path: PropertyPath) -> [Possible<PropertyValue>] {
    var found = walk(path).map { PlanValue(plan: plan, number: $0.number).read($0.spot) }
    if path.passesList {
      found.removeAll { $0.definite?.value.isAbsent == true }
    }
    if let open = openFollowers(path) { found.append(open) }
    if found.isEmpty, !path.passesList { found.append(Possible(.absent, evidence: [])) }
    return found
  }

  /// The values at a path that are marked as sensitive.
  func sensitiveValues(_ path: PropertyPath) -> [Node] {
    walk(path).compactMap { $0.spot.isSensitive ? $0.spot.value : nil }
  }

  /// What a follower says of which it is not known whom it follows.
  private func openFollowers(_ path: PropertyPath) -> Possible<PropertyValue>? {
    guard case .key(let first)? = path.steps.first, first.hasPrefix(">") else { return nil }
    let followers = plan.followers.followers(String(first.dropFirst()), of: number)
    guard followers.certain.isEmpty, let one = followers.open.first else { return nil }
    let other = plan.instances[one]
    return .unknown(
      "`\(other.address)` sets this for a resource that is only known after the plan is applied",
      remedy: "scan the state after applying (`terraform show -json`)",
      evidence: [
        Evidence(.declared, "`\(other.address)` may speak of this resource", at: other.declared.span)
      ])
  }

  // MARK: Entries and parts

  func entries(_ path: PropertyPath) -> [(key: String, value: Possible<PropertyValue>)] {
    walk(path).flatMap { found in
      pairs(found.spot).map { ($0.key, PlanValue(plan: plan, number: found.number).read($0.spot)) }
    }
  }

  /// A mapping's entries; a list of `{key, value}` or `{name, value}`; a list of words such as `env=prod`.
  private func pairs(_ spot: PlanSpot) -> [(key: String, spot: PlanSpot)] {
    let entries = spot.entries
    guard entries.isEmpty else {
      return Self.pair(entries).map { [$0] } ?? entries
    }
    return spot.items.flatMap { item -> [(key: String, spot: PlanSpot)] in
      if let pair = Self.pair(item.entries) { return [pair] }
      guard let text = item.value?.text else { return item.entries }
      return [(text.prefix { $0 != "=" && $0 != ":" }.lowercased(), item)]
    }
  }

  private static func pair(_ entries: [(key: String, spot: PlanSpot)]) -> (key: String, spot: PlanSpot)? {
    guard let value = entries.first(where: { $0.key == "value" }),
      let key = entries.first(where: { $0.key == "key" || $0.key == "name" })?.spot.value?.text
    else { return nil }
    return (key, value.spot)
  }

  func parts(_ path: PropertyPath) -> [PropertyPart] {
    walk(path).compactMap { found in
      guard found.spot.value?.kind == .mapping || found.spot.isComing else { return nil }
      let whole = found.number == number ? self : PlanProperties(plan, found.number)
      return PropertyPart(PlanProperties(part: found.spot, of: whole))
    }
  }

  // MARK: References

  func keyState(ofResource name: String) -> Possible<KeyState>? { PlanKeys(plan).state(name) }

  func standing(meantBy value: PropertyValue) -> Standing? {
    switch value {
    case .resource(let address, let span):
      guard let other = plan.instance(address) else { return nil }
      return plan.standing(other) ?? standing(ofUncarded: other, at: span)
    case .text(let text, let span):
      if let bucket = plan.bucket(named: text) { return plan.standing(bucket) }
      return googleDestination(text, at: span)
    case .absent, .structure:
      return nil
    }
  }

  /// Where a sink of Google sends to: `storage.googleapis.com/BUCKET`, `logging.googleapis.com/.../locations/L/...`.
  private func googleDestination(_ text: String, at span: SourceSpan) -> Standing? {
    let parts = text.split(separator: "/").map(String.init)
    guard parts.count > 1, parts[0].hasSuffix(".googleapis.com") else { return nil }
    if parts[0].hasPrefix("storage."), let bucket = plan.bucket(named: parts[1]) {
      return plan.standing(bucket)
    }
    let declared = Evidence(.declared, "the target is written here", at: span)
    if let mark = parts.firstIndex(of: "locations"), mark + 1 < parts.count,
      let place = plan.scene.atlas.place(parts[mark + 1], provider: "gcp")
    {
      return Standing(
        place: Possible(place, evidence: [declared, .atlas(place)]),
        operatorID: Possible("gcp", evidence: [declared]))
    }
    if parts[0].hasPrefix("bigquery."),
      let dataset = plan.instance(of: "google_bigquery_dataset", called: text)
    {
      return plan.standing(dataset)
    }
    return Standing(
      place: .unknown(
        "the name of the target does not tell its place",
        remedy: "scan its descriptor too, or look up where it stands",
        evidence: [declared]), operatorID: Possible("gcp", evidence: [declared]))
  }

  private func standing(ofUncarded other: Int, at span: SourceSpan) -> Standing {
    let reason: Phrase = "no card says where a `\(plan.instances[other].type)` stands"
    let unknown = Unknown(
      reason, remedy: "look up where `\(plan.instances[other].address)` stands",
      evidence: [Evidence(.declared, "the target is written here", at: span)])
    return Standing(place: Possible(unknown: unknown), operatorID: Possible(unknown: unknown))
  }

  func resourceKey(_ name: String) -> String? { plan.instance(name).map { plan.instances[$0].address } }
}
