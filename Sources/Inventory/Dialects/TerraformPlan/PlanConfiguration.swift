import Descriptors

/// The configuration that a plan was made from: expressions with what they refer to.
struct PlanConfiguration {
  /// False for states and for plans that were cut down.
  let isPresent: Bool
  /// The configurations of providers by their keys: `aws`, `aws.eu`, `module.a:aws`.
  let providers: Node?
  private var modules: [String: Node] = [:]
  private var calls: [String: Node] = [:]
  private var resources: [String: Node] = [:]

  init(_ root: Node?) {
    providers = root?["provider_config"]
    let module = root?["root_module"]
    isPresent = module != nil
    if let module { collect(module, "") }
  }

  private mutating func collect(_ module: Node, _ path: String) {
    modules[path] = module
    for node in module["resources"]?.items.map({ $0 }) ?? [] {
      guard node["mode"]?.equals("data") != true, let type = node["type"]?.text, let name = node["name"]?.text
      else { continue }
      resources["\(path) \(type).\(name)"] = node
    }
    for (key, call) in module["module_calls"]?.entries.map({ $0 }) ?? [] {
      let inner = (path.isEmpty ? "" : path + ".") + (key.text ?? "")
      calls[inner] = call
      if let module = call["module"] { collect(module, inner) }
    }
  }

  /// The configuration of a resource; nil if the plan does not show it.
  func resource(_ instance: PlanInstance) -> Node? {
    let path = PlanAddress.configurationPath(ofModule: instance.module)
    return resources["\(path) \(instance.type).\(instance.name)"]
  }

  /// The configuration of a module by the address of one of its instances.
  func module(_ address: String) -> Node? { modules[PlanAddress.configurationPath(ofModule: address)] }

  /// The call of a module by the address of one of its instances.
  func call(_ address: String) -> Node? { calls[PlanAddress.configurationPath(ofModule: address)] }
}
