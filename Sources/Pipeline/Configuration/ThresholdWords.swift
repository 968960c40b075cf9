import Assessment
import Descriptors

/// What was said of thresholds: `high`, `eu-gdpr=critical`, `category:residency=medium`.
struct ThresholdWords {
  /// What stands before `=` for the general threshold.
  static let general = "default"
  static let categoryPrefix = "category:"

  private(set) var thresholds = Thresholds()
  /// Policies by the word that names them, to be checked once the policies are known.
  private(set) var policies: [Said] = []

  /// - Parameters:
  ///   - said: the words for findings of all kinds, each key once.
  ///   - undetermined: the word for undetermined ones.
  init(_ said: [Said], undetermined: Said?) throws(UsageError) {
    for word in said { try take(word) }
    if let undetermined {
      thresholds.undetermined = try SettingWords.threshold(undetermined.text, undetermined)
    }
  }

  private mutating func take(_ said: Said) throws(UsageError) {
    let key = said.key ?? Self.general
    let word = said.key == nil ? said.text : String(said.text.dropFirst(key.count + 1))
    let threshold = try SettingWords.threshold(word, said)
    if key == Self.general {
      thresholds.standard = threshold
    } else if key.hasPrefix(Self.categoryPrefix) {
      thresholds.categories[try Self.category(key, said)] = threshold
    } else {
      thresholds.policies[key] = threshold
      policies.append(said)
    }
  }

  private static func category(_ key: String, _ said: Said) throws(UsageError) -> Category {
    let name = String(key.dropFirst(categoryPrefix.count))
    guard let category = Category(rawValue: name) else {
      let names = Category.allCases.map(\.rawValue)
      let near = Spelling.nearest(to: name, among: names).map { "; did you mean `\($0)`?" } ?? ""
      throw said.mistake("`\(name)` is no category\(near) (\(names.joined(separator: ", ")))")
    }
    return category
  }

  /// Checks that the policies exist: a threshold of a policy that is spelt wrong would hold for nothing.
  ///
  /// - Parameters:
  ///   - known: the policies of the scan.
  ///   - others: policies that a configuration may speak of although this scan does not use them; nil for any,
  ///     because the policies that it goes with are not those of this scan.
  static func check(_ words: [Said], known: [String], others: [String]?) throws(UsageError) {
    for said in words {
      guard let name = said.key, !known.contains(name) else { continue }
      if case .file = said.origin, others?.contains(name) ?? true { continue }
      let near = Spelling.nearest(to: name, among: known).map { "; did you mean `\($0)`?" } ?? ""
      throw said.mistake(
        "no policy of this scan is called `\(name)`\(near) (\(known.joined(separator: ", ")); "
          + "for a category write `\(categoryPrefix)NAME`)")
    }
  }
}
