import Dispatch
import Synchronization

extension Walk {
  /// What one entry of the folder gave: which walker took it, and its files among that walker's.
  private struct Share {
    var walker = 0
    var files = 0..<0
  }

  /// Hands out the entries of a folder.
  private final class Counter: Sendable {
    private let next = Atomic<Int>(0)
    func take() -> Int { next.add(1, ordering: .relaxed).oldValue }
  }

  /// Walks the folders in the folder that was just entered side by side; the result is that of one walker.
  ///
  /// - Returns: false if there is too little to share, or if the same folder was met twice (a mount of it elsewhere):
  ///   then the order of the walk decides which one counts, and nothing has been walked yet.
  mutating func walkSideBySide() -> Bool {
    guard frames.count == 1, let frame = frames.first,
      frame.listing.entries.count(where: { $0.kind == .folder }) > 1
    else { return false }
    var seed = self
    seed.found = DiscoveryResult()
    seed.folders = []
    seed.aliases = []
    seed.linkedFolders = []
    seed.frames[0].next = frame.listing.entries.count
    let entries = frame.listing.entries
    let counter = Counter()
    var walkers = [Walk](repeating: seed, count: min(options.jobs, entries.count))
    var shares = [Share](repeating: Share(), count: entries.count)
    walkers.withUnsafeMutableBufferPointer { walkers in
      shares.withUnsafeMutableBufferPointer { shares in
        // Each walker and each share is touched by one thread only.
        nonisolated(unsafe) let (walkers, shares) = (walkers, shares)
        DispatchQueue.concurrentPerform(iterations: walkers.count) { number in
          var walker = walkers[number]
          while case let index = counter.take(), index < entries.count {
            let first = walker.found.files.count
            walker.visit(0, entries[index])
            walker.drain(to: 1)
            shares[index] = Share(walker: number, files: first..<walker.found.files.count)
          }
          walkers[number] = walker
        }
      }
    }
    guard take(over: walkers, since: seed.folderCount) else { return false }
    for share in shares {
      let walker = walkers[share.walker]
      found.files += walker.found.files[share.files]
      let offset = offset(of: share.walker, walkers, since: seed.folderCount)
      folders += walker.folders[share.files].map { $0 < seed.folderCount ? $0 : $0 + offset }
    }
    frames = []
    return true
  }

  /// How far the numbers of a walker's folders move when all are put together.
  private func offset(of walker: Int, _ walkers: [Walk], since first: Int32) -> Int32 {
    walkers[..<walker].reduce(0) { $0 + $1.folderCount - first }
  }

  /// Takes over all but the files; answers false, and changes nothing, if two walkers met the same folder.
  private mutating func take(over walkers: [Walk], since first: Int32) -> Bool {
    var all = visited
    var offset: Int32 = 0
    for walker in walkers {
      for (identity, number) in walker.visited where number >= first {
        guard all.updateValue(number + offset, forKey: identity) == nil else { return false }
      }
      offset += walker.folderCount - first
    }
    visited = all
    folderCount += offset
    for walker in walkers {
      aliases += walker.aliases
      linkedFolders += walker.linkedFolders
      found.unreadable += walker.found.unreadable
      found.ignoreProblems += walker.found.ignoreProblems
      found.ignored += walker.found.ignored
      found.excluded += walker.found.excluded
    }
    return true
  }
}
