import Descriptors

/// A service whose place is not the place of the resource that uses it.
public struct ServicePlace: Sendable, Hashable {
  /// `aws/cloudfront`.
  public let key: String
  /// `global`, `edge`, `control-plane`, `fixed-region`, `pair`, `default-global`, `routing` or `customer-chosen`.
  public let kind: String
  /// A country, a set of countries, `worldwide`, or words; nil if the customer chooses.
  public let place: String?
  /// The region that the provider fixes, if there is one.
  public let region: String?
  /// What leaves or stands elsewhere: metadata, identity, keys, logs, payload, certificates, dns.
  public let holds: [String]
  /// What follows for jurisdiction, in one line.
  public let consequence: String
  /// Who says so.
  public let source: AtlasSource
}

/// `services.yaml`, one entry parsed at a time.
struct Services: Sendable {
  let file: DataFile

  var keys: [String] { file.entries("services").map(\.key) }

  func service(_ key: String) -> ServicePlace? {
    guard let entry = file.entries("services").first(where: { $0.key == key }) else { return nil }
    return file.read(entry) { node in
      guard let kind = node.string("kind") else { return nil }
      return ServicePlace(
        key: key, kind: kind, place: node.string("place"), region: node.string("region"),
        holds: node.strings("holds"), consequence: node.string("consequence") ?? "",
        source: file.source(
          key: node.string("src"), otherwise: .generalKnowledge, unsure: node.flag("unsure")))
    }
  }
}
