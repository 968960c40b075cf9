import Descriptors
import Glibc
import TestSupport
import Testing

@testable import Discovery

@Suite("Reading files") struct ReadTests {
  private func problem(_ body: () throws -> SourceBytes) -> DescriptorProblem? {
    do {
      _ = try body()
      return nil
    } catch {
      return error as? DescriptorProblem
    }
  }

  @Test func whole() throws {
    let tree = TemporaryTree()
    let text = String(repeating: "0123456789", count: 20_000)
    tree.file("a", text).file("empty", "")
    let files = tree.find().files
    #expect(try Discovery.read(files[0], maxBytes: 200_000).text == text)
    #expect(try Discovery.read(files[1], maxBytes: 0).count == 0)
  }

  @Test("A file that is too large is listed, and refused by its size alone")
  func tooLarge() throws {
    let tree = TemporaryTree()
    tree.file("sparse", "")
    #expect(truncate(tree.at("sparse"), 1 << 30) == 0)
    let file = try #require(tree.find().files.first)
    let refused = try #require(problem { try Discovery.read(file, maxBytes: 512 << 20) })
    #expect(refused.code == .tooLarge)
    #expect(refused.message.contains("1073741824") && refused.message.contains("536870912"))
    #expect(refused.remedy.contains("--max-file-size"))
  }

  @Test("A file that goes, or becomes something else, between listing and reading")
  func changed() throws {
    let tree = TemporaryTree()
    tree.file("gone").file("link").file("folder").file("pipe").file("shrunk", "123456")
    let files = tree.find().files
    for name in ["gone", "link", "folder", "pipe"] { unlink(tree.at(name)) }
    tree.link("link", to: "/etc/hostname").folder("folder").file("shrunk", "12")
    #expect(mkfifo(tree.at("pipe"), 0o644) == 0)
    var reasons: [String: String] = [:]
    for file in files {
      let found = problem { try Discovery.read(file, maxBytes: 100) }
      #expect(found == nil || found?.code == .unreadable)
      reasons[tree.relative(file.path)] = found?.message.english
    }
    #expect(reasons["gone"]?.contains("vanished") == true)
    #expect(reasons["link"]?.contains("changed while the scan ran") == true)
    #expect(reasons["folder"]?.contains("not a regular file") == true)
    #expect(reasons["pipe"]?.contains("not a regular file") == true)
    #expect(reasons["shrunk"] == nil)
  }

  @Test("A file whose size the system does not know is read to its end")
  func sizeUnknown() throws {
    let file = try #require(Discovery.find(["/proc/self/status"], options: DiscoveryOptions()).files.first)
    #expect(try Discovery.read(file, maxBytes: 1 << 20).text.contains("VmPeak"))
    #expect(problem { try Discovery.read(file, maxBytes: 10) }?.code == .tooLarge)
  }

  @Test func pipeAsStandardInput() throws {
    let text = String(repeating: "x", count: 50_000)
    for (limit, expected) in [(50_000, true), (49_999, false)] {
      var ends: [Int32] = [0, 0]
      #expect(pipe(&ends) == 0)
      _ = text.utf8.withContiguousStorageIfAvailable { Glibc.write(ends[1], $0.baseAddress, $0.count) }
      close(ends[1])
      defer { close(ends[0]) }
      let input = ends[0]
      if expected {
        #expect(try Discovery.readStream(input, maxBytes: limit).text == text)
      } else {
        #expect(problem { try Discovery.readStream(input, maxBytes: limit) }?.code == .tooLarge)
      }
    }
    #expect(problem { try Discovery.readStream(-1, maxBytes: 1) }?.message.contains("closed") == true)
  }
}
