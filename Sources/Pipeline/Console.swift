import Glibc

/// Lines for the person at the terminal, outside of reports.
public enum Console {
  /// Writes a line to standard error.
  public static func error(_ line: String) { write(line, to: STDERR_FILENO) }

  /// Writes a line to standard output.
  public static func output(_ line: String) { write(line, to: STDOUT_FILENO) }

  private static func write(_ line: String, to descriptor: Int32) {
    var text = line + "\n"
    text.withUTF8 { bytes in
      var rest = UnsafeRawBufferPointer(bytes)
      while !rest.isEmpty {
        let written = Glibc.write(descriptor, rest.baseAddress, rest.count)
        if written < 0, errno == EINTR { continue }
        // A reader that went away is no error of the program's.
        guard written > 0 else { return }
        rest = UnsafeRawBufferPointer(rebasing: rest[written...])
      }
    }
  }
}
