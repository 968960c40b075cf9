import Synchronization

/// Runs independent pieces of work side by side; the results stand in the order of the input, whoever made them.
enum Workers {
  /// Hands out the indices of the pieces.
  private final class Counter: Sendable {
    private let next = Atomic<Int>(0)
    func take() -> Int { next.add(1, ordering: .relaxed).oldValue }
  }

  /// Applies `body` to every index below `count` on up to `jobs` threads.
  static func map<Result: Sendable>(
    _ count: Int, jobs: Int, _ body: @escaping @Sendable (Int) -> Result
  ) async -> [Result] {
    guard jobs > 1, count > 1 else { return (0..<count).map(body) }
    let counter = Counter()
    let parts = await withTaskGroup(of: [(Int, Result)].self) { group in
      for _ in 0..<min(jobs, count) {
        group.addTask {
          var made: [(Int, Result)] = []
          while true {
            let index = counter.take()
            guard index < count else { return made }
            made.append((index, body(index)))
          }
        }
      }
      return await group.reduce(into: []) { $0.append($1) }
    }
    var all = parts.flatMap { $0 }
    all.sort { $0.0 < $1.0 }
    return all.map(\.1)
  }
}
