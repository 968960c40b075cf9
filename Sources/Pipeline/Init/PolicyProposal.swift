import Assessment
import Atlas

/// A pack that what was seen speaks for.
struct PolicyProposal: Sendable, Equatable {
  /// The pack's name.
  let pack: String
  /// What speaks for it.
  let why: String

  /// The packs for what was seen, those that stand on the strongest sign first; never empty.
  static func of(_ sighting: Sighting, atlas: Atlas) -> [PolicyProposal] {
    var found: [PolicyProposal] = []
    func add(_ pack: String, _ why: String) {
      if PolicyLoader.shippedNames.contains(pack), !found.contains(where: { $0.pack == pack }) {
        found.append(PolicyProposal(pack: pack, why: why))
      }
    }
    for sign in classSigns {
      guard let count = sighting.classes[sign.name], sign.isAt(sighting.countries) else { continue }
      add(sign.pack, "\(resources(count)) labelled `\(sign.name)`")
    }
    let european = sighting.countries.filter { country in
      if case .notMember = atlas.membership(of: country, in: "EEA", asOf: nil) { false } else { true }
    }
    if !european.isEmpty { add(PolicyChoice.fallback, "data stands in \(names(european))") }
    for (code, pack) in countrySigns where sighting.countries.contains(Country(code)) {
      add(pack, "data stands in \(Country(code).englishName)")
    }
    if found.isEmpty {
      found = [
        PolicyProposal(
          pack: PolicyChoice.fallback,
          why: "nothing that was seen speaks for another one; it is what a scan uses when none is named")
      ]
    }
    return found
  }

  private static func resources(_ count: Int) -> String {
    "\(count) resource\(count == 1 ? " is" : "s are")"
  }

  private static func names(_ countries: Set<Country>) -> String {
    let sorted = countries.sorted()
    let shown = sorted.prefix(4).map(\.englishName).joined(separator: ", ")
    return sorted.count > 4 ? "\(shown) and \(sorted.count - 4) more countries of the EEA" : shown
  }

  // MARK: Signs

  /// A data class that speaks for a pack.
  private struct ClassSign {
    let name: String
    let pack: String
    /// The country in which it does; nil for any.
    var country: String?

    /// True if the class speaks for the pack with data in these countries, or with no country seen.
    func isAt(_ countries: Set<Country>) -> Bool {
      country.map { countries.isEmpty || countries.contains(Country($0)) } ?? true
    }
  }

  private static let classSigns: [ClassSign] = [
    ClassSign(name: "health", pack: "fr-hds-2", country: "FR"),
    ClassSign(name: "fr-sensitive", pack: "fr-cloud-au-centre"),
    ClassSign(name: "payment-card", pack: "pci-dss-4"),
    ClassSign(name: "payment-system", pack: "in-rbi", country: "IN"),
    ClassSign(name: "financial-critical", pack: "eu-dora"),
    ClassSign(name: "itar", pack: "us-itar"), ClassSign(name: "cji", pack: "us-itar"),
    ClassSign(name: "fti", pack: "us-itar"), ClassSign(name: "cui", pack: "us-fedramp"),
    ClassSign(name: "gov-protected", pack: "ca-protected-b", country: "CA"),
    ClassSign(name: "gov-protected", pack: "au-ism", country: "AU"),
    ClassSign(name: "gov-official", pack: "au-ism", country: "AU"),
  ]

  /// Countries whose law on personal data speaks for a pack.
  private static let countrySigns: [(code: String, pack: String)] = [
    ("GB", "uk-gdpr"), ("CH", "ch-fadp"), ("CN", "cn-pipl"), ("RU", "ru-242fz"), ("SA", "sa-nca"),
  ]
}
