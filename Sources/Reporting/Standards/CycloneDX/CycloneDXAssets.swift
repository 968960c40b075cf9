import Assessment
import Atlas
import Descriptors
import Inventory

/// What resources share: keys, algorithms and protocols, and the hosts and places outside of what is described.
///
/// Each is named once, in the order in which the resources come to it.
struct CycloneDXAssets: Sendable {
  /// A cryptographic asset.
  enum Asset: Sendable {
    case transport(TLSVersion)
    case algorithm(String)
    case key(KeyState)
  }

  /// Somebody or something that data goes to or comes from, and that no descriptor declares.
  struct Remote: Sendable {
    let name: String
    /// Who runs it; nil if that is not known, or not one.
    var operatorID: String?
    /// True if data crosses from one operator to another on the way.
    var crosses = false
  }

  private(set) var assets: [(ref: String, asset: Asset)] = []
  private(set) var remotes: [(ref: String, remote: Remote)] = []
  /// By resource: what it rests on.
  private(set) var dependencies: [[String]] = []
  /// By resource and flow: the other end.
  private(set) var ends: [[String]] = []
  private var assetRefs: Set<String> = []
  private var remoteNumbers: [String: Int] = [:]

  init(_ resources: [Resource], refs: [String]) {
    var byFile: [String: String] = [:]
    var byKey: [String: String] = [:]
    for (resource, ref) in zip(resources, refs) {
      byFile[resource.id] = byFile[resource.id] ?? ref
      byKey[resource.key] = byKey[resource.key] ?? ref
    }
    for (resource, ref) in zip(resources, refs) {
      var found = crypto(of: resource)
      var ends: [String] = []
      for flow in resource.flows {
        let declared = flow.targetKey.flatMap { byFile["\(resource.span.file)#\($0)"] ?? byKey[$0] }
        ends.append(declared ?? remote(flow, from: resource))
      }
      found += ends
      // No service rests on itself, and each dependency is named once.
      var seen: Set<String> = [ref]
      dependencies.append(found.filter { seen.insert($0).inserted })
      self.ends.append(ends)
    }
  }

  private mutating func add(_ name: String, _ asset: Asset) -> String {
    let ref = NamedUUID(name, in: ReportUUIDs.namespace).description
    if assetRefs.insert(ref).inserted { assets.append((ref, asset)) }
    return ref
  }

  private mutating func crypto(of resource: Resource) -> [String] {
    var found: [String] = []
    for state in resource.atRest?.candidates.map(\.value) ?? [] where state.encrypted {
      if let algorithm = state.algorithm {
        found.append(add("algorithm\0\(algorithm)", .algorithm(algorithm)))
      }
    }
    for key in resource.keyState?.candidates.map(\.value) ?? [] where key.custody != .none {
      // A key that nobody names is the service's own: there is nothing to tell it by.
      guard let reference = key.reference else { continue }
      let parts = [key.custody.code, reference, key.place?.code ?? "", key.operatorID ?? ""]
      found.append(add("key\0" + parts.joined(separator: "\0"), .key(key)))
    }
    let links = resource.transit.map(\.state) + resource.flows.compactMap(\.transit)
    for state in links.flatMap(\.candidates).map(\.value) where state.encrypted {
      if let version = state.minimumVersion {
        found.append(add("protocol\0\(version.code)", .transport(version)))
      }
    }
    return found
  }

  private mutating func remote(_ flow: Flow, from resource: Resource) -> String {
    let theirs = Self.only(flow.operatorID)
    let ours = Self.only(resource.operatorID)
    let ref = NamedUUID("remote\0\(flow.target)", in: ReportUUIDs.namespace).description
    let crosses = theirs != nil && ours != nil && theirs != ours
    if let number = remoteNumbers[ref] {
      if remotes[number].remote.operatorID != theirs { remotes[number].remote.operatorID = nil }
      if crosses { remotes[number].remote.crosses = true }
    } else {
      remoteNumbers[ref] = remotes.count
      remotes.append((ref, Remote(name: flow.target, operatorID: theirs, crosses: crosses)))
    }
    return ref
  }

  /// The one operator of a fact that has one possible value.
  static func only(_ ids: Possible<String>) -> String? {
    guard ids.unknown == nil, let first = ids.candidates.first?.value,
      ids.candidates.allSatisfy({ $0.value == first })
    else { return nil }
    return first
  }
}
