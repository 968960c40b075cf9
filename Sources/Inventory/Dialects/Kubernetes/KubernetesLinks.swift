import Atlas
import Descriptors

/// Follows references between objects once all files are read: claim to class or volume, Secret to the
/// configuration of etcd.
enum KubernetesLinks {
  static func follow(in resources: inout LinkedResources) {
    let own = resources.all.indices.filter { resources.all[$0].dialect == "kubernetes" }
    let defaults = own.filter { isDefaultClass(resources.all[$0]) }
    let configurations = own.filter { resources.all[$0].type.hasPrefix("Encryption") }
    for index in own {
      for reference in resources.all[index].references {
        let file = resources.all[index].span.file
        let target: Int?
        switch reference.relation {
        case "storage-class", "volume": target = resources.index(of: reference.target, near: file)
        case "default-storage-class": target = resources.nearest(of: defaults, to: file)
        case "encryption-configuration": target = resources.nearest(of: configurations, to: file)
        default: target = nil
        }
        guard let target, target != index else { continue }
        adopt(from: resources.all[target], by: reference.relation, into: &resources.all[index])
      }
    }
  }

  private static func isDefaultClass(_ resource: Resource) -> Bool {
    resource.type == "StorageClass"
      && resource.tags.contains {
        ($0.key == "storageclass.kubernetes.io/is-default-class"
          || $0.key == "storageclass.beta.kubernetes.io/is-default-class")
          && $0.value == "true"
      }
  }

  /// Copies what the other object says, with where it says so.
  private static func adopt(from other: Resource, by relation: String, into resource: inout Resource) {
    let link = Evidence(.derived, "\(words[relation] ?? relation) is `\(other.name)`", at: other.span)
    if let atRest = other.atRest { resource.atRest = atRest.under(nil, evidence: [link]) }
    if let keyState = other.keyState { resource.keyState = keyState.under(nil, evidence: [link]) }
    let bindsPlace = !other.references.contains { $0.relation == "place" }
    if bindsPlace, relation != "encryption-configuration", resource.place.isUnknown, !other.place.isUnknown {
      resource.place = other.place.under(nil, evidence: [link])
      resource.operatorID = other.operatorID
    }
  }

  private static let words = [
    "storage-class": "its storage class", "default-storage-class": "the cluster's default storage class",
    "volume": "its volume", "encryption-configuration": "the configuration of etcd",
  ]
}

extension LinkedResources {
  /// Of some resources the one nearest to a file; nil unless its folder lies on one line with the file's, because what
  /// holds for a cluster by default says nothing of another cluster's manifests.
  func nearest(of candidates: [Int], to file: String) -> Int? {
    let folder = Self.folder(of: file)
    return candidates.filter {
      let other = Self.folder(of: all[$0].span.file)
      return folder.hasPrefix(other) || other.hasPrefix(folder)
    }.max { Self.closeness(all[$0].span.file, file) < Self.closeness(all[$1].span.file, file) }
  }

  private static func folder(of file: String) -> String {
    file.lastIndex(of: "/").map { String(file[...$0]) } ?? ""
  }
}
