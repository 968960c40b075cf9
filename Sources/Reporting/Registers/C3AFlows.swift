import Atlas
import Inventory

/// BSI, Criteria enabling Cloud Computing Autonomy (C3A) 1.0, SOV-4-08 (data flows) and SOV-4-09 (disconnect).
enum C3AFlows {
  static func table(_ view: RegisterView) -> RegisterTable {
    let language = view.language
    return RegisterTable(
      title: view.pick("Data flows and disconnect list", "Flux de données et liste de déconnexion"),
      basis: "BSI C3A 1.0, SOV-4-08, SOV-4-09, SOV-4-10",
      notes: [
        view.pick(
          "Every flow that is declared, images and packages included: what is fetched is missing as well after a cut.",
          "Tous les flux déclarés, images et paquets compris : ce qui est téléchargé manque aussi après une coupure."
        ),
        view.pick(
          "To be cut is a flow to a place outside the European Union (27 members), or to an operator controlled from "
            + "outside it. A flow that is undetermined may have to be.",
          "Est à couper un flux vers un lieu hors de l'Union européenne (27 membres), ou vers un opérateur contrôlé "
            + "hors de celle-ci. Un flux indéterminé peut devoir l'être."),
      ],
      columns: [
        .init("origin", view.pick("Origin", "Origine")),
        .init("declared", view.pick("Declared at", "Déclaré dans")),
        .init("originCountry", view.pick("Country of origin", "Pays d'origine")),
        .init("destination", view.pick("Destination", "Destination")),
        .init("country", view.pick("Country of destination", "Pays de destination")),
        .init("operator", view.pick("Operator of the destination", "Opérateur de la destination")),
        .init("control", view.pick("Controlled from", "Contrôlé depuis")),
        .init("flow", view.pick("Kind of flow", "Nature du flux")),
        .init("data", view.pick("Type of data, as labelled", "Type de données, selon l'étiquette")),
        .init("protocol", view.pick("Protocol, if the target names it", "Protocole, si la cible le nomme")),
        .init("encryption", view.pick("Encryption in transit", "Chiffrement en transit")),
        .init("outside", view.pick("Place outside the EU", "Lieu hors de l'UE")),
        .init(
          "foreign", view.pick("Operator controlled from outside the EU", "Opérateur contrôlé hors de l'UE")),
        .init("cut", view.pick("SOV-4-09: to be cut", "SOV-4-09 : à couper")),
        .init(
          blank: "effect", view.pick("SOV-4-09: effect of the cut", "SOV-4-09 : effet de la coupure"),
          language),
        .init(blank: "substitute", view.pick("Substitute", "Solution de remplacement"), language),
        .init(blank: "tested", view.pick("SOV-4-09: tested on", "SOV-4-09 : testé le"), language),
        .init(
          blank: "reconnect",
          view.pick("SOV-4-10: reconnected within (days)", "SOV-4-10 : reconnecté sous (jours)"), language),
      ],
      rows: view.inventory.resources.enumerated().flatMap { index, resource in
        resource.flows.map { row(resource, index, $0, view) }
      })
  }

  private static func row(_ resource: Resource, _ index: Int, _ flow: Flow, _ view: RegisterView) -> [String]
  {
    let place = view.standing(flow.place, to: "EU27")
    let control = view.standing(ofControl: flow.operatorID, to: "EU27")
    return [
      resource.name, view.position(flow.span), view.countries(resource.place), view.say(flow.shownTarget),
      view.countries(flow.place), view.entities(flow.operatorID), view.controls(flow.operatorID),
      view.kind(flow),
      flow.kind.carriesOwnData ? view.dataClass(index) : "", scheme(of: flow.target),
      view.transit(flow.transit),
      view.outsideWord(place), view.outsideWord(control), view.outsideWord(cut(place, control)),
    ]
  }

  /// Either is reason enough; only two clear answers make a no.
  private static func cut(_ place: RegisterView.Standing, _ control: RegisterView.Standing)
    -> RegisterView.Standing
  {
    for worst in [RegisterView.Standing.outside, .partly, .undetermined]
    where place == worst || control == worst {
      return worst
    }
    return .inside
  }

  private static func scheme(of target: String) -> String {
    guard let range = target.firstRange(of: "://") else { return "" }
    return String(target[..<range.lowerBound])
  }
}
