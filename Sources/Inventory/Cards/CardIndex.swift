import Descriptors
import Shipped
import Synchronization

/// The service cards, found by the type names of a dialect and parsed when first asked for.
///
/// Nothing is made at start-up: the first question gathers the words at the heads of the cards, and an answer is kept.
public final class CardIndex: Sendable {
  private let files: [File]
  private let known = Mutex<[String: ServiceCard?]>([:])
  private let heads = Mutex<[String: [Int]]?>(nil)

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
  ///
  /// - Parameter ignoringCase: true for dialects that read types without regard to case.
  public func card(for type: String, in dialect: String, ignoringCase: Bool = false) -> ServiceCard? {
    let word = ignoringCase ? type.lowercased() : type
    let key = "\(dialect) \(word)"
    if let answer = known.withLock({ $0[key] }) { return answer }
    let found = search(word, in: dialect, ignoringCase: ignoringCase)
    known.withLock { $0[key] = .some(found) }
    return found
  }

  private func search(_ type: String, in dialect: String, ignoringCase: Bool) -> ServiceCard? {
    for number in candidates(ignoringCase ? type : type.lowercased()) {
      let file = files[number]
      // A shipped card that does not load is caught by the tests; a run goes on without it.
      guard let card = try? CardLoader.load(file.source, path: file.name) else { continue }
      let isOfType = card.names[dialect]?.contains { ignoringCase ? $0.lowercased() == type : $0 == type }
      if isOfType == true { return card }
    }
    return nil
  }

  /// The files at whose heads a type's name stands, whatever its case.
  private func candidates(_ type: String) -> [Int] {
    heads.withLock { heads in
      if heads == nil {
        var made: [String: [Int]] = [:]
        made.reserveCapacity(files.count * 4)
        for (number, file) in files.enumerated() {
          for word in Self.names(in: file.source.raw) { made[word, default: []].append(number) }
        }
        heads = made
      }
      return heads?[type] ?? []
    }
  }

  /// The words between `names:` and the next key in the first column, in lower case; keys and dialects among them.
  private static func names(in raw: UnsafeRawBufferPointer) -> Set<String> {
    guard let start = raw.firstOffset(of: "\nnames:", from: 0) else { return [] }
    var words: Set<String> = []
    var word: [UInt8] = []
    var offset = start + "\nnames:".utf8.count
    while offset < raw.count {
      let byte = raw[offset]
      if byte == 0x0A, offset + 1 < raw.count, raw[offset + 1] > 0x20 { break }
      if isPartOfName(byte) {
        word.append((0x41...0x5A).contains(byte) ? byte | 0x20 : byte)
      } else {
        add(word, to: &words)
        word.removeAll(keepingCapacity: true)
      }
      offset += 1
    }
    add(word, to: &words)
    return words
  }

  private static func add(_ word: [UInt8], to words: inout Set<String>) {
    // `kubernetes:` is a key, `aws::s3::bucket` a name.
    let name = word.last == 0x3A ? word.dropLast() : word[...]
    if !name.isEmpty { words.insert(String(decoding: name, as: UTF8.self)) }
  }

  /// Everything but blanks and the marks of YAML's flow style and quotes.
  private static func isPartOfName(_ byte: UInt8) -> Bool {
    byte > 0x20 && byte != 0x2C && byte != 0x5B && byte != 0x5D && byte != 0x7B && byte != 0x7D
      && byte != 0x22 && byte != 0x27
  }

  /// Hands every card's file, by name and in a fixed order, to `body`: what a digest of the cards is made of.
  public func forEachFile(_ body: (_ name: String, _ bytes: UnsafeRawBufferPointer) -> Void) {
    for file in files { body(file.name, file.source.raw) }
  }

  /// All cards, for tests and listings; throws at the first mistake.
  public func all() throws(CardError) -> [ServiceCard] {
    var cards: [ServiceCard] = []
    for file in files { cards.append(try CardLoader.load(file.source, path: file.name)) }
    return cards
  }
}
