import Inventory

/// Regulation (EU) 2016/679, article 30(1): what descriptors show of the records of processing activities.
enum GDPRRecords {
  static func table(_ view: RegisterView) -> RegisterTable {
    let language = view.language
    return RegisterTable(
      title: view.pick("Records of processing: extract", "Registre des traitements : extrait"),
      basis: view.pick(
        "Regulation (EU) 2016/679 (GDPR), article 30(1)",
        "Règlement (UE) 2016/679 (RGPD), article 30, paragraphe 1"),
      notes: [
        view.pick(
          "One line for each system that holds data; join the lines of one processing activity.",
          "Une ligne par système qui détient des données ; réunir les lignes d'une même activité de traitement."
        ),
        view.pick(
          "The category of data is the label that descriptors or the context give; systems without one may hold "
            + "personal data all the same.",
          "La catégorie de données est l'étiquette que donnent les descripteurs ou le contexte ; un système sans "
            + "étiquette peut détenir des données personnelles."),
      ],
      columns: [
        .init(
          blank: "controller",
          view.pick("30(1)(a) controller, contact, DPO", "30(1)(a) responsable, contact, DPO"), language),
        .init(blank: "purposes", view.pick("30(1)(b) purposes", "30(1)(b) finalités"), language),
        .init("system", view.pick("System", "Système")),
        .init("kind", view.pick("Kind", "Nature")),
        .init("declared", view.pick("Declared at", "Déclaré dans")),
        .init(
          blank: "subjects",
          view.pick("30(1)(c) categories of data subjects", "30(1)(c) catégories de personnes"), language),
        .init(
          "data",
          view.pick(
            "30(1)(c) category of data, as labelled", "30(1)(c) catégorie de données, selon l'étiquette")),
        .init("operator", view.pick("30(1)(d) recipient: operator", "30(1)(d) destinataire : opérateur")),
        .init("recipients", view.pick("30(1)(d) recipients: flows", "30(1)(d) destinataires : flux")),
        .init("countries", view.pick("Countries of the system", "Pays du système")),
        .init("third", view.pick("30(1)(e) transfer outside the EEA", "30(1)(e) transfert hors de l'EEE")),
        .init(
          blank: "safeguards",
          view.pick("30(1)(e) safeguards (art. 49(1))", "30(1)(e) garanties (art. 49, par. 1)"), language),
        .init(
          blank: "erasure", view.pick("30(1)(f) time limits for erasure", "30(1)(f) délais d'effacement"),
          language),
        .init("atRest", view.pick("30(1)(g) encryption at rest", "30(1)(g) chiffrement au repos")),
        .init("custody", view.pick("30(1)(g) key custody (K0-K6)", "30(1)(g) garde des clés (K0-K6)")),
        .init("inTransit", view.pick("30(1)(g) encryption in transit", "30(1)(g) chiffrement en transit")),
        .init(
          blank: "measures",
          view.pick("30(1)(g) organisational measures", "30(1)(g) mesures organisationnelles"), language),
      ],
      rows: view.holders.map { row($1, $0, view) })
  }

  private static func row(_ resource: Resource, _ index: Int, _ view: RegisterView) -> [String] {
    let recipients = resource.flows.filter(\.kind.takesDataOut).map {
      "\(view.kind($0))\(view.language.colon) \(view.say($0.shownTarget)) (\(view.countries($0.place)), \(view.entities($0.operatorID)))"
    }
    let links = resource.transit.map {
      "\(view.say($0.what))\(view.language.colon) \(view.transit($0.state))"
    }
    return [
      resource.name, view.term(resource.kind.rawValue), view.position(resource.span), view.dataClass(index),
      view.entities(resource.operatorID), recipients.joined(separator: "; "), view.countries(resource.place),
      third(resource, view), view.atRest(resource.atRest), view.custody(resource.keyState),
      links.joined(separator: "; "),
    ]
  }

  /// The worst of the system's own place and of its flows.
  private static func third(_ resource: Resource, _ view: RegisterView) -> String {
    let standings =
      [view.standing(resource.place, to: "EEA")]
      + resource.flows.filter(\.kind.takesDataOut).map { view.standing($0.place, to: "EEA") }
    for worst in [RegisterView.Standing.outside, .partly, .undetermined] where standings.contains(worst) {
      return view.outsideWord(worst)
    }
    return view.no
  }
}

extension FlowKind {
  /// True if data of the resource, or of its users, may leave by it; images, packages and keys are none.
  var takesDataOut: Bool {
    switch self {
    case .imagePull, .packagePull, .mount, .keyReplica: false
    case .replica, .backup, .snapshotCopy, .logSink, .eventSink, .delivery, .edgeCache, .endpoint, .peering,
      .identity:
      true
    }
  }
}
