import Descriptors

/// How Compose lays one file over another, and a service over the one that it extends.
///
/// Source: Compose specification, merge and override; extends; `!reset` and `!override`.
enum ComposeMerge {
  private enum Rule {
    /// Mappings join, sequences are put behind one another, anything else is replaced.
    case join
    case replace
    /// `K: V` or a list of `K=V`: joined by the keys.
    case byName
    /// Sequences, of which a single value is one too.
    case append
    /// Sequences in which one thing stands once.
    case unique(@Sendable (ComposeValue) -> String?)
    /// A text is the context.
    case build
    /// Options belong to their driver.
    case logging
  }

  /// What both say, where `over` wins.
  ///
  /// - Parameter path: where the values stand, from the top of the file.
  static func merge(_ over: ComposeValue, onto base: ComposeValue, at path: [String]) -> ComposeValue {
    if over.isOverride { return over }
    if over.isNull { return base }
    if base.isNull { return over }
    switch rule(for: path) {
    case .replace: return over
    case .byName: return ComposeValue(stacking: over, onto: base)
    case .append: return ComposeValue(sequence: base.oneOrSeveral + over.oneOrSeveral, like: over)
    case .unique(let key): return unique(over, base, key, path)
    case .build: return mappings(contextMapping(over), contextMapping(base), path)
    case .logging:
      if let one = over["driver"]?.text, let other = base["driver"]?.text, one != other { return over }
      return join(over, base, path)
    case .join: return join(over, base, path)
    }
  }

  private static func rule(for path: [String]) -> Rule {
    if path.count == 3, path[2] == "labels" { return .byName }
    guard path.first == "services" else { return .join }
    switch path.count {
    case 3: return rule(ofService: path[2])
    case 4:
      switch (path[2], path[3]) {
      case ("healthcheck", "test"): return .replace
      case ("build", "args"), ("build", "labels"), ("build", "additional_contexts"), ("deploy", "labels"):
        return .byName
      default: return .join
      }
    default: return .join
    }
  }

  private static func rule(ofService key: String) -> Rule {
    switch key {
    case "command", "entrypoint", "extends": .replace
    case "environment", "annotations", "sysctls", "extra_hosts": .byName
    case "env_file", "tmpfs", "dns", "dns_search": .append
    case "build": .build
    case "logging": .logging
    case "ports": .unique { portKey($0) }
    case "volumes": .unique { Mount.target(of: $0) }
    case "secrets", "configs": .unique { $0["target"]?.text ?? $0["source"]?.text ?? $0.text }
    default: .join
    }
  }

  private static func join(_ over: ComposeValue, _ base: ComposeValue, _ path: [String]) -> ComposeValue {
    switch (over.kind, base.kind) {
    case (.mapping, .mapping): mappings(over, base, path)
    case (.sequence, .sequence): ComposeValue(sequence: base.items + over.items, like: over)
    default: over
    }
  }

  private static func mappings(_ over: ComposeValue, _ base: ComposeValue, _ path: [String]) -> ComposeValue {
    var entries: [ComposeValue.Entry?] = base.entries
    var index = Dictionary(base.entries.enumerated().map { ($1.name, $0) }) { $1 }
    for entry in over.allEntries {
      guard let position = index[entry.name], let below = entries[position] else {
        if !entry.value.isReset {
          index[entry.name] = entries.count
          entries.append(entry)
        }
        continue
      }
      if entry.value.isReset {
        entries[position] = nil
        index[entry.name] = nil
      } else {
        entries[position] = ComposeValue.Entry(
          name: entry.name, key: below.key,
          value: merge(entry.value, onto: below.value, at: path + [entry.name]))
      }
    }
    return ComposeValue(mapping: entries.compactMap { $0 }, like: over)
  }

  private static func unique(
    _ over: ComposeValue, _ base: ComposeValue, _ key: (ComposeValue) -> String?, _ path: [String]
  ) -> ComposeValue {
    var items = base.items
    var index: [String: Int] = [:]
    for (position, item) in items.enumerated() {
      if let key = key(item) { index[key] = position }
    }
    for item in over.items {
      guard let key = key(item), let position = index[key] else {
        items.append(item)
        continue
      }
      items[position] =
        item.kind == .mapping && items[position].kind == .mapping
        ? mappings(item, items[position], path) : item
    }
    return ComposeValue(sequence: items, like: over)
  }

  private static func contextMapping(_ build: ComposeValue) -> ComposeValue {
    guard build.kind == .scalar else { return build }
    return ComposeValue(
      mapping: [ComposeValue.Entry(name: "context", key: build.node, value: build)], like: build)
  }

  /// Address, published port, port and protocol: two of the same are one.
  private static func portKey(_ port: ComposeValue) -> String? {
    if port.kind == .mapping {
      let parts = ["host_ip", "published", "target"].map { port[$0]?.filled.text ?? "" }
      return (parts + [port["protocol"]?.text ?? "tcp"]).joined(separator: "|")
    }
    let text = port.filled.text
    let ends = text.split(separator: "/", omittingEmptySubsequences: false)
    guard let head = ends.first else { return nil }
    var parts = head.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
    let target = parts.popLast() ?? ""
    let published = parts.popLast() ?? ""
    let address = parts.joined(separator: ":")
    return [address, published, target, ends.count > 1 ? String(ends[1]) : "tcp"].joined(separator: "|")
  }
}
