public import Atlas
import Assessment
import Inventory
import Synchronization

/// What many scans of one run share: the atlas, the service cards and the policies, each read once.
///
/// A policy that changes on disk meanwhile is not read again.
public final class SharedKnowledge: Sendable {
  /// More sets of policies than any list of repositories has; they would otherwise gather without end.
  private static let mostChoices = 64

  /// The atlas.
  public let atlas: Atlas
  let cards = CardIndex()
  private let loaded = Mutex<[PolicyChoice.Wish: [Policy]]>([:])

  /// Nothing read yet.
  public init(atlas: Atlas = Atlas()) {
    self.atlas = atlas
  }

  func policies(of choice: PolicyChoice) throws(UsageError) -> [Policy] {
    if let policies = loaded.withLock({ $0[choice.wish] }) { return policies }
    let policies = try choice.load(atlas: atlas)
    loaded.withLock { loaded in
      if loaded.count >= Self.mostChoices { loaded = [:] }
      loaded[choice.wish] = policies
    }
    return policies
  }
}
