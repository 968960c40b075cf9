import Descriptors
import Shipped
import Synchronization

/// The service cards, found by the type names of a dialect and parsed when first asked for.
///
/// There is no index to build at start-up: a type's name stands in its card's text, so one search over the
/// embedded bytes finds the card, and the answer is kept.
public final class CardIndex: Sendable {
  private let files: [File]
  private let known = Mutex<[String: ServiceCard?]>([:])

  private struct File: Sendable {
    let name: String
    let source: SourceBytes
  }

  /// The cards that travel with the program.
  public init() {
    var count = 0
    guard let list = shipped_cards(&count) else {
      files = []
      return
    }
    files = (0..<count).map { index in
      let entry = list[index]
      return File(
        name: String(cString: entry.name),
        source: SourceBytes(borrowing: UnsafeRawBufferPointer(start: entry.bytes, count: entry.length)))
    }
  }

  /// The card of a type in a dialect; nil if no card knows it.
  public func card(for type: String, in dialect: String) -> ServiceCard? {
    let key = "\(dialect) \(type)"
    if let answer = known.withLock({ $0[key] }) { return answer }
    let found = search(type, in: dialect)
    known.withLock { $0[key] = .some(found) }
    return found
  }

  private func search(_ type: String, in dialect: String) -> ServiceCard? {
    for file in files where file.source.raw.contains(type) {
      // A shipped card that does not load is caught by the tests; a run goes on without it.
      guard let card = try? CardLoader.load(file.source, path: file.name) else { continue }
      if card.names[dialect]?.contains(type) == true { return card }
    }
    return nil
  }

  /// All cards, for tests and listings; throws at the first mistake.
  public func all() throws(CardError) -> [ServiceCard] {
    var cards: [ServiceCard] = []
    for file in files { cards.append(try CardLoader.load(file.source, path: file.name)) }
    return cards
  }
}
