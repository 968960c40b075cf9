import Assessment
import Descriptors
import Reporting

/// Texts and lists as columns keep them.
enum LedgerText {
  /// A text without the character that PostgreSQL cannot keep; its picture stands in its place.
  static func clean(_ text: String) -> String {
    text.utf8.contains(0) ? text.replacing("\0", with: "\u{2400}") : text
  }

  static func value(_ text: String) -> SQLValue { .text(clean(text)) }
  static func value(_ text: String?) -> SQLValue { text.map { .text(clean($0)) } ?? .null }

  /// A list as a JSON array, which both back ends can take apart in a query.
  static func list(_ items: [String]) -> String {
    if items.isEmpty { return "[]" }
    var writer = JSONWriter(capacity: 64, breaksLines: false)
    writer.array { writer in for item in items { writer.element(clean(item)) } }
    return String(decoding: writer.bytes, as: UTF8.self)
  }

  /// The keys of a resource as a JSON array of objects.
  static func keys(_ keys: [SnapshotKey]) -> String {
    if keys.isEmpty { return "[]" }
    var writer = JSONWriter(capacity: 256, breaksLines: false)
    writer.lines(keys) { writer, key in
      writer.object {
        $0.member("custody", clean(key.custody))
        $0.member("reference", key.reference.map(clean))
        $0.member("place", key.place.map(clean))
        $0.member("operator", key.operatorID.map(clean))
        if let days = key.rotationDays { $0.member("rotationDays", days) }
      }
    }
    return String(decoding: writer.bytes, as: UTF8.self)
  }

  /// A JSON document; nil for what is none.
  static func json(_ text: String) -> Node? {
    let reading = DescriptorReader.read(SourceBytes(text), as: .json, path: "ledger")
    return reading.problems.isEmpty ? reading.tree.documents.first : nil
  }
}

/// Takes lists apart again; thousands of records have the same ones.
struct ListReader {
  private var known: [ExactText: [String]] = [:]
  private var knownKeys: [ExactText: [SnapshotKey]] = [:]

  /// The elements of a list; nil if it is none.
  mutating func list(_ text: String) -> [String]? {
    if let items = known[ExactText(text)] { return items }
    guard let node = LedgerText.json(text), node.kind == .sequence else { return nil }
    let items = node.items.compactMap(\.text)
    known[ExactText(text)] = items
    return items
  }

  /// The keys of a resource; nil if they are none.
  mutating func keys(_ text: String) -> [SnapshotKey]? {
    if let keys = knownKeys[ExactText(text)] { return keys }
    guard let node = LedgerText.json(text), node.kind == .sequence else { return nil }
    let keys = node.items.map {
      SnapshotKey(
        custody: $0["custody"]?.text ?? "", reference: $0["reference"]?.text, place: $0["place"]?.text,
        operatorID: $0["operator"]?.text, rotationDays: $0["rotationDays"]?.int)
    }
    knownKeys[ExactText(text)] = keys
    return keys
  }
}
