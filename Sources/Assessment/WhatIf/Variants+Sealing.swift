import Atlas
import Descriptors
import Inventory

// MARK: Encryption and keys

extension Variants {
  /// Encryption switched on, then with a sound algorithm, then at the layer that is asked for; and off.
  func atRest(_ demand: AtRestDemand) -> Family? {
    guard let facts = resource.atRest else { return nil }
    let now = facts.candidates.first { $0.value.encrypted }?.value ?? facts.candidates.first?.value
    let layer = now?.layer ?? .volume
    let higher = max(demand.layer ?? layer, layer)
    let states: [(Phrase, AtRest)] = [
      ("off", AtRest(encrypted: false, layer: layer)),
      ("on", AtRest(encrypted: true, algorithm: now?.algorithm, layer: layer)),
      ("on with AES-256", AtRest(encrypted: true, algorithm: "AES-256", layer: layer)),
      (
        "on with AES-256 at the layer \(Phrase(term: higher.rawValue))",
        AtRest(encrypted: true, algorithm: "AES-256", layer: higher)
      ),
    ]
    return Family(
      words: { "encryption at rest is \($0)" }, how: nil,
      members: states.map { name, state in
        (name: name, resource: changed { $0.atRest = Possible(state, evidence: []) })
      }, isLadder: true)
  }

  /// The first link or hop in clear, then encrypted, then with newer versions and the peer checked.
  var transit: Family? {
    let now = (resource.transit.first?.state ?? resource.flows.first?.transit)?.candidates.first?.value
    let states: [(Phrase, TransitState)] = [
      ("in clear text", TransitState(encrypted: false)),
      (
        "encrypted",
        TransitState(
          encrypted: true, minimumVersion: now?.minimumVersion,
          skipsVerification: now?.skipsVerification ?? false)
      ),
      ("encrypted with TLS 1.2 at least", TransitState(encrypted: true, minimumVersion: .tls12)),
      ("encrypted with TLS 1.3 at least", TransitState(encrypted: true, minimumVersion: .tls13)),
    ]
    guard !resource.transit.isEmpty || resource.flows.contains(where: { $0.transit != nil }) else {
      return nil
    }
    return Family(
      words: { "it is \($0)" }, how: nil,
      members: states.map { name, state in
        (name: name, resource: changed { $0.seal(Possible(state, evidence: [])) })
      }, isLadder: true)
  }

  /// The steps of the ladder from one on, where a rule makes an exception for keys in other hands.
  func custody(from step: Custody?) -> Family? {
    guard let step else { return nil }
    return ladder(Custody.allCases.filter { $0 >= step })
  }

  /// A country that a rule allows, for what it would say of a key that is kept in any of them.
  private func home(of area: AreaDemand) -> Place? {
    let allowed =
      (area.allow?.countries ?? [])
      + (area.allow?.sets ?? []).flatMap {
        atlas.jurisdiction($0)?.members ?? []
      }
    return allowed.first.map { Place.country($0.code) }
  }

  private func ladder(_ steps: [Custody], keptIn place: Place? = nil) -> Family {
    Family(
      words: { step in
        place.map { "its key is kept where the rule allows, such as in \($0.code), and is \(step)" }
          ?? "its key is \(step)"
      },
      how: nil,
      members: steps.map { step in
        (
          name: "\(step.code) (\(Phrase(term: step.title)))",
          resource: changed { copy in
            copy.keyState = Possible(copy.key(step, in: place), evidence: [])
          }
        )
      }, isLadder: true)
  }

  func keys(_ demand: CustodyDemand) -> [Family?] {
    var families: [Family?] = []
    if demand.deniesClearSecrets, !resource.clearSecrets.isEmpty {
      let names = resource.clearSecrets.map { "`\($0.name)`" as Phrase }
      families.append(
        Family(
          words: { "the declaration refers to a secret store instead of carrying \($0)" }, how: nil,
          members: [
            (name: Phrase.enumeration(names), resource: changed { $0.clearSecrets = [] })
          ]))
    }
    guard resource.keyState != nil else { return families }
    if demand.atLeast != nil || demand.place != nil || demand.keeper != nil {
      families.append(ladder(Custody.allCases))
    }
    if demand.atLeast != nil, let area = demand.place, let home = home(of: area) {
      families.append(ladder(Custody.allCases, keptIn: home))
    }
    if demand.place != nil { families.append(keyPlace) }
    if demand.keeper != nil { families.append(keeper) }
    if let days = demand.rotationDays {
      families.append(
        Family(
          words: { "its key is changed \($0)" }, how: nil,
          members: [
            (
              name: "every \(days) days or sooner",
              resource: changed { $0.keyState = Possible($0.key(nil, rotation: days), evidence: []) }
            )
          ]))
    }
    return families
  }

  /// The regions that its key could be kept in.
  private var keyPlace: Family? {
    let known = resource.keyState?.candidates.lazy.compactMap(\.value.place?.provider).first
    guard let provider = known ?? resource.place.candidates.lazy.compactMap(\.value.provider).first else {
      return nil
    }
    let places = atlas.regionCodes(of: provider).compactMap { atlas.place($0, provider: provider) }
    return Family(
      words: { "its key is kept in \($0)" }, how: nil,
      members: places.map { place in
        (
          name: Phrase(verbatim: place.code),
          resource: changed { copy in
            let key = copy.key(nil)
            copy.keyState = Possible(
              KeyState(
                custody: key.custody, reference: key.reference, place: place,
                operatorID: place.operatorID ?? key.operatorID, rotationDays: key.rotationDays), evidence: [])
          }
        )
      })
  }

  private var keeper: Family {
    Family(
      words: { "its key is kept by \($0)" },
      how: "--context key-manager.operator=ID for a key outside the provider",
      members: atlas.platformOperators.map { id in
        (
          name: Phrase(verbatim: id),
          resource: changed { copy in
            let key = copy.key(nil)
            copy.keyState = Possible(
              KeyState(
                custody: key.custody, reference: key.reference, place: key.place, operatorID: id,
                multiRegion: key.multiRegion, rotationDays: key.rotationDays), evidence: [])
          }
        )
      })
  }
}

extension Resource {
  /// Its key as it is, or at another step or rotation.
  fileprivate func key(_ step: Custody?, in place: Place? = nil, rotation: Int? = nil) -> KeyState {
    let now = keyState?.candidates.first?.value
    return KeyState(
      custody: step ?? now?.custody ?? .customerManaged, reference: now?.reference,
      place: place ?? now?.place,
      operatorID: now?.operatorID, multiRegion: place == nil && (now?.multiRegion ?? false),
      rotationDays: rotation ?? now?.rotationDays)
  }

  /// All its links and hops in one state.
  fileprivate mutating func seal(_ state: Possible<TransitState>) {
    transit = transit.map { TransitFact($0.what, exposure: $0.exposure, state: state, at: $0.span) }
    flows = flows.map { flow in
      guard flow.transit != nil else { return flow }
      return Flow(
        flow.kind, to: flow.target, targetKey: flow.targetKey, place: flow.place, operatorID: flow.operatorID,
        transit: state, at: flow.span)
    }
  }
}
