import Atlas
import Descriptors

/// One template: its sections, its place, and how its names are resolved.
struct Template {
  /// What stands for the stack's region in a text if no context tells it.
  static let regionWord = "${AWS::Region}"
  /// What stands for the account's number.
  static let accountWord = "${AWS::AccountId}"

  /// Work that may still be spent on functions: aliases can make a short template endless.
  final class Effort {
    private var left = 100_000

    /// False once all is spent.
    func spend(_ units: Int = 1) -> Bool {
      left -= units
      return left > 0
    }
  }

  let effort = Effort()
  let scene: Scene
  let root: Node
  /// Where the stack is deployed, by the context.
  let place: Possible<Place>
  let operatorID: Possible<String>
  /// Resource declarations by logical name, in order.
  let resources: [(name: String, declaration: Node)]
  private let names: [String: Int]

  init(_ root: Node, scene: Scene) {
    self.root = root
    self.scene = scene
    place = scene.context.place(
      scope: "aws", provider: "aws", missing: "a CloudFormation template names no region of its own",
      atlas: scene.atlas)
    operatorID =
      place.isUnknown && scene.context.entry("operator", scope: "aws") == nil
      ? Self.everyPartition
      : scene.context.operatorID(
        scope: "aws", provider: "aws", place: place, missing: "the template does not name its partition",
        atlas: scene.atlas)
    resources = root["Resources"]?.mergedEntries.map { ($0.key.text ?? "", $0.value) } ?? []
    names = Dictionary(
      resources.enumerated().map { ($0.element.name, $0.offset) }, uniquingKeysWith: { first, _ in first })
  }

  /// Without a region the partition is open: the same template deploys in each.
  private static let everyPartition: Possible<String> = {
    let operators = [
      ("aws", "aws"), ("aws-eusc", "aws-eusc"), ("aws-cn", "aws-china-sinnet"), ("aws-us-gov", "aws"),
    ]
    return Possible(
      operators.map { partition, id in
        Candidate(
          id, when: Condition("AWS::Partition", is: partition),
          evidence: [
            Evidence(.derived, "without a region the template may be deployed in any partition of AWS")
          ])
      })
  }()

  func declaration(_ name: String) -> Node? { names[name].map { resources[$0].declaration } }

  /// What `Globals` of a SAM template say for all resources of a type.
  func globals(for declaration: Node) -> Node? {
    guard let globals = root["Globals"], let type = declaration["Type"]?.text,
      type.hasPrefix("AWS::Serverless::")
    else { return nil }
    return globals[String(type.dropFirst("AWS::Serverless::".count))]
  }

  /// The declaration of a key, through aliases of it.
  func keyDeclaration(of name: String) -> (name: String, node: Node)? {
    var name = name
    // More aliases of aliases than this are a circle.
    for _ in 0..<8 {
      guard let node = declaration(name) else { return nil }
      guard node["Type"]?.equals("AWS::KMS::Alias") == true else { return (name, node) }
      guard let target = node.at("Properties", "TargetKeyId"),
        case .resource(let next, _)? = Intrinsic.value(of: target, in: self).candidates.first?.value
      else { return nil }
      name = next
    }
    return nil
  }

  /// What a key's own declaration says of it.
  func keyState(_ name: String, _ type: String, _ declaration: Node, _ card: ServiceCard) -> Possible<
    KeyState
  >? {
    let source = TemplateProperties(template: self, name: name, declaration: declaration)
    let (place, operatorID) = standing(card, source)
    return card.keyCard.map {
      CardReader(card: card, source: source, scene: scene).keyState($0, place: place, operatorID: operatorID)
    }
  }

  func resource(_ name: String, _ type: String, _ declaration: Node, _ card: ServiceCard) -> Resource {
    let source = TemplateProperties(template: self, name: name, declaration: declaration)
    var (place, operatorID) = standing(card, source)
    if let condition = declaration["Condition"], let text = condition.text {
      let note = Evidence(
        .declared, "the resource is only created if the condition `\(text)` holds", at: condition.span)
      place = Possible(
        place.candidates.map { Candidate($0.value, when: $0.condition, evidence: $0.evidence + [note]) },
        unknown: place.unknown.map { Unknown($0.reason, remedy: $0.remedy, evidence: $0.evidence + [note]) })
    }
    var resource = Resource(
      key: "\(type)/\(name)", dialect: "cloudformation", type: type, name: name, kind: card.kind,
      roles: card.roles, holdsData: card.holdsData, span: source.span, place: place,
      operatorID: operatorID)
    if let given = scene.context.entry("class"), let value = given.values.first {
      resource.contextClass = Candidate(value, evidence: [given.evidence])
    }
    CardReader(card: card, source: source, scene: scene).read(into: &resource)
    return resource
  }

  /// Place and operator of a resource: the stack's, unless its service is global or a zone narrows it.
  private func standing(
    _ card: ServiceCard, _ source: TemplateProperties
  ) -> (Possible<Place>, Possible<String>) {
    switch card.reach {
    case .edge:
      return (
        Possible(
          .edge(of: card),
          evidence: [
            Evidence(.card, "\(card.title) is served from edge sites worldwide", source: card.source)
          ]), operatorID
      )
    case .global:
      let place = Place(
        kind: .global, code: "global", provider: card.provider, name: "\(card.title), a global service",
        countries: [], source: AtlasSource(text: card.source, asOf: "2026-11-23", unsure: false))
      return (
        Possible(place, evidence: [Evidence(.card, "\(card.title) has no region", source: card.source)]),
        operatorID
      )
    case .regional:
      guard let zone = zone(card, source) else { return (place, operatorID) }
      let ofZone = scene.context.operatorID(
        scope: "aws", provider: "aws", place: zone, missing: "the zone does not tell its partition",
        atlas: scene.atlas)
      return (zone, ofZone)
    }
  }

  /// The place that an availability zone written as text gives; nil if none is.
  private func zone(_ card: ServiceCard, _ source: TemplateProperties) -> Possible<Place>? {
    var candidates: [Candidate<Place>] = []
    for path in card.zones["cloudformation"] ?? [] {
      for value in source.values(path) where value.unknown == nil {
        for candidate in value.candidates {
          guard case .text(let code, let span) = candidate.value,
            let place = scene.atlas.place(code, provider: "aws")
          else { continue }
          let declared = Evidence(.declared, "the availability zone is `\(code)`", at: span)
          candidates.append(
            Candidate(
              place, when: candidate.condition, evidence: [declared] + candidate.evidence + [.atlas(place)]))
        }
      }
    }
    return candidates.isEmpty ? nil : Possible(candidates)
  }
}
