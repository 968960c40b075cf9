public import Inventory

/// The data classes that a resource's labels and the context name, whatever policies make of them.
public enum DataLabels {
  /// In lower case, sorted; a flag (`pii: true`) gives the class that it stands for.
  public static func of(_ resource: Resource) -> [String] {
    var found: Set<String> = []
    for tag in resource.tags {
      let key = DataClasses.normalised(tag.key)
      guard DataClasses.keys.contains(key) else { continue }
      for word in tag.value.lowercased().split(whereSeparator: { ",;|+ ".contains($0) }) {
        let isTrue = ["true", "yes", "1", "on"].contains(word)
        let isFalse = ["false", "no", "0", "off"].contains(word)
        if isTrue, let flag = DataClasses.flags[key] {
          found.insert(flag)
        } else if !isFalse {
          found.insert(String(word))
        }
      }
    }
    if let given = resource.contextClass { found.insert(given.value.lowercased()) }
    return found.sorted()
  }
}
