import Descriptors

/// `Fn::ForEach::Name: [Identifier, Collection, {Key: Value}]` of the language extensions: entries of a mapping that are
/// written once and made several times.
enum Loop {
  static let prefix = "Fn::ForEach::"
  /// What a turn costs of the effort for a template: loops in loops are many.
  private static let costOfTurn = 16

  /// An entry of a mapping, with what its loops bind.
  struct Entry {
    let key: String
    let node: Node
    let evaluator: Evaluator
  }

  /// The entries of a mapping, those of its loops among them.
  ///
  /// A loop whose collection is not known is noted as unread and left out.
  static func entries(of mapping: Node, _ evaluator: Evaluator) -> [Entry] {
    var result: [Entry] = []
    for (key, value) in mapping.mergedEntries {
      if evaluator.template.mayLoop, key.bytes.starts(with: prefix.utf8) {
        result += turns(of: value, at: key, evaluator)
      } else {
        result.append(Entry(key: evaluator.bound(key.text ?? ""), node: value, evaluator: evaluator))
      }
    }
    return result
  }

  /// The entry of a key in what loops make.
  static func entry(_ key: String, of mapping: Node, _ evaluator: Evaluator) -> Entry? {
    guard evaluator.template.mayLoop || evaluator.isBinding else { return nil }
    return entries(of: mapping, evaluator).last { $0.key == key }
  }

  private static func turns(of loop: Node, at key: Node, _ evaluator: Evaluator) -> [Entry] {
    let parts = Array(loop.items)
    guard parts.count == 3, let identifier = parts[0].text, parts[2].kind == .mapping,
      evaluator.canGoDeeper
    else {
      evaluator.template.note(
        key, "a loop needs an identifier, a collection and what it makes; correct `\(key.text ?? "")`")
      return []
    }
    let collection = evaluator.list(of: parts[1])
    guard let found = collection.candidates.first, collection.candidates.count == 1,
      collection.unknown == nil, found.value.count != nil
    else {
      let why = collection.unknown.map { ": \($0.reason)" as Phrase } ?? ""
      evaluator.template.note(
        key,
        "the collection of `\(key.text ?? "")` is not known\(why); give its parameter a value with `--set NAME=VALUE`"
      )
      return []
    }
    return found.value.items.flatMap { item -> [Entry] in
      guard case .text = item, evaluator.template.effort.spend(costOfTurn) else { return [] }
      let turn = Candidate(item, evidence: found.evidence)
      return entries(of: parts[2], evaluator.binding(identifier, to: turn))
    }
  }
}
