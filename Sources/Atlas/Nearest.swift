/// Finds known names near to one that is not known.
enum Nearest {
  /// Up to five names of the atlas within a third of the query's length in edits, nearest first.
  static func names(to query: String, atlas: Atlas) -> [String] {
    let wanted = Array(query.lowercased().utf8)
    let limit = max(1, wanted.count / 3)
    guard wanted.count <= 100 else { return [] }
    var found: [String: (distance: Int, providers: [String])] = [:]
    func offer(_ name: String, provider: String? = nil) {
      let candidate = Array(name.lowercased().utf8)
      guard abs(candidate.count - wanted.count) <= limit else { return }
      let distance = distance(wanted, candidate)
      guard distance <= limit else { return }
      found[name, default: (distance, [])].providers += provider.map { [$0] } ?? []
    }
    for provider in atlas.providerNames {
      for code in atlas.provider(provider)?.codes ?? [] { offer(code, provider: provider) }
    }
    for name in atlas.jurisdictionNames + atlas.lawIDs + atlas.operatorIDs + atlas.serviceKeys { offer(name) }
    for pattern in atlas.hostPatterns where !pattern.contains("<") && !pattern.contains("*") {
      offer(pattern)
    }
    return found.sorted { ($0.value.distance, $0.key) < ($1.value.distance, $1.key) }.prefix(5)
      .map {
        $0.value.providers.isEmpty ? $0.key : "\($0.key) (\($0.value.providers.joined(separator: ", ")))"
      }
  }

  /// The number of single-character edits between two texts.
  private static func distance(_ left: [UInt8], _ right: [UInt8]) -> Int {
    var previous = Array(0...right.count)
    for (row, character) in left.enumerated() {
      var current = [row + 1]
      current.reserveCapacity(right.count + 1)
      for (column, other) in right.enumerated() {
        current.append(
          min(previous[column + 1] + 1, current[column] + 1, previous[column] + (character == other ? 0 : 1)))
      }
      previous = current
    }
    return previous[right.count]
  }
}
