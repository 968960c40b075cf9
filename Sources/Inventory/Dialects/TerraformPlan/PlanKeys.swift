import Atlas
import Descriptors

/// The keys of a plan, and who can use them.
struct PlanKeys {
  /// Attributes by which types that are no keys themselves lead to one.
  private static let leads = [
    "aws_kms_alias": "target_key_id", "aws_kms_grant": "key_id",
    "google_kms_crypto_key_version": "crypto_key",
    "google_kms_key_handle": "kms_key", "azurerm_disk_encryption_set": "key_vault_key_id",
  ]
  /// More aliases of aliases than this are a circle.
  private static let longest = 8

  let plan: Plan

  init(_ plan: Plan) { self.plan = plan }

  /// What is known of the key that the instance of an address is or leads to; nil if its type is not known.
  func state(_ address: String, steps: Int = 0) -> Possible<KeyState>? {
    guard steps < Self.longest, let number = plan.instance(address) else { return nil }
    let instance = plan.instances[number]
    let source = PlanProperties(plan, number)
    if let attribute = Self.leads[instance.type], let path = PropertyPath(attribute) {
      let target = source.values(path).first
      if case .resource(let next, _)? = target?.definite?.value { return state(next, steps: steps + 1) }
      return .unknown(
        "the key behind `\(address)` is not shown", remedy: PlanValue.applyRemedy,
        evidence: [Evidence(.declared, "the key is meant by `\(address)`", at: instance.declared.span)])
    }
    guard let card = plan.scene.cards.card(for: instance.type, in: "terraform") else {
      return instance.type.contains("key") ? nil : elsewhere(instance)
    }
    guard let keyCard = card.keyCard else { return elsewhere(instance) }
    let standing = plan.standing(number, card)
    return CardReader(card: card, source: source, scene: plan.scene)
      .keyState(keyCard, place: standing.place, operatorID: standing.operatorID)
  }

  private func elsewhere(_ instance: PlanInstance) -> Possible<KeyState> {
    .unknown(
      "the key is the one that `\(instance.address)` uses, which is only known after the plan is applied",
      remedy: PlanValue.applyRemedy,
      evidence: [
        Evidence(.declared, "the key is taken from `\(instance.address)`", at: instance.declared.span)
      ])
  }
}
