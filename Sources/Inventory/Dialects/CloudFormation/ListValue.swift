/// A list as functions pass it on.
struct ListValue: Sendable {
  /// What is known of items behind the last.
  enum Rest: Sendable {
    /// There are none.
    case none
    /// As many as there may be, all alike.
    case alike(PropertyValue)
    /// Nothing, not even whether there are any.
    case unknown
  }

  var items: [PropertyValue]
  var rest: Rest = .none

  /// How many items there are; nil if that is not known.
  var count: Int? {
    if case .none = rest { items.count } else { nil }
  }
}
