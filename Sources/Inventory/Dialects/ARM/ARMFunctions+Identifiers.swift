import Atlas
import Descriptors

// Functions that name resources, and what resources give when they are deployed.
extension ARMFunctions {
  static func identifier(_ call: ARMCall) -> ARMOutcomes? {
    switch call.name {
    case "resourceid", "subscriptionresourceid", "tenantresourceid", "managementgroupresourceid":
      return resourceID(call)
    case "extensionresourceid": return extensionID(call)
    case "reference", "resourceinfo": return runtime(call)
    default:
      // `listKeys`, `listAccountSas` and others of that form ask the resource.
      return call.name.hasPrefix("list") && call.name.utf8.count > 4 ? runtime(call) : nil
    }
  }

  private static let group =
    ARMText("/subscriptions/") + .opaque("subscription") + ARMText("/resourceGroups/")
    + .opaque("resource group")

  /// The type is the first argument with a provider's name; names of its levels follow, and what stands before it
  /// (a subscription, a group) tells where else the resource is.
  private static func resourceID(_ call: ARMCall) -> ARMOutcomes {
    let values = call.values
    guard let place = values.firstIndex(where: isType) else { return call.unknownFunction }
    let head = call.name == "resourceid" && place == 0 ? group : ARMText.opaque("elsewhere")
    let result = identifier(ARMOutcomes(.text(head)), Array(values[place...]), call)
    // Without a provider in front the identifier begins with `/providers`.
    return result
  }

  private static func isType(_ value: ARMOutcomes) -> Bool {
    value.cases.first?.value.plain.map { $0.contains("/") && $0.contains(".") && !$0.hasPrefix("/") } ?? false
  }

  private static func extensionID(_ call: ARMCall) -> ARMOutcomes {
    let values = call.values
    guard values.count > 2 else { return call.misfit }
    return identifier(values[0], Array(values[1...]), call)
  }

  /// `HEAD/providers/Namespace/type/name/type/name`.
  private static func identifier(
    _ head: ARMOutcomes, _ parts: [ARMOutcomes], _ call: ARMCall
  ) -> ARMOutcomes {
    guard let type = parts.first else { return call.misfit }
    return type.flatMap { type in
      guard let text = type.plain else { return call.unknownFunction }
      let levels = text.split(separator: "/").map(String.init)
      // A name may hold those of several levels, as resources write theirs.
      var names: [ARMOutcomes] = []
      for part in parts.dropFirst() { names.append(part) }
      guard levels.count >= 2, names.count == levels.count - 1 else { return call.unknownFunction }
      var result = head.flatMap { value in
        value.asText.map { ARMOutcomes(.text($0 + ARMText("/providers/\(levels[0])"))) } ?? call.misfit
      }
      for (level, name) in zip(levels.dropFirst(), names) {
        result = result.flatMap { left in
          name.flatMap { name in
            guard let before = left.asText, let name = name.asText else { return call.misfit }
            return ARMOutcomes(.text(before + ARMText("/\(level)/") + name))
          }
        }
      }
      return result
    }
  }

  /// What a resource gives once it is there: opaque, but the resource that gives it is known.
  private static func runtime(_ call: ARMCall) -> ARMOutcomes {
    guard !call.arguments.isEmpty else { return call.unknownFunction }
    return call.value(0).flatMap { value in
      guard let given = value.asText else { return call.misfit }
      func result(_ target: ARMText) -> ARMOutcomes {
        if call.name == "resourceinfo" {
          return ARMOutcomes(
            .object([
              ("id", ARMOutcomes(.text(target))),
              ("name", .text(String(target.marked.split(separator: "/").last ?? ""))),
            ]))
        }
        let unknown = Unknown(
          "the value is given by another resource when the template is deployed",
          remedy: "state the value in the template, or scan the deployed resource")
        let name = "\(call.name)(\(target.marked))"
        return ARMOutcomes(.opaque(name, ARMCause(unknown, target: target.marked)))
      }
      if let symbol = given.plain, let id = call.site.frame.symbols[symbol.lowercased()] {
        return id.flatMap { result($0.asText ?? given) }
      }
      return result(given)
    }
  }
}

/// What stands around a template: its group, subscription, tenant and cloud.
enum ARMSurroundings {
  static func value(of name: String, at site: ARMSite) -> ARMOutcomes {
    func opaque(_ text: String) -> ARMOutcomes { ARMOutcomes(.text(.opaque(text))) }
    func object(_ pairs: [(String, ARMOutcomes)]) -> ARMOutcomes {
      ARMOutcomes(.object(pairs.map { (key: $0.0, value: $0.1) }))
    }
    let cause = ARMCause(
      "the value is only known when the template is deployed", remedy: "state the value in the template")
    switch name {
    case "resourcegroup":
      return object([
        ("location", site.frame.location), ("name", opaque("resource group")),
        ("id", opaque("resourceGroup().id")), ("type", .text("Microsoft.Resources/resourceGroups")),
        ("tags", ARMOutcomes(.opaque("resourceGroup().tags", cause))),
        ("managedBy", ARMOutcomes(.opaque("resourceGroup().managedBy", cause))),
        ("properties", ARMOutcomes(.opaque("resourceGroup().properties", cause))),
      ])
    case "deployment":
      return object([
        ("location", site.frame.location), ("name", opaque("deployment().name")),
        ("properties", ARMOutcomes(.opaque("deployment().properties", cause))),
      ])
    case "subscription":
      return object([
        ("subscriptionId", opaque("subscription")), ("id", opaque("subscription().id")),
        ("tenantId", opaque("tenant")), ("displayName", opaque("subscription().displayName")),
      ])
    case "tenant":
      return object([
        ("tenantId", opaque("tenant")), ("displayName", opaque("tenant().displayName")),
        ("countryCode", ARMOutcomes(.opaque("tenant().countryCode", cause))),
      ])
    case "environment":
      return environment(site)
    default:
      return ARMOutcomes(.opaque("\(name)()", cause))
    }
  }

  /// The names of the cloud: of the public one unless the context places the deployment in another.
  private static func environment(_ site: ARMSite) -> ARMOutcomes {
    let code = site.frame.location.definite?.plain
    let partition = code.flatMap { site.frame.scene.atlas.place($0, provider: "azure")?.partition }
    let cloud = ARMCloud.of(partition)
    func pairs(_ list: [(String, String)]) -> ARMOutcomes {
      ARMOutcomes(.object(list.map { (key: $0.0, value: .text($0.1)) }))
    }
    return ARMOutcomes(
      .object([
        ("name", .text(cloud.name)), ("suffixes", pairs(cloud.suffixes)),
        ("resourceManager", .text(cloud.resourceManager)), ("portal", .text(cloud.portal)),
        ("authentication", pairs([("loginEndpoint", cloud.login)])), ("graph", .text(cloud.graph)),
      ]))
  }
}

/// The names that a cloud of Azure goes by.
struct ARMCloud {
  let name: String
  let suffixes: [(String, String)]
  let resourceManager: String
  let portal: String
  let login: String
  let graph: String

  private init(
    _ name: String, storage: String, sql: String, vault: String, registry: String, manager: String,
    portal: String,
    login: String, graph: String
  ) {
    self.name = name
    suffixes = [
      ("storage", storage), ("sqlServerHostname", ".\(sql)"), ("keyvaultDns", ".\(vault)"),
      ("acrLoginServer", ".\(registry)"),
    ]
    resourceManager = "https://\(manager)/"
    self.portal = "https://\(portal)"
    self.login = "https://\(login)/"
    self.graph = "https://\(graph)/"
  }

  /// The cloud of a partition of the atlas.
  static func of(_ partition: String?) -> ARMCloud {
    switch partition {
    case "azure-china":
      ARMCloud(
        "AzureChinaCloud", storage: "core.chinacloudapi.cn", sql: "database.chinacloudapi.cn",
        vault: "vault.azure.cn", registry: "azurecr.cn", manager: "management.chinacloudapi.cn",
        portal: "portal.azure.cn", login: "login.chinacloudapi.cn", graph: "graph.chinacloudapi.cn")
    case "azure-us-gov":
      ARMCloud(
        "AzureUSGovernment", storage: "core.usgovcloudapi.net", sql: "database.usgovcloudapi.net",
        vault: "vault.usgovcloudapi.net", registry: "azurecr.us", manager: "management.usgovcloudapi.net",
        portal: "portal.azure.us", login: "login.microsoftonline.us", graph: "graph.windows.net")
    default:
      ARMCloud(
        "AzureCloud", storage: "core.windows.net", sql: "database.windows.net", vault: "vault.azure.net",
        registry: "azurecr.io", manager: "management.azure.com", portal: "portal.azure.com",
        login: "login.microsoftonline.com", graph: "graph.windows.net")
    }
  }
}
