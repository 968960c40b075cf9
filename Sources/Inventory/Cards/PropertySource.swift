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
  /// The key behind a logical name is in another place or has no card: its key for linking.
  func resourceKey(_ name: String) -> String?
  /// The whole declaration.
  var span: SourceSpan { get }
}

extension PropertySource {
  /// The one value of the first of some paths that leads to anything.
  func value(_ paths: [PropertyPath]?) -> Possible<PropertyValue> {
    for path in paths ?? [] {
      guard let found = values(path).first else { continue }
      if found.candidates.count == 1, case .absent = found.candidates[0].value, found.unknown == nil {
        continue
      }
      return found
    }
    return Possible(.absent, evidence: [])
  }
}
