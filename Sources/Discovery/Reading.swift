public import Descriptors
import Glibc

extension Discovery {
  /// Reads a file whole.
  ///
  /// Only regular files are read, so that a pipe or device put in a file's place never blocks. A file
  /// that grows or shrinks meanwhile gives the bytes that were read. Throws ``DescriptorProblem`` with
  /// `tooLarge`, before anything is read if the size is known, or `unreadable`.
  public static func read(_ file: FoundFile, maxBytes: Int) throws(DescriptorProblem) -> SourceBytes {
    if file.isStandardInput { return try readStandardInput(maxBytes: maxBytes) }
    if let stored = file.stored { return try stored.read(maxBytes: maxBytes) }
    if let held = file.held {
      guard held.count <= maxBytes else { throw tooLarge("the file has \(held.count) bytes", maxBytes) }
      return held
    }
    let descriptor = try open(file)
    defer { close(descriptor) }
    return try contents(of: descriptor, maxBytes: maxBytes, file.named ? .named : .file)
  }

  private static func open(_ file: FoundFile) throws(DescriptorProblem) -> Int32 {
    let (descriptor, error) = file.withRawPath { path in
      let descriptor = System.open(path, follow: file.access == .followed)
      return (descriptor, descriptor < 0 ? errno : 0)
    }
    guard descriptor >= 0 else {
      // Not a circle: the file became a link after it was listed.
      let changed = error == ELOOP && file.access == .plain
      throw problem(changed ? ENOTDIR : error, changed ? .file : file.named ? .named : .file)
    }
    return descriptor
  }

  /// Hands the bytes of a file on disk to `body`, one piece after the other, and says which state of it that was.
  ///
  /// Fails where ``read(_:maxBytes:)`` does, with the same words.
  public static func examine(
    _ file: FoundFile, maxBytes: Int, _ body: (UnsafeRawBufferPointer) -> Void
  ) throws(DescriptorProblem) -> FileStamp {
    let subject: Reason.Subject = file.named ? .named : .file
    let descriptor = try open(file)
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw problem(errno, subject) }
    guard status.st_mode & S_IFMT == S_IFREG else { throw notRegular }
    let stamp = FileStamp(status)
    guard stamp.size <= maxBytes else { throw tooLarge("the file has \(stamp.size) bytes", maxBytes) }
    let failure = withUnsafeTemporaryAllocation(byteCount: 1 << 17, alignment: 16) { buffer -> Int32 in
      while true {
        let got = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
        if got < 0, errno == EINTR { continue }
        guard got > 0 else { return got < 0 ? errno : 0 }
        body(UnsafeRawBufferPointer(rebasing: buffer[..<got]))
      }
    }
    guard failure == 0 else { throw problem(failure, subject) }
    return stamp
  }

  /// Hands the bytes of a file of any size to `body`, one piece after the other, without keeping them.
  ///
  /// - Returns: the number of bytes; nil for standard input, and for what cannot be read whole.
  public static func forEachPiece(of file: FoundFile, _ body: (UnsafeRawBufferPointer) -> Void) -> Int? {
    guard !file.isStandardInput, file.stored == nil else { return nil }
    if let held = file.held {
      body(held.raw)
      return held.count
    }
    let descriptor = file.withRawPath { System.open($0, follow: file.access == .followed) }
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    return withUnsafeTemporaryAllocation(byteCount: 1 << 18, alignment: 16) { buffer in
      var size = 0
      while true {
        let got = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
        if got < 0, errno == EINTR { continue }
        guard got >= 0 else { return nil }
        if got == 0 { return size }
        size += got
        body(UnsafeRawBufferPointer(rebasing: buffer[..<got]))
      }
    }
  }

  /// Reads standard input to its end.
  ///
  /// Throws ``DescriptorProblem`` with `tooLarge` as soon as there are more than `maxBytes`, or
  /// `unreadable` if standard input is closed or a folder.
  public static func readStandardInput(maxBytes: Int) throws(DescriptorProblem) -> SourceBytes {
    try readStream(STDIN_FILENO, maxBytes: maxBytes)
  }

  /// Reads an open pipe, terminal or file to its end.
  static func readStream(_ descriptor: Int32, maxBytes: Int) throws(DescriptorProblem) -> SourceBytes {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else {
      throw DescriptorProblem(
        .unreadable, "standard input is closed", remedy: "pipe a descriptor to `bornage scan -`")
    }
    let isFile = status.st_mode & S_IFMT == S_IFREG
    return try read(
      descriptor, expecting: isFile ? Int(status.st_size) : 64 << 10, maxBytes: maxBytes, .named)
  }

  /// Reads an open regular file whole.
  static func contents(
    of descriptor: Int32, maxBytes: Int, _ subject: Reason.Subject
  ) throws(DescriptorProblem) -> SourceBytes {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw problem(errno, subject) }
    guard status.st_mode & S_IFMT == S_IFREG else { throw notRegular }
    let size = Int(status.st_size)
    guard size <= maxBytes else { throw tooLarge("the file has \(size) bytes", maxBytes) }
    return try read(descriptor, expecting: size, maxBytes: maxBytes, subject)
  }

  private static func read(
    _ descriptor: Int32, expecting size: Int, maxBytes: Int, _ subject: Reason.Subject
  ) throws(DescriptorProblem) -> SourceBytes {
    // One byte more than expected, so that a single short read shows the end of the file.
    var capacity = max(0, min(size, maxBytes)) + 1
    guard var memory = malloc(capacity) else { throw outOfMemory }
    var count = 0
    do throws(DescriptorProblem) {
      while true {
        let got = Glibc.read(descriptor, memory + count, capacity - count)
        if got < 0 {
          try waitOrThrow(descriptor, errno, subject)
          continue
        }
        count += got
        if count > maxBytes { throw tooLarge("there are more bytes than that", maxBytes) }
        if got == 0 || (count < capacity && count == size) { break }
        if count == capacity {
          capacity = min(max(capacity, 4096) * 2, maxBytes < Int.max ? maxBytes + 1 : maxBytes)
          guard let larger = realloc(memory, capacity) else { throw outOfMemory }
          memory = larger
        }
      }
    } catch {
      free(memory)
      throw error
    }
    return SourceBytes(adopting: memory, count: count)
  }

  /// Waits for a standard input that another program made non-blocking.
  private static func waitOrThrow(
    _ descriptor: Int32, _ error: Int32, _ subject: Reason.Subject
  ) throws(DescriptorProblem) {
    switch error {
    case EINTR: return
    case EAGAIN:
      var request = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
      poll(&request, 1, -1)
    default: throw problem(error, subject)
    }
  }

  private static func problem(_ error: Int32, _ subject: Reason.Subject) -> DescriptorProblem {
    let (what, remedy) = Reason.parts(error, subject)
    return DescriptorProblem(.unreadable, what, remedy: remedy)
  }

  private static func tooLarge(_ what: String, _ maxBytes: Int) -> DescriptorProblem {
    DescriptorProblem(
      .tooLarge, "\(what), the limit is \(maxBytes) bytes",
      remedy: "raise the limit with `--max-file-size` if the file belongs to the scan")
  }

  private static var notRegular: DescriptorProblem {
    DescriptorProblem(
      .unreadable, "it is not a regular file",
      remedy: "save its content as a file, or pipe it to `bornage scan -`")
  }

  private static var outOfMemory: DescriptorProblem {
    DescriptorProblem(.unreadable, "out of memory", remedy: "scan fewer files at once with `--jobs 1`")
  }
}
