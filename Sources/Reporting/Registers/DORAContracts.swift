import Atlas
import Inventory

/// Implementing Regulation (EU) 2024/2956, template B_02.02 (contractual arrangements, specific information): the
/// columns in their order, those on location filled.
enum DORAContracts {
  /// What makes up one line: an operator and a country.
  private struct Key: Hashable {
    let operatorID: String?
    let country: String
    let certainty: Certainty
  }

  private enum Certainty: Int {
    case certain
    case possible
    case undetermined
  }

  private struct Line {
    var stores = false
    var processes = false
    var systems: [String] = []
    var places: [String] = []
    var classes: [String] = []
  }

  static func table(_ view: RegisterView) -> RegisterTable {
    RegisterTable(
      title: view.pick(
        "Register of information, template B_02.02: draft lines",
        "Registre d'informations, modèle B_02.02 : ébauche de lignes"),
      basis: view.pick(
        "Regulation (EU) 2022/2554 (DORA), article 28(3); Implementing Regulation (EU) 2024/2956, template B_02.02",
        "Règlement (UE) 2022/2554 (DORA), article 28, paragraphe 3 ; règlement d'exécution (UE) 2024/2956, modèle B_02.02"
      ),
      notes: [
        view.pick(
          "One line for each operator and country, not for each contract: join them with your contracts. c0130 is where "
            + "the service stands, c0150 where data rests, c0160 where it is computed on.",
          "Une ligne par opérateur et par pays, non par contrat : à rapprocher de vos contrats. c0130 est le pays où se "
            + "trouve le service, c0150 celui où reposent les données, c0160 celui où elles sont traitées."),
        view.pick(
          "c0140 is Yes where something that stores stands; it is left open otherwise. The columns behind c0180 are no "
            + "part of the template.",
          "c0140 vaut Yes là où se trouve un élément qui stocke ; sinon il reste ouvert. Les colonnes après c0180 "
            + "n'appartiennent pas au modèle."),
      ],
      columns: columns(view), rows: rows(view))
  }

  private static func columns(_ view: RegisterView) -> [RegisterTable.Column] {
    func blank(_ code: String, _ english: String, _ french: String) -> RegisterTable.Column {
      .init(blank: "B_02.02.\(code)", "B_02.02.\(code) \(view.pick(english, french))", view.language)
    }
    func shown(_ code: String, _ english: String, _ french: String) -> RegisterTable.Column {
      .init("B_02.02.\(code)", "B_02.02.\(code) \(view.pick(english, french))")
    }
    return [
      blank(
        "0010", "Contractual arrangement reference number", "Numéro de référence de l'accord contractuel"),
      blank(
        "0020", "LEI of the entity making use of the ICT service(s)",
        "LEI de l'entité utilisatrice des services TIC"),
      blank(
        "0030", "Identification code of the ICT third-party service provider",
        "Code d'identification du prestataire tiers TIC"),
      blank("0040", "Type of code to identify the provider", "Type de code d'identification du prestataire"),
      blank("0050", "Function identifier", "Identifiant de la fonction"),
      blank("0060", "Type of ICT services (S01 to S19)", "Type de services TIC (S01 à S19)"),
      blank("0070", "Start date of the contractual arrangement", "Date de début de l'accord contractuel"),
      blank("0080", "End date of the contractual arrangement", "Date de fin de l'accord contractuel"),
      blank("0090", "Reason of the termination or ending", "Motif de la résiliation ou de la fin"),
      blank("0100", "Notice period for the financial entity", "Délai de préavis de l'entité financière"),
      blank("0110", "Notice period for the provider", "Délai de préavis du prestataire"),
      blank("0120", "Country of the governing law", "Pays du droit applicable"),
      shown("0130", "Country of provision of the ICT services", "Pays de fourniture des services TIC"),
      shown("0140", "Storage of data", "Stockage de données"),
      shown("0150", "Location of the data at rest (storage)", "Localisation des données au repos (stockage)"),
      shown(
        "0160", "Location of management of the data (processing)",
        "Localisation de la gestion des données (traitement)"),
      blank("0170", "Sensitiveness of the data stored", "Sensibilité des données stockées"),
      blank("0180", "Level of reliance on the ICT service", "Niveau de dépendance au service TIC"),
      .init("operator", view.pick("Operator, as the atlas names it", "Opérateur, selon l'atlas")),
      .init("control", view.pick("Controlled from", "Contrôlé depuis")),
      .init("certainty", view.pick("How sure the country is", "Certitude du pays")),
      .init("places", view.pick("Places", "Lieux")),
      .init("data", view.pick("Classes of data, as labelled", "Catégories de données, selon l'étiquette")),
      .init("systems", view.pick("Systems", "Systèmes")),
    ]
  }

  private static func rows(_ view: RegisterView) -> [[String]] {
    var lines: [Key: Line] = [:]
    for (index, resource) in view.holders {
      let operators =
        resource.operatorID.candidates.map { Optional($0.value) }
        + (resource.operatorID.unknown == nil ? [] : [nil])
      for spot in spots(resource.place) {
        for operatorID in Set(operators) {
          let key = Key(operatorID: operatorID, country: spot.country, certainty: spot.certainty)
          add(resource, spot.place, view.dataClass(index), to: &lines[key, default: Line()])
        }
      }
    }
    let order = lines.keys.sorted { left, right in
      // Those of whom nothing is known come last.
      let (first, second) = (left.operatorID ?? "~", right.operatorID ?? "~")
      if first != second { return first < second }
      if left.country != right.country { return left.country < right.country }
      return left.certainty.rawValue < right.certainty.rawValue
    }
    return order.map { row($0, lines[$0] ?? Line(), view) }
  }

  private static func spots(_ place: Possible<Place>) -> [(
    country: String, place: String, certainty: Certainty
  )] {
    let isOne = place.candidates.count == 1 && place.unknown == nil
    var spots: [(country: String, place: String, certainty: Certainty)] = []
    for candidate in place.candidates {
      let countries = candidate.value.countries
      let isCertain = isOne && countries.count == 1
      for country in countries {
        spots.append((country.code, candidate.value.code, isCertain ? .certain : .possible))
      }
      if countries.isEmpty { spots.append(("", candidate.value.code, .undetermined)) }
    }
    if place.unknown != nil { spots.append(("", "", .undetermined)) }
    return spots
  }

  private static func add(_ resource: Resource, _ place: String, _ dataClass: String, to line: inout Line) {
    let storing: Set<Role> = [
      .storage, .database, .cache, .queue, .logSink, .backup, .registry, .secretStore,
    ]
    if resource.atRest != nil || resource.roles.contains(where: storing.contains) { line.stores = true }
    if resource.roles.contains(.compute) || resource.roles.contains(.database) { line.processes = true }
    if !line.systems.contains(resource.name) { line.systems.append(resource.name) }
    if !place.isEmpty, !line.places.contains(place) { line.places.append(place) }
    if !dataClass.isEmpty, !line.classes.contains(dataClass) { line.classes.append(dataClass) }
  }

  private static func row(_ key: Key, _ line: Line, _ view: RegisterView) -> [String] {
    let entry = key.operatorID.flatMap { view.atlas.operatorEntry($0) }
    let certainty =
      switch key.certainty {
      case .certain: view.pick("certain", "certain")
      case .possible: view.pick("possible", "possible")
      case .undetermined: view.undetermined
      }
    return [
      key.country, line.stores ? "Yes" : "", line.stores ? key.country : "",
      line.processes ? key.country : "",
      key.operatorID.map(view.entity) ?? view.undetermined, entry?.control?.code ?? view.undetermined,
      certainty,
      line.places.sorted().joined(separator: " "), line.classes.sorted().joined(separator: ", "),
      line.systems.sorted().joined(separator: ", "),
    ]
  }
}
