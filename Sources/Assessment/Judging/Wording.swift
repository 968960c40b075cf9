import Atlas
import Descriptors
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
  static func name(_ resource: Resource) -> Phrase {
    var text = Phrase(term: noun(resource.kind))
    text += " `"
    text += "\(resource.name)"
    text += "`"
    return text
  }

  /// "us-east-1 (United States)".
  static func place(_ place: Place) -> Phrase {
    switch place.kind {
    case .country:
      return country(place.countries.first ?? Country(place.code))
    case .region, .zone, .multiRegion, .global, .edge:
      guard !place.countries.isEmpty else { return borderless(place) }
      return "\(place.code) (\(Phrase.list(place.countries.map(country), atMost: 4, .and)))"
    }
  }

  /// "the United States".
  static func country(_ country: Country) -> Phrase {
    switch country.code {
    case "US", "GB", "NL", "AE", "PH", "CZ", "IM", "KY", "FO": Phrase(term: "the \(country.englishName)")
    default: Phrase(country)
    }
  }

  private static func borderless(_ place: Place) -> Phrase {
    switch place.kind {
    case .edge: "any country (edge sites)"
    case .global: "any country (global service)"
    case .multiRegion: "any country (`\(place.code)` spans regions)"
    case .region, .zone, .country: "`\(place.code)`, whose country is not known"
    }
  }

  /// "outside the EEA and the countries with an EU adequacy decision".
  static func area(_ demand: AreaDemand) -> Phrase {
    if let allow = demand.allow { return "outside \(words(allow))" }
    return "which the rule denies (\(demand.deny.map(words) ?? ""))"
  }

  private static func words(_ list: AreaList) -> Phrase {
    .list(list.sets.map(set) + list.countries.map(country), atMost: 6, .and)
  }

  private static func set(_ name: String) -> Phrase {
    switch name {
    case "EU27": "the European Union"
    case "EEA": "the EEA"
    case "EEA_CH": "the EEA and Switzerland"
    case "ADEQUATE_EU": "the countries with an EU adequacy decision"
    case "ADEQUATE_UK": "the countries with a UK adequacy regulation"
    case "ADEQUATE_CH": "the countries on the Swiss adequacy list"
    default: Phrase(verbatim: name)
    }
  }

  /// What the breaking values depend on: "`Region` decides, and `us-east-1` breaks the rule", or, of several
  /// parameters together, "the rule is broken where `Encrypt` is `false` and `Stage` is `prod`".
  static func dependence(_ combinations: [[Condition]]) -> Phrase {
    guard combinations.allSatisfy({ $0.count == 1 }) else { return together(combinations) }
    var values: [(name: String, values: [Phrase])] = []
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
    let sentences = values.map { entry -> Phrase in
      let shown = Phrase.list(entry.values, atMost: 6, .and)
      return entry.values.count == 1
        ? "`\(entry.name)` decides, and \(shown) breaks the rule"
        : "`\(entry.name)` decides, and \(shown) break the rule"
    }
    return .enumeration(sentences, separator: "; ")
  }

  private static func together(_ combinations: [[Condition]]) -> Phrase {
    let shown = combinations.map { conditions in
      Phrase.list(
        conditions.map { condition -> Phrase in
          "`\(condition.name)` is \(Phrase.list(words(condition), atMost: 6, .or))"
        }, atMost: 4, .and)
    }
    return "the rule is broken where \(Phrase.list(shown, atMost: 3, .orWhere))"
  }

  /// The values of a condition, each quoted: "`prod`", "anything but `prod`".
  private static func words(_ condition: Condition) -> [Phrase] {
    let quoted = condition.values.map { value -> Phrase in value.isEmpty ? "an empty text" : "`\(value)`" }
    return condition.isExclusion ? ["anything but \(Phrase.list(quoted, atMost: 6, .and))"] : quoted
  }

  /// What may be written into a sentence about a flow: "backup to `eu-west-1`".
  static func flow(_ flow: Flow) -> Phrase {
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

  /// "backup of bucket `Logs` to `eu-west-1`".
  static func way(_ flow: Flow, of resource: Resource) -> Phrase {
    "\(Self.flow(flow)) of \(name(resource)) to `\(flow.shownTarget)`"
  }

  /// The condition under which a place counts, as the atlas has it.
  static func scope(_ text: String) -> Phrase {
    .enumeration(text.split(separator: "; ").map(part), separator: "; ")
  }

  private static func part(_ text: Substring) -> Phrase {
    let (challenged, participants) = ("challenged in ", "participants of ")
    if text.hasPrefix(challenged) {
      return "challenged in \(Phrase(term: String(text.dropFirst(challenged.utf8.count))))"
    }
    let halves = text.split(separator: ", ended by ")
    if text.hasPrefix(participants), halves.count == 2 {
      return "participants of \(halves[0].dropFirst(participants.utf8.count)), ended by \(halves[1])"
    }
    return Phrase(term: String(text))
  }
}
