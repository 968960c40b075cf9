public import Atlas
public import Descriptors

/// A property's value once a dialect's references are followed.
public enum PropertyValue: Sendable {
  /// Plain text, with the place where it is written.
  case text(String, SourceSpan)
  /// Another resource of the same descriptor, by its logical name.
  case resource(String, SourceSpan)
  /// Nothing: the property is not there, or was removed.
  case absent
  /// A mapping or sequence, where text was not expected.
  case structure(SourceSpan)
}

/// An item of a list, read for itself.
public struct PropertyPart {
  /// Its properties.
  public let source: any PropertySource
  /// What must hold for it to be there, all together; empty if it always is.
  public let conditions: [Condition]

  /// A part.
  public init(_ source: any PropertySource, when condition: Condition? = nil) {
    self.init(source, when: condition.map { [$0] } ?? [])
  }

  /// A part that is there when several conditions hold.
  public init(_ source: any PropertySource, when conditions: [Condition]) {
    self.source = source
    self.conditions = .together(conditions)
  }
}

/// Where something stands and who operates it.
public struct Standing {
  /// Where.
  public let place: Possible<Place>
  /// Who, as identifiers of the atlas.
  public let operatorID: Possible<String>

  /// Where something stands.
  public init(place: Possible<Place>, operatorID: Possible<String>) {
    self.place = place
    self.operatorID = operatorID
  }
}

/// Where a card reads properties from: a dialect's way to follow paths and references.
public protocol PropertySource {
  /// The dialect's identifier, the key of the card's paths.
  var dialect: String { get }
  /// Every value that a path leads to, one for each item of a list on the way. A path that leads nowhere gives one
  /// ``PropertyValue/absent`` unless it passes a list.
  func values(_ path: PropertyPath) -> [Possible<PropertyValue>]
  /// The entries that a path leads to, with their keys: variables, tags.
  func entries(_ path: PropertyPath) -> [(key: String, value: Possible<PropertyValue>)]
  /// The key behind a logical name, if it is a key of the same descriptor.
  func keyState(ofResource name: String) -> Possible<KeyState>?
  /// The mappings that a path leads to, each as a place to read from: `BlockDeviceMappings[].Ebs`. None if it leads
  /// nowhere.
  func parts(_ path: PropertyPath) -> [PropertyPart]
  /// Where the region of the deployment is meant (a resource of the same descriptor, a text that holds the dialect's
  /// word for it): where that is; nil if the text does not mean it.
  func standing(meantBy value: PropertyValue) -> Standing?
  /// The flows to endpoints that the value of a variable names.
  func flows(in text: String, at span: SourceSpan, atlas: Atlas) -> [Flow]
  /// The flow to another resource of the same descriptor that the value of a variable means.
  func flow(toResource name: String, at span: SourceSpan) -> Flow?
  /// A text as a host would be written, with the dialect's words for an account replaced by one.
  func hostText(_ text: String) -> String
  /// The key behind a logical name is in another place or has no card: its key for linking.
  func resourceKey(_ name: String) -> String?
  /// The whole declaration.
  var span: SourceSpan { get }
}

extension PropertySource {
  /// No lists with parts.
  public func parts(_ path: PropertyPath) -> [PropertyPart] { [] }

  /// No word for the deployment's region.
  public func standing(meantBy value: PropertyValue) -> Standing? { nil }

  /// A URL is one.
  public func flows(in text: String, at span: SourceSpan, atlas: Atlas) -> [Flow] {
    guard let endpoint = Endpoint(text) else { return [] }
    let state = ConnectionURL.state(of: text, endpoint, at: span)
    return endpoint.flow(.endpoint, state: state, at: span, atlas: atlas).map { [$0] } ?? []
  }

  /// None.
  public func flow(toResource name: String, at span: SourceSpan) -> Flow? { nil }

  /// No words for an account.
  public func hostText(_ text: String) -> String { text }

  /// The one value of the first of some paths that leads to anything.
  func value(_ paths: [PropertyPath]?) -> Possible<PropertyValue> {
    var absent = Possible(PropertyValue.absent, evidence: [])
    for path in paths ?? [] {
      guard let found = values(path).first else { continue }
      guard let only = found.definite, only.value.isAbsent else { return found }
      // A property that was removed on purpose says so.
      if !only.evidence.isEmpty { absent = found }
    }
    return absent
  }
}
