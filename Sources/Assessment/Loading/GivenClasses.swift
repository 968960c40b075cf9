public import Atlas
public import Descriptors

/// Data classes that a configuration gives beside the policies: the same words as under `classes` of a policy.
public enum GivenClasses {
  /// Reads the entry `classes` of a mapping.
  ///
  /// - Throws: all mistakes at once.
  public static func read(of root: Node, atlas: Atlas) throws(PolicyErrors) -> [DataClassMapping] {
    let desk = PolicyDesk(atlas: atlas)
    let mappings = desk.classes(of: root)
    guard desk.errors.isEmpty else { throw PolicyErrors(desk.errors) }
    return mappings
  }
}

extension Policy {
  /// This policy with further ways to tell its data classes.
  public func adding(classes more: [DataClassMapping]) -> Policy {
    guard !more.isEmpty else { return self }
    var policy = self
    policy.classes += more
    return policy
  }

  /// The data classes that its rules may speak of.
  public var classNames: [String] {
    DataClasses.common + (classes.map(\.name) + [unlabelled]).filter { !DataClasses.common.contains($0) }
  }
}
