import Assessment
import Atlas
import Inventory

/// What a rule asks, in sentences: for `policy show`, `policy diff` and the pages of the packs.
struct DemandWords {
  let language: Language

  private func pick(_ english: String, _ french: String) -> String { language.pick(english, french) }

  /// Each part of a demand as a sentence without its full stop.
  func sentences(_ demand: Demand) -> [String] {
    switch demand {
    case .residency(let demand): residency(demand)
    case .transfer(let demand): transfer(demand)
    case .operator(let demand): operators(demand)
    case .encryptionAtRest(let demand): atRest(demand)
    case .encryptionInTransit(let demand): transit(demand)
    case .keyCustody(let demand): custody(demand)
    case .evidence(let ask): [ask]
    case .check(let demand): check(demand)
    }
  }

  // MARK: Places

  private func residency(_ demand: ResidencyDemand) -> [String] {
    var parts: [String] = []
    if demand.known { parts.append(pick("the place is known", "le lieu est connu")) }
    if demand.fixed {
      let within =
        demand.area.map { pick(", unless it stays \(area($0))", ", sauf s'il reste \(area($0))") } ?? ""
      parts.append(
        pick(
          "the place is no global, edge or automatic one",
          "le lieu n'est ni mondial, ni de périphérie, ni automatique")
          + within)
    } else if let found = demand.area {
      parts.append(pick("it stands \(area(found))", "il se trouve \(area(found))"))
    }
    if let only = demand.only {
      parts.append(
        pick("judged only where it touches \(names(only))", "jugé seulement là où il touche \(names(only))"))
    }
    if let except = demand.except {
      parts.append(pick("not judged within \(names(except))", "non jugé à l'intérieur de \(names(except))"))
    }
    return parts + unless(demand.unlessCustody)
  }

  private func transfer(_ demand: TransferDemand) -> [String] {
    var parts: [String] = []
    let kinds = flows(demand.flows)
    if demand.known {
      parts.append(pick("the target of \(kinds) is known", "la cible est connue pour \(kinds)"))
    }
    if let found = demand.area {
      parts.append(pick("\(kinds) end \(area(found))", "\(kinds) : la cible se trouve \(area(found))"))
    }
    return parts + unless(demand.unlessCustody)
  }

  private func unless(_ custody: Custody?) -> [String] {
    guard let custody else { return [] }
    return [
      pick(
        "with keys at \(custody.code) or above, a breach asks for evidence instead",
        "avec des clés au niveau \(custody.code) ou au-dessus, l'écart demande une preuve")
    ]
  }

  private func flows(_ kinds: [FlowKind]) -> String {
    if kinds == FlowKind.carryingData { return pick("flows that carry data", "flux qui portent des données") }
    if kinds == FlowKind.allCases { return pick("all flows", "tous les flux") }
    return pick("flows", "flux") + " (" + kinds.map(\.rawValue).joined(separator: ", ") + ")"
  }

  /// "in FR or DE, and not in US".
  private func area(_ area: AreaDemand) -> String {
    let allowed = area.allow.map { pick("in \(names($0))", "dans \(names($0))") }
    let denied = area.deny.map { pick("not in \(names($0))", "hors de \(names($0))") }
    return [allowed, denied].compactMap { $0 }.joined(separator: pick(", and ", ", et "))
  }

  private func names(_ list: AreaList) -> String {
    language.list(list.sets + list.countries.map(\.code))
  }

  // MARK: Operators

  private func operators(_ demand: OperatorDemand) -> [String] {
    let who =
      demand.flows.isEmpty
      ? pick("the operator", "l'opérateur")
      : pick("the operator of the target of ", "l'opérateur de la cible des ") + flows(demand.flows)
    var parts: [String] = []
    if demand.known { parts.append(pick("\(who) is known", "\(who) est connu")) }
    if let seat = demand.seat {
      parts.append(pick("\(who) has its seat \(area(seat))", "\(who) a son siège \(area(seat))"))
    }
    if let control = demand.control {
      parts.append(
        pick("\(who) is controlled from \(within(control))", "\(who) est contrôlé depuis \(within(control))"))
    }
    if let laws = demand.laws { parts += self.laws(laws, who) }
    if !demand.qualifications.isEmpty {
      let schemes = language.list(demand.qualifications)
      parts.append(pick("the service holds \(schemes)", "le service détient \(schemes)"))
    }
    return parts
  }

  private func within(_ area: AreaDemand) -> String {
    let allowed = area.allow.map(names)
    let denied = area.deny.map { pick("not from \(names($0))", "pas depuis \(names($0))") }
    return [allowed, denied].compactMap { $0 }.joined(separator: ", ")
  }

  private func laws(_ demand: LawDemand, _ who: String) -> [String] {
    var parts: [String] = []
    if let allow = demand.area?.allow {
      parts.append(
        pick(
          "only laws of \(names(allow)) reach \(who)", "seules les lois de \(names(allow)) atteignent \(who)")
      )
    }
    if let deny = demand.area?.deny {
      parts.append(
        pick("no law of \(names(deny)) reaches \(who)", "aucune loi de \(names(deny)) n'atteint \(who)"))
    }
    if !demand.denied.isEmpty {
      let list = language.list(demand.denied)
      parts.append(pick("\(who) is not under \(list)", "\(who) n'est pas soumis à \(list)"))
    }
    return parts
  }

  // MARK: Encryption and keys

  private func atRest(_ demand: AtRestDemand) -> [String] {
    var text = pick("stored data is encrypted", "les données stockées sont chiffrées")
    if let layer = demand.layer {
      text += pick(" at the layer \(layer.rawValue) or above", " à la couche \(layer.rawValue) ou au-dessus")
    }
    if !demand.profiles.isEmpty {
      let list = language.list(demand.profiles.map(\.name))
      text += pick(", as the crypto profile \(list) allows", ", selon le profil cryptographique \(list)")
    }
    return [text]
  }

  private func transit(_ demand: TransitDemand) -> [String] {
    let listeners = demand.exposures.map { exposure in
      switch exposure {
      case .external: pick("external listeners", "points d'écoute externes")
      case .internal: pick("internal links", "liens internes")
      }
    }
    let what = listeners + (demand.flows.isEmpty ? [] : [flows(demand.flows)])
    var parts = [
      pick("\(language.list(what, .and)) are encrypted", "\(language.list(what, .and)) : chiffrés")
    ]
    if let version = demand.minimumVersion {
      parts.append(pick("TLS \(version.code) or later", "TLS \(version.code) ou plus récent"))
    }
    if !demand.profiles.isEmpty {
      let list = language.list(demand.profiles.map(\.name))
      parts.append(
        pick(
          "TLS versions as the crypto profile \(list) allows",
          "versions de TLS selon le profil cryptographique \(list)"))
    }
    if demand.verification {
      parts.append(pick("the peer's certificate is checked", "le certificat du pair est vérifié"))
    }
    return parts
  }

  private func custody(_ demand: CustodyDemand) -> [String] {
    var parts: [String] = []
    if let step = demand.atLeast {
      parts.append(
        pick("key custody is at least \(step.code)", "la garde des clés est au moins \(step.code)"))
    }
    if let place = demand.place {
      parts.append(pick("the key is kept \(area(place))", "la clé est gardée \(area(place))"))
    }
    if let keeper = demand.keeper {
      parts += operators(keeper).map { pick("for the key: \($0)", "pour la clé : \($0)") }
    }
    if let days = demand.rotationDays {
      parts.append(
        pick(
          "the key changes every \(days) days or sooner", "la clé change au plus tard tous les \(days) jours")
      )
    }
    if !demand.profiles.isEmpty {
      let list = language.list(demand.profiles.map(\.name))
      parts.append(
        pick(
          "the key's algorithm and length are as the crypto profile \(list) allows",
          "l'algorithme et la longueur de la clé suivent le profil cryptographique \(list)"))
    }
    if demand.deniesClearSecrets {
      parts.append(pick("no secret stands in clear", "aucun secret ne figure en clair"))
    }
    return parts
  }

  // MARK: Checks

  private func check(_ demand: CheckDemand) -> [String] {
    let subject =
      switch demand.subject {
      case .fact(let name): pick("the fact `\(name)`", "le fait `\(name)`")
      case .paths(let paths): paths.map { "`\($0.text)`" }.joined(separator: ", ")
      case .xpath(let expression): "`\(expression)`"
      }
    var parts: [String] = []
    if !demand.equals.isEmpty { parts.append(pick("is ", "vaut ") + language.list(demand.equals)) }
    if !demand.not.isEmpty { parts.append(pick("is not ", "ne vaut pas ") + language.list(demand.not)) }
    if !demand.like.isEmpty {
      parts.append(pick("is like ", "est de la forme ") + language.list(demand.like))
    }
    if let least = demand.atLeast { parts.append(pick("is at least ", "vaut au moins ") + number(least)) }
    if let most = demand.atMost { parts.append(pick("is at most ", "vaut au plus ") + number(most)) }
    if let present = demand.present {
      parts.append(present ? pick("is there", "est présent") : pick("is absent", "est absent"))
    }
    return ["\(subject) \(language.list(parts, .and))"]
  }

  private func number(_ value: Double) -> String { Int(exactly: value).map(String.init) ?? String(value) }

  // MARK: Scope

  /// Whom a rule applies to; nil for everything for which its question arises.
  func scope(_ scope: Scope) -> String? {
    var parts: [String] = []
    if !scope.classes.isEmpty { parts.append(pick("class ", "classe ") + language.list(scope.classes)) }
    if !scope.exceptClasses.isEmpty {
      parts.append(pick("other classes than ", "autres classes que ") + language.list(scope.exceptClasses))
    }
    if !scope.kinds.isEmpty { parts.append(pick("kind ", "genre ") + language.list(scope.kinds)) }
    if !scope.roles.isEmpty { parts.append(pick("role ", "rôle ") + language.list(scope.roles)) }
    if !scope.dialects.isEmpty { parts.append(pick("dialect ", "dialecte ") + language.list(scope.dialects)) }
    if let holds = scope.holdsData {
      parts.append(
        holds
          ? pick("holds data of its own", "détient des données propres")
          : pick("holds no data of its own", "ne détient pas de données propres"))
    }
    return parts.isEmpty ? nil : parts.joined(separator: "; ")
  }
}
