import Atlas
import Descriptors

/// Follows references between objects once all files are read: claim to volume or class, Secret to the
/// configuration of etcd.
enum KubernetesLinks {
  static func follow(in resources: inout LinkedResources) {
    let own = resources.all.indices.filter {
      resources.all[$0].dialect == "kubernetes" && !resources.all[$0].references.isEmpty
    }
    let defaults = own.filter { isDefaultClass(resources.all[$0]) }
    let configurations = resources.all.indices.filter {
      resources.all[$0].dialect == "kubernetes" && resources.all[$0].type.hasPrefix("Encryption")
    }
    // Volumes take from their class before claims take from volumes.
    let isVolume = own.map { resources.all[$0].type == "PersistentVolume" }
    for volumes in [true, false] {
      for (index, _) in zip(own, isVolume).filter({ $0.1 == volumes }) {
        link(index, defaults: defaults, configurations: configurations, in: &resources)
      }
    }
  }

  /// References stand in order of precedence: a claim's volume is what it has, its class only how it was made.
  private static func link(
    _ index: Int, defaults: [Int], configurations: [Int], in resources: inout LinkedResources
  ) {
    let file = resources.all[index].span.file
    var alternatives: [(condition: Condition, resource: Resource)] = []
    for reference in resources.all[index].references where words[reference.relation] != nil {
      let targets: [Int] =
        switch reference.relation {
        case "volume": resources.indices(of: reference.target, near: file)
        case "storage-class": storageClasses(reference.target, near: file, in: resources)
        case "default-storage-class": resources.nearest(of: defaults, to: file).map { [$0] } ?? []
        case "encryption-configuration": resources.nearest(of: configurations, to: file).map { [$0] } ?? []
        default: []
        }
      let target = joined(targets.filter { $0 != index }, in: resources)
      if let condition = reference.condition {
        var alternative = resources.all[index]
        if let target { adopt(from: target, by: reference.relation, into: &alternative) }
        alternatives.append((condition, alternative))
        continue
      }
      guard let target else { continue }
      adopt(from: target, by: reference.relation, into: &resources.all[index])
      if reference.relation == "volume" { return }
    }
    adopt(alternatives, into: &resources.all[index])
  }

  /// Deployments in which the object refers to different others: what each of them says is possible.
  private static func adopt(
    _ alternatives: [(condition: Condition, resource: Resource)], into resource: inout Resource
  ) {
    guard let first = alternatives.first?.resource else { return }
    let differ = alternatives.contains { !$0.resource.saysTheSame(as: first) }
    func joined<Value: Equatable>(_ fact: (Resource) -> Possible<Value>?) -> Possible<Value>? {
      differ
        ? union(alternatives.compactMap { fact($0.resource)?.under($0.condition) })?.joiningEqual(==)
        : fact(first)
    }
    resource.atRest = joined(\.atRest)
    resource.keyState = joined(\.keyState)
    resource.place = joined(\.place) ?? resource.place
    resource.operatorID = joined(\.operatorID) ?? resource.operatorID
  }

  /// The class of a name, in the version of today or the one before; several if files equally near declare it.
  private static func storageClasses(
    _ key: String, near file: String, in resources: LinkedResources
  ) -> [Int] {
    let found = resources.indices(of: key, near: file)
    guard found.isEmpty else { return found }
    let older = "storage.k8s.io/v1beta1/" + key.dropFirst("storage.k8s.io/v1/".utf8.count)
    return resources.indices(of: older, near: file)
  }

  /// One object for several of the same name: what it says is possible under the condition that its file is applied.
  private static func joined(_ targets: [Int], in resources: LinkedResources) -> Resource? {
    guard let first = targets.first else { return nil }
    var result = resources.all[first]
    let others = targets.dropFirst().map { resources.all[$0] }
    guard others.contains(where: { !$0.saysTheSame(as: result) }) else { return result }
    let all = [result] + others
    func condition(_ resource: Resource) -> Condition {
      Condition("file applied for \(resource.name)", is: resource.span.file)
    }
    result.atRest = union(all.compactMap { $0.atRest?.under(condition($0)) })
    result.keyState = union(all.compactMap { $0.keyState?.under(condition($0)) })
    result.place = union(all.map { $0.place.under(condition($0)) }) ?? result.place
    result.operatorID = union(all.map { $0.operatorID.under(condition($0)) }) ?? result.operatorID
    return result
  }

  private static func union<Value: Sendable>(_ parts: [Possible<Value>]) -> Possible<Value>? {
    parts.dropFirst().reduce(parts.first) { $0?.union($1) }
  }

  private static func isDefaultClass(_ resource: Resource) -> Bool {
    resource.type == "StorageClass"
      && resource.tags.contains {
        ($0.key == "storageclass.kubernetes.io/is-default-class"
          || $0.key == "storageclass.beta.kubernetes.io/is-default-class")
          && $0.value == "true"
      }
  }

  /// Copies what the other object says, with where it says so; what is known gives way to nothing unknown.
  private static func adopt(from other: Resource, by relation: String, into resource: inout Resource) {
    let link = Evidence(
      .derived, "\(words[relation] ?? Phrase(verbatim: relation)) is `\(other.name)`", at: other.span)
    if let atRest = other.atRest, !atRest.isUnknown || resource.atRest?.isUnknown != false {
      resource.atRest = atRest.under(nil, evidence: [link])
      if let keyState = other.keyState { resource.keyState = keyState.under(nil, evidence: [link]) }
    }
    guard relation != "encryption-configuration" else { return }
    if resource.place.isUnknown, !other.place.isUnknown,
      !other.references.contains(StorageReader.ambientPlace)
    {
      resource.place = other.place.under(nil, evidence: [link])
      resource.operatorID = other.operatorID
    } else if resource.operatorID.isUnknown, !other.operatorID.isUnknown {
      resource.operatorID = other.operatorID.under(nil, evidence: [link])
    }
  }

  private static let words: [String: Phrase] = [
    "storage-class": "its storage class", "default-storage-class": "the cluster's default storage class",
    "volume": "its volume", "encryption-configuration": "the configuration of etcd",
  ]
}

extension Resource {
  /// True if another declaration of the same name leaves no choice between the two.
  fileprivate func saysTheSame(as other: Resource) -> Bool {
    func custody(_ state: Possible<KeyState>?) -> [Custody] { state?.candidates.map(\.value.custody) ?? [] }
    return atRest?.candidates.map(\.value) == other.atRest?.candidates.map(\.value)
      && custody(keyState) == custody(other.keyState)
      && place.candidates.map(\.value) == other.place.candidates.map(\.value)
      && operatorID.candidates.map(\.value) == other.operatorID.candidates.map(\.value)
  }
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
