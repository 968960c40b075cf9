import Atlas
import Inventory

/// The words of messages.
enum Wording {
  /// The kind of a resource as a noun.
  static func noun(_ kind: Kind) -> String {
    switch kind {
    case .objectStore: "bucket"
    case .blockStore: "volume"
    case .fileStore: "file system"
    case .searchIndex: "search index"
    case .logStore: "log store"
    case .loadBalancer: "load balancer"
    case .api: "API"
    case .dns: "DNS"
    case .edge: "edge distribution"
    case .dataPlatform: "data platform"
    case .backup, .broker, .cache, .certificate, .cluster, .configuration, .database, .function, .identity,
      .key,
      .machine, .network, .queue, .registry, .secret, .stream, .topic, .warehouse, .workload:
      kind.rawValue
    }
  }

  /// "bucket `Logs`".
  static func name(_ resource: Resource) -> String {
    var text = noun(resource.kind)
    text += " `"
    text += resource.name
    text += "`"
    return text
  }

  /// "us-east-1 (United States)".
  static func place(_ place: Place) -> String {
    switch place.kind {
    case .country:
      return country(place.countries.first ?? Country(place.code))
    case .region, .zone, .multiRegion, .global, .edge:
      guard !place.countries.isEmpty else { return borderless(place) }
      return "\(place.code) (\(list(place.countries.map(country), atMost: 4, "and")))"
    }
  }

  /// "the United States".
  static func country(_ country: Country) -> String {
    switch country.code {
    case "US", "GB", "NL", "AE", "PH", "CZ", "IM", "KY", "FO": "the \(country.englishName)"
    default: country.englishName
    }
  }

  private static func borderless(_ place: Place) -> String {
    switch place.kind {
    case .edge: "any country (edge sites)"
    case .global: "any country (global service)"
    case .multiRegion: "any country (`\(place.code)` spans regions)"
    case .region, .zone, .country: "`\(place.code)`, whose country is not known"
    }
  }

  /// "outside the EEA and the countries with an EU adequacy decision".
  static func area(_ demand: AreaDemand) -> String {
    if let allow = demand.allow { return "outside \(words(allow, "and"))" }
    return "which the rule denies (\(demand.deny.map { words($0, "and") } ?? ""))"
  }

  private static func words(_ list: AreaList, _ joint: String) -> String {
    Self.list(list.sets.map(set) + list.countries.map(country), atMost: 6, joint)
  }

  private static func set(_ name: String) -> String {
    switch name {
    case "EU27": "the European Union"
    case "EEA": "the EEA"
    case "EEA_CH": "the EEA and Switzerland"
    case "ADEQUATE_EU": "the countries with an EU adequacy decision"
    case "ADEQUATE_UK": "the countries with a UK adequacy regulation"
    case "ADEQUATE_CH": "the countries on the Swiss adequacy list"
    default: name
    }
  }

  /// "a, b and c".
  static func list(_ words: [String], atMost most: Int, _ joint: String) -> String {
    guard words.count > 1 else { return words.first ?? "" }
    if words.count > most {
      return words.prefix(most - 1).joined(separator: ", ") + " and \(words.count - most + 1) others"
    }
    return words.dropLast().joined(separator: ", ") + " \(joint) " + (words.last ?? "")
  }

  /// What the breaking values depend on: "`Region` decides, and `us-east-1` breaks the rule", or, of several
  /// parameters together, "the rule is broken where `Encrypt` is `false` and `Stage` is `prod`".
  static func dependence(_ combinations: [[Condition]]) -> String {
    guard combinations.allSatisfy({ $0.count == 1 }) else { return together(combinations) }
    var values: [(name: String, values: [String])] = []
    for condition in combinations.compactMap(\.first) {
      if let index = values.firstIndex(where: { $0.name == condition.name }) {
        for word in words(condition) where !values[index].values.contains(word) {
          values[index].values.append(word)
        }
      } else {
        values.append((condition.name, words(condition)))
      }
    }
    guard !values.isEmpty else { return "it is one of several possible values" }
    return values.map { entry in
      let shown = list(entry.values, atMost: 6, "and")
      return "`\(entry.name)` decides, and \(shown) \(entry.values.count == 1 ? "breaks" : "break") the rule"
    }.joined(separator: "; ")
  }

  private static func together(_ combinations: [[Condition]]) -> String {
    let shown = combinations.map { conditions in
      list(
        conditions.map { "`\($0.name)` is \(list(words($0), atMost: 6, "or"))" }, atMost: 4, "and")
    }
    return "the rule is broken where \(list(shown, atMost: 3, "or where"))"
  }

  /// The values of a condition, each quoted: "`prod`", "anything but `prod`".
  private static func words(_ condition: Condition) -> [String] {
    let quoted = condition.values.map { $0.isEmpty ? "an empty text" : "`\($0)`" }
    return condition.isExclusion ? ["anything but \(list(quoted, atMost: 6, "and"))"] : quoted
  }

  /// What may be written into a sentence about a flow: "backup to `eu-west-1`".
  static func flow(_ flow: Flow) -> String {
    switch flow.kind {
    case .replica: "replica"
    case .backup: "backup"
    case .snapshotCopy: "snapshot copy"
    case .logSink: "log stream"
    case .eventSink: "event stream"
    case .delivery: "delivery"
    case .edgeCache: "edge delivery"
    case .peering: "network peering"
    case .identity: "sign-in"
    case .endpoint: "connection"
    case .imagePull: "image pull"
    case .packagePull: "package pull"
    case .mount: "mount"
    case .keyReplica: "key replica"
    }
  }
}
