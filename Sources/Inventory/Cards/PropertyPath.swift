/// A path to properties: `A.B`, `Items[].C`, `Variables.*`.
public struct PropertyPath: Sendable, Equatable {
  /// One step.
  public enum Step: Sendable, Equatable {
    /// The value of a key.
    case key(String)
    /// Every item of a list.
    case items
    /// Every value of a mapping.
    case values
  }

  /// The steps from the resource's properties.
  public let steps: [Step]
  /// As written.
  public let text: String

  /// Reads a path; nil for an empty one or an empty step.
  public init?(_ text: String) {
    var steps: [Step] = []
    for part in text.split(separator: ".", omittingEmptySubsequences: false) {
      var name = part
      var isList = false
      if name.hasSuffix("[]") {
        name = name.dropLast(2)
        isList = true
      }
      guard !name.isEmpty else { return nil }
      steps.append(name == "*" ? .values : .key(String(name)))
      if isList { steps.append(.items) }
    }
    self.steps = steps
    self.text = text
  }
}
