import Descriptors

/// One instance of a resource as it will be, or is: an element of `count` and `for_each` counts for itself.
struct PlanInstance {
  /// The absolute address: `module.a["x"].aws_s3_bucket.logs[0]`.
  let address: String
  /// The address of the instance of the module it stands in; empty for the root module.
  let module: String
  let type: String
  let name: String
  /// The index as it stands in an address, with its brackets; empty if there is none.
  let index: String
  /// Where it is declared: the address in the file, or the name in a raw state.
  let declared: Node
  /// The values of its attributes.
  let values: Node?
  /// The same structure with `true` where a value is sensitive.
  let sensitive: Node?
  /// Names of sensitive attributes of a raw state.
  var sensitiveNames: Set<String> = []

  /// The address without the index: what references without an index mean.
  var groupAddress: String { (module.isEmpty ? "" : module + ".") + "\(type).\(name)" }

  /// The local name of the provider by convention: `aws` of `aws_s3_bucket`.
  var providerWord: String { String(type.prefix { $0 != "_" }) }
}

extension PlanInstance {
  /// Reads an element of `resources` of planned or present values; nil for data sources and anything else.
  init?(_ node: Node, module: String) {
    guard let address = node["address"], let text = address.text, let type = node["type"]?.text,
      let name = node["name"]?.text, node["mode"]?.equals("data") != true
    else { return nil }
    self.init(
      address: text, module: module, type: type, name: name, index: PlanAddress.index(node["index"]),
      declared: address, values: node["values"], sensitive: node["sensitive_values"])
  }

  /// Reads an element of `resource_changes`; nil for data sources and for what will not be there.
  init?(change node: Node) {
    guard let address = node["address"], let text = address.text, let type = node["type"]?.text,
      let name = node["name"]?.text, node["mode"]?.equals("data") != true, node["deposed"] == nil,
      let after = node.at("change", "after"), after.kind == .mapping
    else { return nil }
    self.init(
      address: text, module: node["module_address"]?.text ?? "", type: type, name: name,
      index: PlanAddress.index(node["index"]), declared: address, values: after,
      sensitive: node.at("change", "after_sensitive"))
  }

  /// Reads an instance of a raw state.
  init?(_ node: Node, of resource: Node) {
    guard let type = resource["type"]?.text, let name = resource["name"], let word = name.text,
      resource["mode"]?.equals("data") != true, node["deposed"] == nil
    else { return nil }
    let module = resource["module"]?.text ?? ""
    let index = PlanAddress.index(node["index_key"])
    self.init(
      address: (module.isEmpty ? "" : module + ".") + "\(type).\(word)\(index)", module: module, type: type,
      name: word, index: index, declared: name, values: node["attributes"], sensitive: nil)
    for path in node["sensitive_attributes"]?.items.map({ $0 }) ?? [] {
      let first = path.items.first { _ in true }
      if let attribute = first?["value"]?.text { sensitiveNames.insert(attribute) }
    }
  }
}

/// Pieces of addresses.
enum PlanAddress {
  /// An index as an address writes it.
  static func index(_ node: Node?) -> String {
    guard let node, !node.isNull, let text = node.text else { return "" }
    return node.isPlain ? "[\(text)]" : "[\"\(text)\"]"
  }

  /// The address of a module without the indices of its instances: `a.b` of `module.a["x"].module.b`.
  static func configurationPath(ofModule address: String) -> String {
    var path = ""
    for (number, part) in parts(address).enumerated() where number % 2 == 1 {
      path += (path.isEmpty ? "" : ".") + part.prefix { $0 != "[" }
    }
    return path
  }

  /// The address of the module that a module stands in.
  static func parent(ofModule address: String) -> String {
    let all = parts(address)
    return all.dropLast(2).joined(separator: ".")
  }

  /// The parts of an address between dots that stand outside brackets.
  static func parts(_ address: String) -> [Substring] {
    var parts: [Substring] = []
    var start = address.startIndex
    var isInside = false
    var position = address.startIndex
    while position < address.endIndex {
      switch address.utf8[position] {
      case 0x5B where !isInside: isInside = true
      case 0x5D: isInside = false
      case 0x2E where !isInside:
        parts.append(address[start..<position])
        start = address.utf8.index(after: position)
      default: break
      }
      position = address.utf8.index(after: position)
    }
    if start < address.endIndex { parts.append(address[start...]) }
    return parts
  }
}
