import Foundation
import TestSupport
import Testing

@testable import Reporting

@Suite("Files written whole or not at all")
struct OutputFileTests {
  private func names(_ folder: TemporaryFolder) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.url.path).sorted()
  }

  @Test("a new file, and one that is replaced")
  func replaces() throws {
    let folder = try TemporaryFolder()
    let path = folder.url.appendingPathComponent("r.json").path
    try OutputFile.write([Array("one".utf8)], to: path)
    try OutputFile.write([Array("two".utf8)], to: path)
    #expect(try String(contentsOfFile: path, encoding: .utf8) == "two")
    #expect(try names(folder) == ["r.json"])
  }

  @Test("a folder is refused, and nothing is left behind")
  func folder() throws {
    let folder = try TemporaryFolder()
    let error = #expect(throws: OutputError.self) { try OutputFile.write([[1]], to: folder.url.path) }
    #expect(error?.message.contains("is a folder") == true)
    #expect(try names(folder).isEmpty)
  }

  @Test("a place that does not exist is an error with the path")
  func missing() throws {
    let error = #expect(throws: OutputError.self) { try OutputFile.write([[1]], to: "/nonexistent/r.json") }
    #expect(error?.message.contains("/nonexistent/r.json") == true)
  }

  @Test("a link stays, what it points to is replaced")
  func link() throws {
    let folder = try TemporaryFolder()
    let target = try folder.write("real.txt", "old")
    let link = folder.url.appendingPathComponent("link.txt").path
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: target)
    try OutputFile.write([Array("new".utf8)], to: link)
    #expect(try String(contentsOfFile: target, encoding: .utf8) == "new")
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: link) == target)
  }

  @Test("a link to nothing stays, and its target is made")
  func danglingLink() throws {
    let folder = try TemporaryFolder()
    let link = folder.url.appendingPathComponent("link.txt").path
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: "later.txt")
    try OutputFile.write([Array("new".utf8)], to: link)
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: link) == "later.txt")
    #expect(try names(folder) == ["later.txt", "link.txt"])
  }

  @Test("a file that is replaced keeps its permissions")
  func permissions() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("private.json", "old")
    try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
    try OutputFile.write([Array("new".utf8)], to: path)
    let attributes = try FileManager.default.attributesOfItem(atPath: path)
    #expect(attributes[.posixPermissions] as? Int == 0o600)
  }

  @Test("a name as long as names can be, and what a crash left behind, are no hindrance")
  func awkwardNames() throws {
    let folder = try TemporaryFolder()
    try folder.write(".bornage.\(ProcessInfo.processInfo.processIdentifier).0", "left")
    let name = String(repeating: "n", count: 255)
    try OutputFile.write([[1]], to: folder.url.appendingPathComponent(name).path)
    #expect(try names(folder).last == name)
    #expect(try names(folder).count == 2)
  }

  @Test("an open descriptor is written on from where it stands", arguments: ["/dev/fd/", "/proc/self/fd/"])
  func openDescriptor(prefix: String) throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("both.txt", "first ")
    let handle = try #require(FileHandle(forWritingAtPath: path))
    try handle.seekToEnd()
    try OutputFile.write([Array("second".utf8)], to: "\(prefix)\(handle.fileDescriptor)")
    try handle.close()
    #expect(try String(contentsOfFile: path, encoding: .utf8) == "first second")
    #expect(try names(folder) == ["both.txt"])
  }

  @Test("a pipe whose reader went away is no error")
  func brokenPipe() throws {
    signal(SIGPIPE, SIG_IGN)
    let pipe = Pipe()
    try pipe.fileHandleForReading.close()
    try OutputFile.write([[1]], to: "/dev/fd/\(pipe.fileHandleForWriting.fileDescriptor)")
  }

  @Test("a device takes the bytes")
  func device() throws {
    try OutputFile.write([Array("x".utf8)], to: "/dev/null")
  }

  @Test("a full device is an error, not half a report")
  func full() {
    let error = #expect(throws: OutputError.self) { try OutputFile.write([Array("x".utf8)], to: "/dev/full") }
    #expect(error?.message.contains("cannot be written") == true)
  }
}
