public import Atlas
public import Descriptors

/// A container image's name, split as container engines split it.
public struct ImageReference: Sendable, Equatable {
  /// The registry's host; `docker.io` if none is written.
  public let registry: String
  /// The repository without registry, tag and digest: `library/postgres`.
  public let repository: String
  /// True if the name says no registry, so that the engine's default decides.
  public let registryIsDefault: Bool

  /// Reads an image name; nil for an empty one and for one with unresolved placeholders.
  public init?(_ text: String) {
    guard !text.isEmpty, !text.contains("$"), !text.contains("{"), !text.contains(" ") else { return nil }
    var name = text.prefix { $0 != "@" }
    if let slash = name.firstIndex(of: "/") {
      let head = name[..<slash]
      if head.contains(".") || head.contains(":") || head == "localhost" {
        registry = head.prefix { $0 != ":" }.lowercased()
        registryIsDefault = false
        name = name[name.index(after: slash)...]
        repository = String(Self.withoutTag(name))
        return
      }
    }
    registry = "docker.io"
    registryIsDefault = true
    repository = String(Self.withoutTag(name))
  }

  private static func withoutTag(_ name: Substring) -> Substring {
    guard let colon = name.lastIndex(of: ":"), !name[colon...].contains("/") else { return name }
    return name[..<colon]
  }

  /// The last part of the repository: `postgres` of `bitnami/postgres`.
  public var shortName: String { String(repository.split(separator: "/").last ?? "") }

  /// The flow of pulling it; nil for a registry on the same machine.
  public func flow(at span: SourceSpan, atlas: Atlas) -> Flow? {
    guard registry != "localhost" else { return nil }
    guard let endpoint = Endpoint(registry, bare: true) else { return nil }
    let (place, operatorID) = endpoint.resolve(atlas)
    return Flow(.imagePull, to: registry, place: place, operatorID: operatorID, at: span)
  }
}
