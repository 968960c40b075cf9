import CGNU
import Glibc

/// A program that was started, with pipes to and from it.
///
/// The one named exception to the promise that no child process is started: `git`, for comparisons with what a commit
/// holds, and only when that is asked for.
struct ChildProcess {
  /// Why a program could not be started.
  struct Failure: Error {
    let code: Int32
  }

  let id: pid_t
  /// Takes what the program is to read; nil if it reads nothing.
  let input: Int32?
  let output: Int32
  let errors: Int32

  /// Starts a program that is looked for on the path.
  ///
  /// - Parameters:
  ///   - arguments: the program's name first.
  ///   - environment: `NAME=VALUE`, all there is.
  ///   - takesInput: true if the program is to be written to.
  static func start(
    _ arguments: [String], environment: [String], takesInput: Bool = false
  ) throws(Failure) -> ChildProcess {
    let output = try pipe()
    let errors = try pipe()
    let input = try takesInput ? pipe() : nil
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    if let input {
      posix_spawn_file_actions_adddup2(&actions, input.reads, STDIN_FILENO)
    } else {
      posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
    }
    posix_spawn_file_actions_adddup2(&actions, output.writes, STDOUT_FILENO)
    posix_spawn_file_actions_adddup2(&actions, errors.writes, STDERR_FILENO)
    var id: pid_t = 0
    let code = withStrings(arguments) { argv in
      withStrings(environment) { envp in
        posix_spawnp(&id, arguments[0], &actions, nil, argv, envp)
      }
    }
    close(output.writes)
    close(errors.writes)
    if let input { close(input.reads) }
    guard code == 0 else {
      close(output.reads)
      close(errors.reads)
      if let input { close(input.writes) }
      throw Failure(code: code)
    }
    return ChildProcess(id: id, input: input?.writes, output: output.reads, errors: errors.reads)
  }

  /// Reads everything that the program writes, and waits for its end.
  func finish() -> (status: Int32, output: [UInt8], errors: [UInt8]) {
    if let input { close(input) }
    var texts: [[UInt8]] = [[], []]
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 16)
    defer { buffer.deallocate() }
    var open = [
      pollfd(fd: output, events: Int16(POLLIN), revents: 0),
      pollfd(fd: errors, events: Int16(POLLIN), revents: 0),
    ]
    while open.contains(where: { $0.fd >= 0 }) {
      // A closed pipe has the number -1, which is passed over.
      guard poll(&open, 2, -1) >= 0 || errno == EINTR else { break }
      for index in open.indices where open[index].fd >= 0 && open[index].revents != 0 {
        let got = read(open[index].fd, buffer.baseAddress, buffer.count)
        if got < 0, errno == EINTR { continue }
        if got > 0 {
          texts[index].append(contentsOf: buffer[..<got])
        } else {
          close(open[index].fd)
          open[index].fd = -1
        }
      }
    }
    return (wait(), texts[0], texts[1])
  }

  /// Waits for the end of a program; its exit code, or 128 and the signal that ended it.
  func wait() -> Int32 {
    var status: Int32 = 0
    while waitpid(id, &status, 0) < 0 {
      guard errno == EINTR else { return -1 }
    }
    let signal = status & 0x7F
    return signal == 0 ? status >> 8 & 0xFF : 128 + signal
  }

  private static func pipe() throws(Failure) -> (reads: Int32, writes: Int32) {
    var ends: [Int32] = [-1, -1]
    guard cgnu_pipe(&ends) == 0 else { throw Failure(code: errno) }
    return (ends[0], ends[1])
  }

  /// Hands out strings as a C array that ends with a null pointer.
  private static func withStrings<Result>(
    _ strings: [String], _ body: (UnsafePointer<UnsafeMutablePointer<CChar>?>) -> Result
  ) -> Result {
    let copies: [UnsafeMutablePointer<CChar>?] = strings.map { strdup($0) } + [nil]
    defer { for copy in copies { free(copy) } }
    return copies.withUnsafeBufferPointer { buffer in
      // The array is never empty: its last element is the null pointer.
      body(UnsafePointer(buffer.baseAddress.unsafelyUnwrapped))
    }
  }
}
