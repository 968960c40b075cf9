import Atlas
import Descriptors

/// The configurations of providers: which region, location or endpoint they are set to.
final class PlanProviders {
  /// What a provider is set to.
  struct Setting {
    /// The key of its configuration: `aws.eu`.
    let key: String
    /// Its expressions.
    let expressions: Node
    /// The module that it is written in.
    let module: String
  }

  private unowned let plan: Plan
  private var known: [String: [Setting]] = [:]

  init(_ plan: Plan) { self.plan = plan }

  /// The settings that may hold for an instance: one, none if it is not shown, several if it is not shown which.
  func settings(_ instance: PlanInstance) -> [Setting] {
    guard let providers = plan.configuration.providers else { return [] }
    let key = plan.configuration.resource(instance)?["provider_config_key"]?.text ?? instance.providerWord
    if let settings = known[key] { return settings }
    let made = settings(key, among: providers)
    known[key] = made
    return made
  }

  private func settings(_ key: String, among providers: Node) -> [Setting] {
    // A module's provider without expressions of its own is handed down from the module around it.
    var parts = key.split(separator: ":", maxSplits: 1).map(String.init)
    let word = parts.popLast() ?? key
    var module = parts.first ?? ""
    while true {
      let full = module.isEmpty ? word : "\(module):\(word)"
      if let node = providers[full], let expressions = node["expressions"], !expressions.entries.isEmpty {
        return [Setting(key: full, expressions: expressions, module: module)]
      }
      guard !module.isEmpty else { break }
      module = PlanAddress.parent(ofModule: module)
    }
    // `module.a:aws.eu` is an alias that its caller fills with any of its own.
    guard key.contains(":"), word.contains(".") || providers[word] == nil else { return [] }
    let local = word.prefix { $0 != "." }
    return providers.entries.compactMap { name, node in
      guard let name = name.text, name == local || name.hasPrefix("\(local)."),
        let expressions = node["expressions"]
      else { return nil }
      return Setting(key: name, expressions: expressions, module: "")
    }
  }

  /// The text of a setting; nil if it is not set.
  func value(_ name: String, of setting: Setting) -> Possible<PropertyValue>? {
    guard let expression = setting.expressions[name], expression.kind == .mapping else { return nil }
    if let constant = expression["constant_value"], constant.isNull { return nil }
    return PlanReferences(plan: plan).follow(
      expression, in: PlanReferences.Scope(module: setting.module, number: nil))
  }

  /// The endpoint that a service's requests are sent to instead of the provider's own.
  func endpoint(of service: String, _ setting: Setting) -> Possible<PropertyValue>? {
    guard let node = setting.expressions["endpoints"] else { return nil }
    for block in node.kind == .sequence ? Array(node.items) : [node] {
      guard let expression = block[service] else { continue }
      return PlanReferences(plan: plan).follow(
        expression, in: PlanReferences.Scope(module: setting.module, number: nil))
    }
    return nil
  }
}
