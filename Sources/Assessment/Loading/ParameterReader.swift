import Descriptors

extension PolicyDesk {
  /// The parameters of a family of policies, with the values in force; rules may name them from now on.
  ///
  /// - Parameter setting: values from outside, which count most.
  func readParameters(of members: [PolicyFamily], setting: [String: [String]]) -> [Parameter] {
    var found: [Parameter] = []
    for member in members {
      declare(member, &found)
      assign(member, &found)
    }
    for (place, parameter) in found.enumerated() {
      guard let values = setting[parameter.name], let member = members.last else { continue }
      found[place].values = values
      found[place].origin = "--policy-parameter"
      for value in values { check(value, of: parameter, at: member.root) }
    }
    parameters = Dictionary(uniqueKeysWithValues: found.map { ($0.name, $0) })
    return found
  }

  private func declare(_ member: PolicyFamily, _ found: inout [Parameter]) {
    guard let value = member.root["parameters"] else { return }
    guard value.kind == .mapping else {
      report(
        "`parameters` must be a mapping", at: value,
        remedy: "write `places: { title: Countries of the contract, default: [FR] }`")
      return
    }
    for (key, body) in value.entries {
      guard let name = key.text, Parameter.isName(name) else {
        report(
          "the name of a parameter has lower case letters, digits and `-` only", at: key,
          remedy: "write a name such as `places`")
        continue
      }
      guard !found.contains(where: { $0.name == name }) else {
        report(
          "the parameter `\(name)` is declared already", at: key,
          remedy: "give it a value under `set:`, or use another name")
        continue
      }
      guard let node = mapping(body, "the parameter `\(name)`", keys: ["title", "default", "of", "fr"]),
        let title = requiredText("title", of: node, "the parameter `\(name)`")
      else { continue }
      guard let preset = node["default"] else {
        report("the parameter `\(name)` has no default", at: key, remedy: "add `default: ...`")
        continue
      }
      let defaults = values(preset, "default")
      let values = defaults.map(\.text)
      var allowed = node["of"].map { words($0, "of").map(\.text) } ?? []
      if allowed.isEmpty, values == ["true"] || values == ["false"] { allowed = ["true", "false"] }
      let parameter = Parameter(
        name: name, title: title, frenchTitle: translation(of: node, keys: ["title"]).title, values: values,
        allowed: allowed, origin: member.identity.id)
      for item in defaults { check(item.text, of: parameter, at: item.node) }
      found.append(parameter)
    }
  }

  private func assign(_ member: PolicyFamily, _ found: inout [Parameter]) {
    guard let value = member.root["set"] else { return }
    guard value.kind == .mapping else {
      report("`set` must be a mapping", at: value, remedy: "write `set: { places: [FR, DE] }`")
      return
    }
    for (key, list) in value.entries {
      guard let name = key.text, let place = found.firstIndex(where: { $0.name == name }) else {
        reportUnknown("parameter", key.text ?? "", at: key, among: found.map(\.name))
        continue
      }
      let items = values(list, name)
      for item in items { check(item.text, of: found[place], at: item.node) }
      found[place].values = items.map(\.text)
      found[place].origin = member.identity.id
    }
  }

  /// The values of a parameter, which may be none: `default: []`.
  private func values(_ node: Node, _ key: String) -> [(text: String, node: Node)] {
    node.kind == .sequence && node.items.isEmpty ? [] : words(node, key)
  }

  private func check(_ value: String, of parameter: Parameter, at node: Node) {
    guard !parameter.allowed.isEmpty, !parameter.allowed.contains(value) else { return }
    reportUnknown("value of the parameter `\(parameter.name)`", value, at: node, among: parameter.allowed)
  }
}
