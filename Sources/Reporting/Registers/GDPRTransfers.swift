import Atlas
import Descriptors
import Inventory

/// Regulation (EU) 2016/679, Chapter V: transfers to third countries that descriptors show or leave open.
enum GDPRTransfers {
  static func table(_ view: RegisterView) -> RegisterTable {
    let language = view.language
    return RegisterTable(
      title: view.pick("Register of transfers", "Registre des transferts"),
      basis: view.pick(
        "Regulation (EU) 2016/679 (GDPR), Chapter V (articles 44 to 49)",
        "Règlement (UE) 2016/679 (RGPD), chapitre V (articles 44 à 49)"),
      notes: [
        view.pick(
          "Listed is what stands or goes outside the EEA, may do so, or is not determined; and what stands in the EEA "
            + "with an operator that is, or may be, controlled from outside it (access from there).",
          "Figure ici ce qui se trouve ou va hors de l'EEE, peut le faire, ou reste indéterminé ; et ce qui se trouve "
            + "dans l'EEE chez un opérateur contrôlé, ou peut-être contrôlé, depuis l'extérieur (accès possible)."
        ),
        view.pick(
          "Adequacy is what the atlas knows of decisions under article 45; hold it against the Commission's list.",
          "L'adéquation est ce que l'atlas sait des décisions de l'article 45 ; à vérifier dans la liste de la "
            + "Commission."),
      ],
      columns: [
        .init(blank: "exporter", view.pick("Exporter", "Exportateur"), language),
        .init("system", view.pick("System", "Système")),
        .init("declared", view.pick("Declared at", "Déclaré dans")),
        .init("data", view.pick("Category of data, as labelled", "Catégorie de données, selon l'étiquette")),
        .init("origin", view.pick("Country of origin", "Pays d'origine")),
        .init("how", view.pick("Storage or flow", "Stockage ou flux")),
        .init("destination", view.pick("Destination", "Destination")),
        .init("country", view.pick("Country of destination", "Pays de destination")),
        .init("importer", view.pick("Importer: operator", "Importateur : opérateur")),
        .init("control", view.pick("Controlled from", "Contrôlé depuis")),
        .init("laws", view.pick("Laws known to reach the operator", "Lois connues atteignant l'opérateur")),
        .init("ground", view.pick("Why it is listed", "Motif d'inscription")),
        .init("adequacy", view.pick("Art. 45 adequacy", "Art. 45 adéquation")),
        .init(
          blank: "tool",
          view.pick("Art. 46 or 49 ground of the transfer", "Art. 46 ou 49 fondement du transfert"), language),
        .init(
          blank: "assessment",
          view.pick("Transfer impact assessment, date", "Analyse d'impact du transfert, date"), language),
        .init("inTransit", view.pick("Encryption in transit", "Chiffrement en transit")),
        .init("atRest", view.pick("Encryption at rest at the origin", "Chiffrement au repos à l'origine")),
        .init("custody", view.pick("Key custody (K0-K6)", "Garde des clés (K0-K6)")),
        .init(blank: "measures", view.pick("Supplementary measures", "Mesures supplémentaires"), language),
      ],
      rows: view.holders.flatMap { rows($1, $0, view) })
  }

  private static func rows(_ resource: Resource, _ index: Int, _ view: RegisterView) -> [[String]] {
    let storage = row(
      resource, index, view, how: view.pick("storage", "stockage"), destination: view.places(resource.place),
      place: resource.place, operators: resource.operatorID, transit: nil, span: resource.span)
    let flows = resource.flows.filter(\.kind.takesDataOut).map {
      row(
        resource, index, view, how: view.kind($0), destination: view.say($0.shownTarget), place: $0.place,
        operators: $0.operatorID, transit: $0.transit, span: $0.span)
    }
    return ([storage] + flows).compactMap { $0 }
  }

  /// A line; nil if there is no ground to list it.
  private static func row(
    _ resource: Resource, _ index: Int, _ view: RegisterView, how: String, destination: String,
    place: Possible<Place>, operators: Possible<String>, transit: Possible<TransitState>?, span: SourceSpan
  ) -> [String]? {
    guard let ground = ground(place, operators, view) else { return nil }
    return [
      resource.name, view.position(span), view.dataClass(index), view.countries(resource.place), how,
      destination,
      view.countries(place), view.entities(operators), view.controls(operators), view.laws(operators), ground,
      adequacy(place, view), view.transit(transit), view.atRest(resource.atRest),
      view.custody(resource.keyState),
    ]
  }

  private static func ground(
    _ place: Possible<Place>, _ operators: Possible<String>, _ view: RegisterView
  ) -> String? {
    switch view.standing(place, to: "EEA") {
    case .outside: return view.pick("outside the EEA", "hors de l'EEE")
    case .partly: return view.pick("possibly outside the EEA", "peut-être hors de l'EEE")
    case .undetermined: return view.pick("place undetermined", "lieu indéterminé")
    case .inside: break
    }
    switch view.standing(ofControl: operators, to: "EEA") {
    case .outside:
      return view.pick("operator controlled from outside the EEA", "opérateur contrôlé hors de l'EEE")
    case .partly:
      return view.pick(
        "operator possibly controlled from outside the EEA", "opérateur peut-être contrôlé hors de l'EEE")
    case .undetermined:
      return view.pick("control of the operator undetermined", "contrôle de l'opérateur indéterminé")
    case .inside: return nil
    }
  }

  private static func adequacy(_ place: Possible<Place>, _ view: RegisterView) -> String {
    var words: [String] = []
    var countries: [Country] = []
    for candidate in place.candidates {
      if candidate.value.countries.isEmpty { words.append(view.anywhere) }
      for country in candidate.value.countries
      where !view.isMember(country, of: "EEA") && !countries.contains(country) {
        countries.append(country)
      }
    }
    for country in countries {
      switch view.atlas.membership(of: country, in: "ADEQUATE_EU", asOf: nil) {
      case .member: words.append("\(country.code)\(view.language.colon) \(view.pick("listed", "oui"))")
      case .conditional:
        words.append(
          "\(country.code)\(view.language.colon) \(view.pick("some organisations only", "certains organismes"))"
        )
      case .notMember: words.append("\(country.code)\(view.language.colon) \(view.pick("none", "aucune"))")
      }
    }
    if place.unknown != nil { words.append(view.undetermined) }
    return words.joined(separator: "; ")
  }
}
