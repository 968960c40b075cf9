import Descriptors
import Glibc
import Synchronization

/// The contents that a repository keeps, read one after the other through one `git cat-file`.
final class BlobStore: Sendable {
  /// The open conversation with git; nil once it has broken off.
  private struct Talk {
    let process: ChildProcess
    var buffer: [UInt8] = []
    var start = 0
  }

  private let talk: Mutex<Talk?>
  /// What a file that is kept in Git LFS begins with instead of its content.
  private static let pointerMark = Array("version https://git-lfs.github.com/spec/".utf8)

  init(_ repository: GitRepository, option: String) throws(UsageError) {
    let process = try repository.start(["cat-file", "--batch"], option: option, takesInput: true)
    talk = Mutex(Talk(process: process))
  }

  deinit {
    let last = talk.withLock { $0 }
    if let last { _ = last.process.finish() }
  }

  /// A content by its identifier.
  func read(_ id: String, maxBytes: Int) -> Result<SourceBytes, DescriptorProblem> {
    talk.withLock { talk in
      guard var open = talk else { return .failure(Self.brokenOff) }
      guard Self.send(id, open.process), let header = Self.line(&open) else {
        Self.end(&talk)
        return .failure(Self.brokenOff)
      }
      let words = header.split(separator: " ")
      guard words.count == 3, let size = Int(words[2]) else {
        // git goes on after an object that it does not have.
        talk = open
        return .failure(
          DescriptorProblem(
            .unreadable, "git does not have its content here",
            remedy: "fetch the whole history: partial and shallow clones leave contents out"))
      }
      let result = Self.content(&open, size: size, maxBytes: maxBytes)
      if result == nil { Self.end(&talk) } else { talk = open }
      return result ?? .failure(Self.brokenOff)
    }
  }

  private static func end(_ talk: inout Talk?) {
    if let broken = talk { _ = broken.process.finish() }
    talk = nil
  }

  private static var brokenOff: DescriptorProblem {
    DescriptorProblem(.unreadable, "git broke off", remedy: "check the repository with `git fsck`")
  }

  private static func send(_ id: String, _ process: ChildProcess) -> Bool {
    guard let input = process.input else { return false }
    let line = Array((id + "\n").utf8)
    var sent = 0
    while sent < line.count {
      let count = line[sent...].withUnsafeBytes { write(input, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return false }
      sent += count
    }
    return true
  }

  /// Takes in more; false at the end.
  private static func fill(_ talk: inout Talk) -> Bool {
    if talk.start > 0 {
      talk.buffer.removeSubrange(..<talk.start)
      talk.start = 0
    }
    let output = talk.process.output
    return withUnsafeTemporaryAllocation(byteCount: 1 << 16, alignment: 16) { piece in
      while true {
        let got = Glibc.read(output, piece.baseAddress, piece.count)
        if got < 0, errno == EINTR { continue }
        guard got > 0 else { return false }
        talk.buffer.append(contentsOf: UnsafeRawBufferPointer(rebasing: piece[..<got]))
        return true
      }
    }
  }

  private static func line(_ talk: inout Talk) -> String? {
    while true {
      if let end = talk.buffer[talk.start...].firstIndex(of: UInt8(ascii: "\n")) {
        let text = String(decoding: talk.buffer[talk.start..<end], as: UTF8.self)
        talk.start = end + 1
        return text
      }
      guard fill(&talk) else { return nil }
    }
  }

  /// The bytes of a content, and the line end behind them; nil if they do not come.
  private static func content(
    _ talk: inout Talk, size: Int, maxBytes: Int
  ) -> Result<SourceBytes, DescriptorProblem>? {
    let isKept = size <= maxBytes
    guard let memory = malloc(isKept ? size + 1 : 1) else { return nil }
    var count = 0
    while count <= size {
      if talk.start == talk.buffer.count, !fill(&talk) {
        free(memory)
        return nil
      }
      let end = min(talk.buffer.count, talk.start + size + 1 - count)
      let piece = talk.buffer[talk.start..<end]
      if isKept {
        // The line end behind the content falls on the place that is kept for the closing zero.
        let place = UnsafeMutableRawBufferPointer(start: memory + count, count: piece.count)
        piece.withUnsafeBytes { place.copyMemory(from: $0) }
      }
      count += piece.count
      talk.start = end
    }
    guard isKept else {
      free(memory)
      return .failure(
        DescriptorProblem(
          .tooLarge, "it had \(size) bytes, the limit is \(maxBytes) bytes",
          remedy: "raise the limit with `--max-file-size` if the file belongs to the scan"))
    }
    let bytes = SourceBytes(adopting: memory, count: size)
    guard !bytes.raw.starts(with: pointerMark) else {
      return .failure(
        DescriptorProblem(
          .unreadable, "its content is in Git LFS, which is not asked",
          remedy: "keep descriptors out of Git LFS"))
    }
    return .success(bytes)
  }
}
