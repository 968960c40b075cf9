import Descriptors

/// Values under keys: a mapping of one file, or a rule laid over the one it overrides.
protocol Keyed {
  /// The value of a key; nil if it is not there.
  subscript(_ key: String) -> Node? { get }
  /// Where to point at for the whole.
  var node: Node { get }
}

extension Node: Keyed {
  var node: Node { self }
}

/// Mappings over one another: the first that has a key gives its value.
struct Layered: Keyed {
  /// From the one that overrides to the one that is overridden; never empty.
  let layers: [Node]
  let node: Node

  init(_ own: Node, over others: [Node] = []) {
    layers = [own] + others
    node = own
  }

  init(_ own: Node, over base: Layered) {
    self.init(own, over: base.layers)
  }

  subscript(_ key: String) -> Node? {
    for (depth, layer) in layers.enumerated() {
      guard let value = layer[key] else { continue }
      // `unless:` without a value takes away what the overridden rule says.
      return value.isNull && depth < layers.count - 1 ? nil : value
    }
    return nil
  }

  /// What the overridden rule alone says.
  func inherited(_ key: String) -> Node? {
    layers.dropFirst().lazy.compactMap { $0[key] }.first
  }
}
