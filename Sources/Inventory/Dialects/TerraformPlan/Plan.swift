import Atlas
import Descriptors

/// One plan or state: its instances, and what its other sections say of them.
///
/// Indexes are made when they are first needed; a plan is read by one worker.
final class Plan {
  let scene: Scene
  let root: Node
  let instances: [PlanInstance]
  lazy var configuration = PlanConfiguration(root["configuration"])
  lazy var providers = PlanProviders(self)
  lazy var followers = PlanFollowers(self)
  private lazy var byAddress = Dictionary(
    instances.indices.map { (instances[$0].address, $0) }, uniquingKeysWith: { first, _ in first })
  private lazy var byGroup = Dictionary(
    grouping: instances.indices, by: { instances[$0].groupAddress })
  lazy var byType = Dictionary(grouping: instances.indices, by: { instances[$0].type })
  private lazy var byConfiguration = Dictionary(
    grouping: instances.indices,
    by: { Self.configuredAddress(instances[$0].module, "\(instances[$0].type).\(instances[$0].name)") })
  private lazy var changes = Self.changes(root)
  private lazy var identities = Self.identities(instances)
  private lazy var buckets = Self.buckets(instances)
  private lazy var managedKeys = Self.managedKeys(root)
  private var standings: [Int: Standing] = [:]
  private var placing: Set<Int> = []

  init(_ root: Node, scene: Scene) {
    self.root = root
    self.scene = scene
    instances = Self.instances(root)
  }

  // MARK: Instances

  private static func instances(_ root: Node) -> [PlanInstance] {
    var found: [PlanInstance] = []
    if let module = root.at("planned_values", "root_module") ?? root.at("values", "root_module") {
      collect(module, "", into: &found)
    }
    if found.isEmpty, let changes = root["resource_changes"] {
      found = changes.items.compactMap { PlanInstance(change: $0) }
    }
    if root["lineage"] != nil, let resources = root["resources"] {
      for resource in resources.items {
        for node in resource["instances"]?.items.map({ $0 }) ?? [] {
          if let instance = PlanInstance(node, of: resource) { found.append(instance) }
        }
      }
    }
    return found
  }

  private static func collect(_ module: Node, _ address: String, into found: inout [PlanInstance]) {
    if let resources = module["resources"] {
      for node in resources.items {
        if let instance = PlanInstance(node, module: address) { found.append(instance) }
      }
    }
    guard let children = module["child_modules"] else { return }
    for child in children.items { collect(child, child["address"]?.text ?? address, into: &found) }
  }

  /// The instance of an absolute address.
  func instance(_ address: String) -> Int? { byAddress[address] }

  /// The instances of an address without index.
  func group(_ address: String) -> [Int] { byGroup[address] ?? [] }

  /// The instances of a resource in all instances of its module.
  func group(_ name: String, everyInstanceOf module: String) -> [Int] {
    byConfiguration[Self.configuredAddress(module, name)] ?? []
  }

  private static func configuredAddress(_ module: String, _ name: String) -> String {
    "\(PlanAddress.configurationPath(ofModule: module)) \(name)"
  }

  /// The instance of a type that goes by a name or identifier.
  func instance(of type: String, called name: String) -> Int? {
    let short = name.split(separator: "/").last.map(String.init) ?? name
    return byType[type]?.first { number in
      ["id", "name", "dataset_id", "self_link"].contains { attribute in
        guard let text = instances[number].values?[attribute]?.text else { return false }
        return text == name || text == short
      }
    }
  }

  // MARK: Other sections

  private static func changes(_ root: Node) -> [String: Node] {
    guard let list = root["resource_changes"] else { return [:] }
    var found: [String: Node] = [:]
    for node in list.items where node["deposed"] == nil {
      if let address = node["address"]?.text, let change = node["change"] { found[address] = change }
    }
    return found
  }

  /// What is only known after the plan is applied, in the structure of the values.
  func unknown(_ instance: PlanInstance) -> Node? { changes[instance.address]?["after_unknown"] }

  /// What is sensitive, in the structure of the values.
  func sensitive(_ instance: PlanInstance) -> Node? {
    instance.sensitive ?? changes[instance.address]?["after_sensitive"]
  }

  /// The value of a variable of the root module.
  func variable(_ name: String) -> Node? { root["variables"]?[name]?["value"] }

  /// The values of a data source that was read before planning.
  func dataValues(_ address: String) -> Node? {
    dataSources[address]?["values"]
  }

  private lazy var dataSources: [String: Node] = {
    var found: [String: Node] = [:]
    for section in ["prior_state", "planned_values", "values"] {
      let values = section == "prior_state" ? root[section]?["values"] : root[section]
      guard let module = values?["root_module"] else { continue }
      Self.collectData(module, into: &found)
    }
    return found
  }()

  private static func collectData(_ module: Node, into found: inout [String: Node]) {
    for node in module["resources"]?.items.map({ $0 }) ?? [] where node["mode"]?.equals("data") == true {
      if let address = node["address"]?.text, found[address] == nil { found[address] = node }
    }
    for child in module["child_modules"]?.items.map({ $0 }) ?? [] { collectData(child, into: &found) }
  }

  // MARK: Identities

  /// The instance that an ARN or another world-wide identifier names.
  func owner(of identity: String) -> Int? {
    guard Self.isIdentity(identity) else { return nil }
    return identities[identity]
  }

  /// The instance of a bucket of this name.
  func bucket(named name: String) -> Int? {
    buckets[name.hasPrefix("arn:") ? String(name.split(separator: ":").last ?? "") : name]
  }

  /// True if an identifier is that of a key which the provider manages itself.
  func isProviderKey(_ identity: String) -> Bool { managedKeys.contains(identity) }

  private static func isIdentity(_ text: String) -> Bool {
    text.hasPrefix("arn:") || text.hasPrefix("projects/") || text.hasPrefix("https://www.googleapis.com/")
      || text.hasPrefix("/subscriptions/")
  }

  private static func identities(_ instances: [PlanInstance]) -> [String: Int] {
    var found: [String: Int] = [:]
    for (number, instance) in instances.enumerated() {
      for attribute in ["arn", "self_link", "id"] {
        guard let text = instance.values?[attribute]?.text, isIdentity(text), found[text] == nil else {
          continue
        }
        found[text] = number
      }
    }
    return found
  }

  private static func buckets(_ instances: [PlanInstance]) -> [String: Int] {
    let attributes = [
      "aws_s3_bucket": "bucket", "google_storage_bucket": "name", "scaleway_object_bucket": "name",
    ]
    var found: [String: Int] = [:]
    for (number, instance) in instances.enumerated() {
      guard let attribute = attributes[instance.type], let name = instance.values?[attribute]?.text else {
        continue
      }
      found[name] = number
    }
    return found
  }

  /// Identifiers of keys that the provider manages, as data sources told them when the plan was made.
  private static func managedKeys(_ root: Node) -> Set<String> {
    var sources: [String: Node] = [:]
    if let module = root.at("prior_state", "values", "root_module") { collectData(module, into: &sources) }
    var found: Set<String> = []
    for node in sources.values {
      guard let values = node["values"] else { continue }
      let isAlias =
        node["type"]?.equals("aws_kms_alias") == true && values["name"]?.text?.hasPrefix("alias/aws/") == true
      let isKey = node["type"]?.equals("aws_kms_key") == true && values["key_manager"]?.equals("AWS") == true
      guard isAlias || isKey else { continue }
      for attribute in ["arn", "target_key_arn", "target_key_id", "key_id", "id"] {
        if let text = values[attribute]?.text { found.insert(text) }
      }
    }
    return found
  }

  // MARK: Resources

  /// Where an instance stands and who operates it.
  func standing(_ number: Int, _ card: ServiceCard) -> Standing {
    if let known = standings[number] { return known }
    placing.insert(number)
    defer { placing.remove(number) }
    let made = PlanPlacement(plan: self, number: number, card: card).standing()
    standings[number] = made
    return made
  }

  /// As ``standing(_:_:)``; nil for types without a card.
  func standing(_ number: Int) -> Standing? {
    // Two that each stand where the other stands are placed by neither.
    guard !placing.contains(number) else { return nil }
    return scene.cards.card(for: instances[number].type, in: "terraform").map { standing(number, $0) }
  }

  func resource(_ number: Int, _ card: ServiceCard) -> Resource {
    let instance = instances[number]
    let source = PlanProperties(self, number)
    let standing = standing(number, card)
    var resource = Resource(
      key: instance.address, dialect: "terraform", type: instance.type, name: instance.name + instance.index,
      kind: card.kind, roles: card.roles, holdsData: card.holdsData, span: source.span, place: standing.place,
      operatorID: standing.operatorID)
    if let given = scene.context.entry("class"), let value = given.values.first {
      resource.contextClass = Candidate(value, evidence: [given.evidence])
    }
    CardReader(card: card, source: source, scene: scene).read(into: &resource)
    PlanSecrets(plan: self, source: source, card: card).read(into: &resource)
    var seen: Set<String> = []
    resource.tags = resource.tags.filter { seen.insert("\($0.key)\u{0}\($0.value)").inserted }
    return resource
  }

  /// What the plan itself says is missing from it.
  func noteGaps(in harvest: inout Harvest) {
    if let flag = root["errored"], flag.bool == true {
      harvest.unread.append(
        UnreadPart(
          at: flag.span,
          "planning stopped with an error, so resources are missing here; mend the configuration and plan again"
        ))
    }
    if let flag = root["complete"], flag.bool == false {
      harvest.unread.append(
        UnreadPart(
          at: flag.span,
          "the plan is not complete (it was targeted or parts were deferred), so values and resources may be missing; plan without targets"
        ))
    }
    if let list = root["deferred_changes"], list.kind == .sequence, !list.items.isEmpty {
      harvest.unread.append(
        UnreadPart(
          at: list.span,
          "\(list.items.count) changes are deferred to a later plan and are not read; apply this plan and plan again"
        ))
    }
  }
}
