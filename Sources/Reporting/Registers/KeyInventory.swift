import Atlas
import Descriptors
import Inventory

/// Keys, certificates and listeners: PCI DSS 4.0.1 requirements 4.2.1.1 and 12.3.3, Delegated Regulation (EU)
/// 2024/1774 article 7.
enum KeyInventory {
  static func table(_ view: RegisterView) -> RegisterTable {
    let language = view.language
    return RegisterTable(
      title: view.pick("Inventory of keys and certificates", "Inventaire des clés et des certificats"),
      basis: view.pick(
        "PCI DSS 4.0.1, 4.2.1.1 and 12.3.3; Delegated Regulation (EU) 2024/1774 (DORA), article 7(4)",
        "PCI DSS 4.0.1, 4.2.1.1 et 12.3.3 ; règlement délégué (UE) 2024/1774 (DORA), article 7, paragraphe 4"),
      notes: [
        view.pick(
          "Custody: K0 no key or undeterminable, K1 the provider's own, K2 customer-managed, K3 imported or hardware "
            + "level, K4 dedicated module, K5 outside the provider, K6 before it reaches the provider.",
          "Garde : K0 pas de clé ou indéterminable, K1 clé du fournisseur, K2 gérée par le client, K3 importée ou niveau "
            + "matériel, K4 module dédié, K5 hors du fournisseur, K6 avant d'atteindre le fournisseur."),
        view.pick(
          "A key in use stands where data is encrypted with it; the same key may be declared on a line of its own. Key "
            + "material and secrets are never shown.",
          "Une clé utilisée figure là où elle chiffre des données ; la même clé peut être déclarée sur une ligne à part. "
            + "Ni clés ni secrets ne sont jamais montrés."),
      ],
      columns: [
        .init("item", view.pick("Item", "Élément")),
        .init("name", view.pick("Name or reference", "Nom ou référence")),
        .init("declared", view.pick("Declared at", "Déclaré dans")),
        .init("usedBy", view.pick("Used by", "Utilisé par")),
        .init("custody", view.pick("Custody (K0-K6)", "Garde (K0-K6)")),
        .init("operator", view.pick("Operator of the key manager", "Opérateur du gestionnaire de clés")),
        .init("place", view.pick("Place", "Lieu")),
        .init("countries", view.pick("Countries", "Pays")),
        .init(
          "algorithm",
          view.pick(
            "Algorithm or TLS version, as declared", "Algorithme ou version TLS, selon la déclaration")),
        .init("rotation", view.pick("Rotation (days)", "Rotation (jours)")),
        .init("copies", view.pick("Copied to other regions", "Copiée dans d'autres régions")),
        .init(blank: "owner", view.pick("Owner", "Responsable"), language),
        .init(blank: "purpose", view.pick("Business purpose", "Finalité"), language),
        .init(blank: "length", view.pick("Key length", "Longueur de clé"), language),
        .init(blank: "issuer", view.pick("Issuer of the certificate", "Émetteur du certificat"), language),
        .init(blank: "expires", view.pick("Valid until", "Valide jusqu'au"), language),
        .init(blank: "suites", view.pick("Cipher suites", "Suites cryptographiques"), language),
        .init(blank: "reviewed", view.pick("Reviewed on", "Revu le"), language),
      ],
      rows: declared(view) + inUse(view) + listeners(view))
  }

  private static func declared(_ view: RegisterView) -> [[String]] {
    view.inventory.resources.filter { $0.kind == .key || $0.kind == .certificate }.map { resource in
      let item = resource.kind == .key ? view.pick("key", "clé") : view.pick("certificate", "certificat")
      let rotation = resource.keyState.map { Self.rotation($0, view) } ?? ""
      let copies = resource.keyState.map { view.joined($0) { $0.multiRegion ? view.yes : view.no } } ?? ""
      return [
        item, resource.name, view.position(resource.span), "", view.custody(resource.keyState),
        view.entities(resource.operatorID), view.places(resource.place), view.countries(resource.place), "",
        rotation,
        copies,
      ]
    }
  }

  private static func rotation(_ state: Possible<KeyState>, _ view: RegisterView) -> String {
    view.joined(state) {
      $0.rotationDays.map { "\($0)" } ?? view.pick("off or unknown", "inactive ou inconnue")
    }
  }

  private static func inUse(_ view: RegisterView) -> [[String]] {
    view.holders.compactMap { _, resource -> [String]? in
      guard let state = resource.keyState else { return nil }
      let names = view.joined(state) { $0.reference ?? view.pick("(not named)", "(non nommée)") }
      return [
        view.pick("key in use", "clé utilisée"), names, view.position(resource.span), resource.name,
        view.custody(state),
        view.joined(state) { key in
          key.operatorID.map(view.entity) ?? view.undetermined
        },
        view.joined(state) { $0.place?.code ?? view.undetermined },
        view.joined(state) { $0.place?.countries.map(\.code).joined(separator: " ") ?? view.undetermined },
        resource.atRest.map { algorithm($0, view) } ?? "", rotation(state, view),
        view.joined(state) { $0.multiRegion ? view.yes : view.no },
      ]
    }
  }

  private static func algorithm(_ state: Possible<AtRest>, _ view: RegisterView) -> String {
    view.joined(state) { state in
      if !state.encrypted { return view.pick("not encrypted", "non chiffré") }
      return state.algorithm ?? view.pick("not named", "non nommé")
    }
  }

  private static func listeners(_ view: RegisterView) -> [[String]] {
    view.inventory.resources.flatMap { resource in
      resource.transit.map { fact in
        [
          view.pick("link", "liaison"), view.say(fact.what), view.position(fact.span), resource.name, "",
          view.entities(resource.operatorID), view.places(resource.place), view.countries(resource.place),
          view.transit(fact.state), "", "",
        ]
      }
    }
  }
}
