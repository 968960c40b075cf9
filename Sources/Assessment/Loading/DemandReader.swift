import Atlas
import Descriptors
import Inventory

/// Reads the part of a rule that its category defines.
extension PolicyDesk {
  /// The keys of a demand by category.
  static let demandKeys: [Category: [String]] = [
    .residency: ["allow", "deny", "known", "fixed", "only", "except", "unless", "check"],
    .transfer: ["allow", "deny", "known", "flows", "unless", "check"],
    .operator: ["known", "seat", "control", "laws", "qualification", "flows", "check"],
    .encryptionAtRest: ["required", "layer", "profile", "check"],
    .encryptionInTransit: [
      "required", "profile", "minimum-version", "exposure", "flows", "verification", "check",
    ],
    .keyCustody: ["at-least", "place", "operator", "rotation", "profile", "clear-secrets", "check"],
    .evidence: ["ask"],
  ]

  /// The demand of a rule; nil after a mistake.
  func demand(_ category: Category, of rule: some Keyed) -> Demand? {
    guard let keys = Self.demandKeys[category] else { return nil }
    guard keys.contains(where: { rule[$0] != nil }) else {
      report(
        "the rule asks for nothing: a rule of category \(category.rawValue) needs a demand", at: rule.node,
        remedy: "add one of: \(keys.joined(separator: ", "))")
      return nil
    }
    if category != .evidence, rule["check"] != nil { return check(rule, category) }
    switch category {
    case .residency: return residency(rule)
    case .transfer: return transfer(rule)
    case .operator: return operatorDemand(rule).map(Demand.operator)
    case .encryptionAtRest: return atRest(rule)
    case .encryptionInTransit: return transit(rule)
    case .keyCustody: return custody(rule)
    case .evidence: return requiredText("ask", of: rule, "the rule").map { .evidence(ask: $0) }
    }
  }

  private func residency(_ rule: some Keyed) -> Demand? {
    var demand = ResidencyDemand()
    demand.area = area(of: rule)
    demand.known = demandedTrue("known", of: rule)
    demand.fixed = demandedTrue("fixed", of: rule)
    demand.only = areaList("only", of: rule)
    demand.except = areaList("except", of: rule)
    demand.unlessCustody = unless(rule)
    guard demand.area != nil || demand.known || demand.fixed else {
      return nothingAsked(rule, "allow, deny, known or fixed")
    }
    return .residency(demand)
  }

  private func transfer(_ rule: some Keyed) -> Demand? {
    var demand = TransferDemand()
    demand.area = area(of: rule)
    demand.known = demandedTrue("known", of: rule)
    demand.unlessCustody = unless(rule)
    if let flows: [FlowKind] = choices("flows", of: rule, "kind of flow") { demand.flows = flows }
    guard demand.area != nil || demand.known else { return nothingAsked(rule, "allow, deny or known") }
    return .transfer(demand)
  }

  private func nothingAsked(_ rule: some Keyed, _ keys: String) -> Demand? {
    report("the rule asks for nothing", at: rule.node, remedy: "add \(keys)")
    return nil
  }

  private func unless(_ rule: some Keyed) -> Custody? {
    guard let value = rule["unless"],
      let node = mapping(value, "`unless`", keys: ["at-least"])
    else { return nil }
    guard node["at-least"] != nil else {
      report("`unless` has no `at-least`", at: value, remedy: "add `at-least: K5`")
      return nil
    }
    return step("at-least", of: node)
  }

  private func step(_ key: String, of node: some Keyed) -> Custody? {
    guard let text = text(key, of: node), let value = node[key] else { return nil }
    guard let custody = Custody(code: text) else {
      reportUnknown("step of the custody ladder", text, at: value, among: Custody.allCases.map(\.code))
      return nil
    }
    guard custody > .none else {
      report("every key is at least K0", at: value, remedy: "ask for K1 to K6, or remove `\(key)`")
      return nil
    }
    return custody
  }

  // MARK: Operators

  func operatorDemand(_ node: some Keyed) -> OperatorDemand? {
    var demand = OperatorDemand()
    demand.known = demandedTrue("known", of: node)
    demand.seat = aspect("seat", of: node)
    demand.control = aspect("control", of: node)
    demand.laws = laws(of: node)
    demand.qualifications = qualifications(of: node)
    if let flows: [FlowKind] = choices("flows", of: node, "kind of flow") { demand.flows = flows }
    let asks =
      demand.known || demand.seat != nil || demand.control != nil || demand.laws != nil
      || !demand.qualifications.isEmpty
    guard asks else {
      if ["known", "seat", "control", "laws", "qualification"].allSatisfy({ node[$0] == nil }) {
        report(
          "the rule asks for nothing", at: node.node,
          remedy: "add known, seat, control, laws or qualification")
      }
      return nil
    }
    return demand
  }

  private func aspect(_ key: String, of node: some Keyed) -> AreaDemand? {
    guard let value = node[key], let inner = mapping(value, "`\(key)`", keys: ["allow", "deny", "any-of"])
    else { return nil }
    var area = area(of: inner) ?? AreaDemand()
    if inner["any-of"] != nil {
      if area.allow != nil {
        report("`allow` and `any-of` mean the same here", at: inner, remedy: "keep `allow`")
      }
      area.allow = areaList("any-of", of: inner)
    }
    if area.allow == nil, area.deny == nil {
      report("`\(key)` names no countries", at: value, remedy: "add `allow: [...]` or `deny: [...]`")
      return nil
    }
    return area
  }

  private func laws(of node: some Keyed) -> LawDemand? {
    guard let value = node["laws"], let inner = mapping(value, "`laws`", keys: ["allow", "deny"]) else {
      return nil
    }
    var demand = LawDemand()
    let allow = areaList("allow", of: inner)
    var deny = AreaList()
    if let list = inner["deny"] {
      for (word, item) in words(list, "deny") {
        if atlas.law(word) != nil {
          demand.denied.append(word)
        } else if word.utf8.count == 2, Country(word).isKnown {
          deny.countries.append(Country(word))
        } else if setNames.contains(word) {
          deny.sets.append(word)
        } else {
          reportUnknown("law", word, at: item, among: atlas.lawIDs + setNames)
        }
      }
    }
    if allow != nil || !deny.isEmpty {
      demand.area = AreaDemand(allow: allow, deny: deny.isEmpty ? nil : deny)
    }
    if inner["allow"] == nil, inner["deny"] == nil {
      report(
        "`laws` names none", at: value, remedy: "add `allow: [countries]`, or `deny: [laws or countries]`")
      return nil
    }
    return demand
  }

  private func qualifications(of node: some Keyed) -> [String] {
    guard let value = node["qualification"] else { return [] }
    let list: Node
    if value.kind == .mapping {
      guard let inner = mapping(value, "`qualification`", keys: ["any-of"]), let any = inner["any-of"] else {
        if value["any-of"] == nil {
          report("`qualification` names no scheme", at: value, remedy: "add `any-of: [SecNumCloud-3.2]`")
        }
        return []
      }
      list = any
    } else {
      list = value
    }
    return words(list, "qualification").compactMap { word, item in
      if atlas.scheme(word) != nil { return word }
      reportUnknown("qualification scheme", word, at: item, among: schemeNames)
      return nil
    }
  }

  // MARK: Encryption and keys

  private func required(_ rule: some Keyed) -> Bool {
    guard rule["required"] != nil else { return true }
    return demandedTrue("required", of: rule)
  }

  private func profiles(_ rule: some Keyed) -> [CryptoProfile] {
    guard let value = rule["profile"] else { return [] }
    return words(value, "profile").compactMap { word, item in
      if let profile = profile(word, at: item) { return profile }
      if !word.contains("/"), !word.hasSuffix(".yaml") {
        reportUnknown("crypto profile", word, at: item, among: ProfileReader.shippedNames)
      }
      return nil
    }
  }

  private func atRest(_ rule: some Keyed) -> Demand? {
    guard required(rule) else { return nil }
    var demand = AtRestDemand()
    demand.layer = choice("layer", of: rule, "layer")
    demand.profiles = profiles(rule)
    return .encryptionAtRest(demand)
  }

  private func transit(_ rule: some Keyed) -> Demand? {
    guard required(rule) else { return nil }
    var demand = TransitDemand()
    demand.profiles = profiles(rule)
    if let text = text("minimum-version", of: rule), let value = rule["minimum-version"] {
      if let version = TLSVersion(spelling: text) {
        demand.minimumVersion = version
      } else {
        reportUnknown("TLS version", text, at: value, among: ["1.0", "1.1", "1.2", "1.3"])
      }
    }
    demand.verification = demandedTrue("verification", of: rule)
    let exposures: [TransitFact.Exposure]? = choices("exposure", of: rule, "exposure")
    let flows: [FlowKind]? = choices("flows", of: rule, "kind of flow")
    // Naming one of both leaves the other out.
    demand.exposures = exposures ?? (flows == nil ? TransitFact.Exposure.allCases : [])
    demand.flows = flows ?? (exposures == nil ? FlowKind.allCases : [])
    return .encryptionInTransit(demand)
  }

  private func custody(_ rule: some Keyed) -> Demand? {
    var demand = CustodyDemand()
    if rule["at-least"] != nil { demand.atLeast = step("at-least", of: rule) }
    demand.place = aspect("place", of: rule)
    if let value = rule["operator"],
      let node = mapping(value, "`operator`", keys: ["known", "seat", "control", "laws", "qualification"])
    {
      demand.keeper = operatorDemand(node)
    }
    if let text = text("rotation", of: rule), let value = rule["rotation"] {
      if let days = Int(text), (1...36_500).contains(days) {
        demand.rotationDays = days
      } else {
        report("`rotation` must be a number of days", at: value, remedy: "write `rotation: 365`")
      }
    }
    demand.profiles = profiles(rule)
    if let text = text("clear-secrets", of: rule), let value = rule["clear-secrets"] {
      if text == "deny" {
        demand.deniesClearSecrets = true
      } else {
        report("`clear-secrets` can only be denied", at: value, remedy: "write `clear-secrets: deny`")
      }
    }
    return .keyCustody(demand)
  }
}
