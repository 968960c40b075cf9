import Atlas
import Descriptors
import Inventory

/// A value that a check looks at, with where to point.
struct Probe {
  /// What it is, for messages: "flow to `logs.example.com`"; empty for the resource itself.
  var subject: Phrase = ""
  /// The value as text.
  let value: Possible<String>
  /// Where it stands; nil for the resource.
  var span: SourceSpan?
}

/// The facts of the inventory by the names that policies use.
enum Facts {
  /// A fact: its name, what it is, and how it is read.
  struct Fact {
    let name: String
    let title: Phrase
    let read: @Sendable (Resource) -> [Probe]
  }

  /// Reads the labels, annotations and tags.
  static let tagPrefix = "tag."

  static let all: [Fact] = resource + encryption + flows

  static var names: [String] { all.map(\.name) }

  static func named(_ name: String) -> Fact? {
    if name.hasPrefix(tagPrefix), name.utf8.count > tagPrefix.utf8.count {
      let key = String(name.dropFirst(tagPrefix.count))
      return Fact(name: name, title: "the tag `\(key)`") { resource in
        resource.tags.filter { $0.key == key }.map { Probe(value: one($0.value), span: $0.span) }
      }
    }
    return all.first { $0.name == name }
  }

  private static func one(_ value: String) -> Possible<String> { Possible(value, evidence: []) }

  // MARK: The resource

  private static let resource: [Fact] = [
    Fact(name: "name", title: "the name") { [Probe(value: one($0.name))] },
    Fact(name: "type", title: "the type, in the dialect's words") { [Probe(value: one($0.type))] },
    Fact(name: "kind", title: "the kind") { [Probe(value: one($0.kind.rawValue))] },
    Fact(name: "dialect", title: "the dialect") { [Probe(value: one($0.dialect))] },
    Fact(name: "file", title: "the file") { [Probe(value: one($0.span.file))] },
    Fact(name: "role", title: "the roles") { $0.roles.map { Probe(value: one($0.rawValue)) } },
    Fact(name: "holds-data", title: "whether it holds data") {
      [Probe(value: one($0.holdsData ? "true" : "false"))]
    },
    Fact(name: "place", title: "the code of its place") { [Probe(value: $0.place.map(\.code))] },
    Fact(name: "place.kind", title: "the kind of its place") {
      [Probe(value: $0.place.map(\.kind.rawValue))]
    },
    Fact(name: "place.country", title: "the countries of its place") { resource in
      [Probe(value: resource.place.flatMap(country))]
    },
    Fact(name: "operator", title: "who operates it, by the atlas's identifier") {
      [Probe(value: $0.operatorID)]
    },
    Fact(name: "clear-secret", title: "the names under which secrets stand in clear") {
      $0.clearSecrets.map { Probe(value: one($0.name), span: $0.span) }
    },
  ]

  private static func country(_ place: Place) -> Possible<String> {
    place.countries.isEmpty
      ? .unknown("the atlas knows no country for `\(place.code)`", remedy: "")
      : Possible(place.countries.map { Candidate($0.code, evidence: []) })
  }

  // MARK: Encryption and keys

  private static let encryption: [Fact] = [
    Fact(name: "at-rest.encrypted", title: "whether it is encrypted at rest") {
      $0.atRest.map { [Probe(value: $0.map { $0.encrypted ? "true" : "false" })] } ?? []
    },
    Fact(name: "at-rest.algorithm", title: "the algorithm at rest") {
      $0.atRest.map { [Probe(value: $0.flatMap { optional($0.algorithm, "the algorithm is not stated") })] }
        ?? []
    },
    Fact(name: "at-rest.layer", title: "the layer of encryption") {
      $0.atRest.map { [Probe(value: $0.map(\.layer.rawValue))] } ?? []
    },
    Fact(name: "key.custody", title: "the step of the custody ladder") {
      $0.keyState.map { [Probe(value: $0.map(\.custody.code))] } ?? []
    },
    Fact(name: "key.rotation", title: "the days between rotations") {
      $0.keyState.map {
        [
          Probe(
            value: $0.flatMap { optional($0.rotationDays.map(String.init), "the rotation is not stated") })
        ]
      } ?? []
    },
    Fact(name: "key.multi-region", title: "whether the key has copies in other regions") {
      $0.keyState.map { [Probe(value: $0.map { $0.multiRegion ? "true" : "false" })] } ?? []
    },
    Fact(name: "key.place", title: "the place of the key") {
      $0.keyState.map {
        [Probe(value: $0.flatMap { optional($0.place?.code, "the key's place is not stated") })]
      }
        ?? []
    },
    Fact(name: "in-transit.encrypted", title: "whether links and listeners are encrypted") {
      $0.transit.map { fact in
        Probe(
          subject: fact.what, value: fact.state.map { $0.encrypted ? "true" : "false" }, span: fact.span)
      }
    },
    Fact(name: "in-transit.version", title: "the oldest TLS version of links and listeners") {
      $0.transit.map { fact in
        Probe(
          subject: fact.what,
          value: fact.state.flatMap { optional($0.minimumVersion?.code, "the TLS version is not stated") },
          span: fact.span)
      }
    },
  ]

  private static func optional(_ value: String?, _ reason: Phrase) -> Possible<String> {
    value.map(one) ?? .unknown(reason, remedy: "state it in the descriptor")
  }

  // MARK: Flows

  private static let flows: [Fact] = [
    Fact(name: "flow.kind", title: "the kinds of its flows") {
      $0.flows.map { probe($0, one($0.kind.rawValue)) }
    },
    Fact(name: "flow.target", title: "where its flows go") { $0.flows.map { probe($0, one($0.target)) } },
    Fact(name: "flow.place", title: "the places its flows go to") {
      $0.flows.map { probe($0, $0.place.map(\.code)) }
    },
    Fact(name: "flow.country", title: "the countries its flows go to") {
      $0.flows.map { probe($0, $0.place.flatMap(country)) }
    },
    Fact(name: "flow.operator", title: "who runs what its flows go to") {
      $0.flows.map { probe($0, $0.operatorID) }
    },
  ]

  private static func probe(_ flow: Flow, _ value: Possible<String>) -> Probe {
    Probe(subject: "\(Wording.flow(flow)) to `\(flow.shownTarget)`", value: value, span: flow.span)
  }
}
