/// The service cards, by the names that dialects use.
public final class CardIndex: Sendable {
  /// No cards.
  public init() {}
}
