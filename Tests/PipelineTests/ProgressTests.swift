import Synchronization
import Testing

@testable import Pipeline

@Suite("The line of progress")
struct ProgressTests {
  private final class Terminal: Sendable {
    let time = Mutex<UInt64>(0)
    let text = Mutex<[String]>([])
  }

  private func progress(_ terminal: Terminal) -> Progress {
    Progress(
      clock: { terminal.time.withLock { $0 } },
      write: { line in terminal.text.withLock { $0.append(line) } })
  }

  @Test("nothing in the first half second, then ten lines a second at most, and nothing is left")
  func drawing() {
    let terminal = Terminal()
    let progress = progress(terminal)
    progress.begin(1000)
    for step in 0..<1000 {
      terminal.time.withLock { $0 = UInt64(step) * 1_000_000 }
      progress.advance()
    }
    progress.end()
    let lines = terminal.text.withLock { $0 }
    #expect(lines.count == 6)
    #expect(lines.first?.contains("501 of 1000 files") == true)
    #expect(lines.last == "\r\u{1B}[K")
  }

  @Test("a short run draws nothing")
  func short() {
    let terminal = Terminal()
    let progress = progress(terminal)
    progress.begin(10)
    for _ in 0..<10 { progress.advance() }
    progress.end()
    let lines = terminal.text.withLock { $0 }
    #expect(lines.isEmpty)
  }

  @Test("none in a pipeline, none for a dumb terminal, none if it is not wanted")
  func wanted() {
    #expect(Progress.onTerminal(Environment(["CI": "true", "TERM": "xterm"]), isWanted: true) == nil)
    #expect(Progress.onTerminal(Environment(["TERM": "dumb"]), isWanted: true) == nil)
    #expect(Progress.onTerminal(Environment(["TERM": "xterm"]), isWanted: false) == nil)
  }
}
