import Atlas
import Descriptors
import Inventory

/// The table that the framework for hosts of health data (HDS, version 2, requirement 31) makes hosts publish: one line
/// an actor, with what descriptors and the atlas know of it.
///
/// Columns: the form of the certification framework, order of 26 April 2024, as hosts publish it.
enum HDSTransfers {
  private struct Actor {
    var systems: [String] = []
    var countries: [String] = []
    var outside: [RegisterView.Standing] = []
    var parts: [String] = []
  }

  static func table(_ view: RegisterView) -> RegisterTable {
    let language = view.language
    return RegisterTable(
      title: view.pick(
        "Map of transfers of hosted health data", "Cartographie des transferts de données de santé hébergées"),
      basis: view.pick(
        "HDS certification framework, version 2 (order of 26 April 2024), requirements 28 to 31",
        "Référentiel de certification HDS, version 2 (arrêté du 26 avril 2024), exigences 28 à 31"),
      notes: [
        view.pick(
          "One line for each operator that stores data or receives it by a flow. All data-bearing systems are counted, "
            + "whatever their label: strike out those without health data.",
          "Une ligne par opérateur qui stocke des données ou en reçoit par un flux. Tous les systèmes porteurs de "
            + "données comptent, quelle que soit leur étiquette : rayer ceux sans données de santé."),
        view.pick(
          "Certificates are what the atlas knows, per service; hold them against the lists of the ANS and of ANSSI.",
          "Les certificats sont ce que l'atlas connaît, par service ; à vérifier dans les listes de l'ANS et de "
            + "l'ANSSI."),
      ],
      columns: [
        .init("actor", view.pick("Business name of the actor", "Raison sociale de l'acteur")),
        .init(
          blank: "role",
          view.pick("Role (host or processor of the host)", "Rôle (hébergeur ou sous-traitant)"), language),
        .init("hds", view.pick("HDS certified, as the atlas knows", "Certifié HDS, selon l'atlas")),
        .init(
          "secnumcloud",
          view.pick("SecNumCloud qualified, as the atlas knows", "Qualifié SecNumCloud, selon l'atlas")),
        .init(
          blank: "activities", view.pick("Hosting activities (1 to 6)", "Activités d'hébergement (1 à 6)"),
          language),
        .init("part", view.pick("Part in the system", "Rôle dans le système")),
        .init("systems", view.pick("Systems", "Systèmes")),
        .init("countries", view.pick("Countries", "Pays")),
        .init("outside", view.pick("Req. 28: outside the EEA", "Exig. 28 : hors de l'EEE")),
        .init(
          blank: "access",
          view.pick(
            "Req. 29: remote access from outside the EEA, safeguards",
            "Exig. 29 : accès à distance depuis l'extérieur de l'EEE, garanties"), language),
        .init("control", view.pick("Req. 30: controlled from", "Exig. 30 : contrôlé depuis")),
        .init(
          "laws",
          view.pick("Req. 30: laws known to reach the actor", "Exig. 30 : lois connues atteignant l'acteur")),
        .init(
          blank: "risks",
          view.pick("Req. 30: measures and residual risks", "Exig. 30 : mesures et risques résiduels"),
          language),
      ],
      rows: rows(view))
  }

  private static func rows(_ view: RegisterView) -> [[String]] {
    var actors: [String: Actor] = [:]
    for (_, resource) in view.holders {
      add(
        resource.name, resource.operatorID, resource.place,
        view.pick("stores or processes", "stocke ou traite"),
        &actors, view)
      for flow in resource.flows where flow.kind.takesDataOut {
        add(resource.name, flow.operatorID, flow.place, view.kind(flow), &actors, view)
      }
    }
    return actors.keys.sorted().map { id in row(id, actors[id] ?? Actor(), view) }
  }

  private static func add(
    _ system: String, _ operators: Possible<String>, _ place: Possible<Place>, _ part: String,
    _ actors: inout [String: Actor], _ view: RegisterView
  ) {
    var ids = operators.candidates.map(\.value)
    // Sorts behind every key of the atlas.
    if operators.unknown != nil { ids.append("~") }
    let countries = view.countries(place)
    let standing = view.standing(place, to: "EEA")
    for id in Set(ids) {
      var actor = actors[id] ?? Actor()
      if !actor.systems.contains(system) { actor.systems.append(system) }
      if !actor.countries.contains(countries) { actor.countries.append(countries) }
      if !actor.parts.contains(part) { actor.parts.append(part) }
      if !actor.outside.contains(standing) { actor.outside.append(standing) }
      actors[id] = actor
    }
  }

  private static func row(_ id: String, _ actor: Actor, _ view: RegisterView) -> [String] {
    let entry = view.atlas.operatorEntry(id)
    let worst = [RegisterView.Standing.outside, .partly, .undetermined].first { actor.outside.contains($0) }
    return [
      id == "~" ? view.undetermined : view.entity(id), certificates(entry, "HDS", view),
      certificates(entry, "SecNumCloud", view), actor.parts.sorted().joined(separator: ", "),
      actor.systems.sorted().joined(separator: ", "), actor.countries.sorted().joined(separator: ", "),
      view.outsideWord(worst ?? .inside), entry?.control?.code ?? view.undetermined,
      entry.map { $0.laws.joined(separator: " ") } ?? view.undetermined,
    ]
  }

  /// What the atlas knows of an operator under a scheme; never a plain no, since a list may be newer than the atlas.
  private static func certificates(_ entry: Operator?, _ scheme: String, _ view: RegisterView) -> String {
    guard let entry else { return view.undetermined }
    let found = entry.qualifications.filter { $0.scheme.hasPrefix(scheme) }.map { qualification in
      let parts: [Phrase?] = [
        Phrase(term: qualification.status), qualification.scope.map(Phrase.init(term:)),
        qualification.date.map { "\(day: $0)" },
      ]
      let doubt = qualification.unsure ? view.pick(" (not verified)", " (non vérifié)") : ""
      return view.say("\(qualification.scheme): \(Phrase.enumeration(parts.compactMap { $0 }))") + doubt
    }
    return found.isEmpty ? view.pick("none known", "aucune connue") : found.joined(separator: "; ")
  }
}
