import Glibc
import Synchronization

/// Tells a person at a terminal how far a long run is: one line on standard error that is wiped off at the end.
///
/// Nothing is drawn in the first half second, and then ten times a second; whoever has just finished a file draws, so
/// that no thread is kept for it.
public final class Progress: Sendable {
  private static let patience: UInt64 = 500_000_000
  private static let interval: UInt64 = 100_000_000
  private static let width = 30

  private let clock: @Sendable () -> UInt64
  private let write: @Sendable (String) -> Void
  private let total = Atomic<Int>(0)
  private let done = Atomic<Int>(0)
  /// When the next line is due, in nanoseconds of the clock.
  private let due = Atomic<UInt64>(.max)
  private let hasDrawn = Atomic<Bool>(false)

  init(clock: @escaping @Sendable () -> UInt64, write: @escaping @Sendable (String) -> Void) {
    self.clock = clock
    self.write = write
  }

  /// Progress on standard error; nil if that is no terminal, or nobody looks at it.
  ///
  /// - Parameters:
  ///   - environment: says whether this is a pipeline.
  ///   - isWanted: false if the user wants none.
  public static func onTerminal(_ environment: Environment, isWanted: Bool) -> Progress? {
    guard isWanted, !environment.isPipeline, environment.hasCursor, isatty(STDERR_FILENO) == 1 else {
      return nil
    }
    return Progress(clock: now) { text in
      var text = text
      // One call a line: what others write cannot come in between. A line that is lost is no loss.
      text.withUTF8 { _ = Glibc.write(STDERR_FILENO, $0.baseAddress, $0.count) }
    }
  }

  private static func now() -> UInt64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
  }

  /// Begins to count files.
  func begin(_ files: Int) {
    total.store(files, ordering: .relaxed)
    done.store(0, ordering: .relaxed)
    due.store(clock() + Self.patience, ordering: .relaxed)
  }

  /// One more file is done.
  func advance() {
    let count = done.add(1, ordering: .relaxed).newValue
    let now = clock()
    let moment = due.load(ordering: .relaxed)
    guard now >= moment,
      due.compareExchange(expected: moment, desired: now + Self.interval, ordering: .relaxed).exchanged
    else { return }
    draw(count)
  }

  /// Wipes the line off.
  func end() {
    due.store(.max, ordering: .relaxed)
    if hasDrawn.exchange(false, ordering: .relaxed) { write("\r\u{1B}[K") }
  }

  private func draw(_ count: Int) {
    let all = max(1, total.load(ordering: .relaxed))
    let filled = min(Self.width, count * Self.width / all)
    let bar = String(repeating: "#", count: filled) + String(repeating: ".", count: Self.width - filled)
    hasDrawn.store(true, ordering: .relaxed)
    write("\r\u{1B}[K[\(bar)] \(count) of \(all) files")
  }
}
