import Glibc
import TestSupport
import Testing

@testable import Discovery

@Suite("Finding files") struct FindTests {
  @Test("The order is that of the bytes of whole paths")
  func order() {
    let tree = TemporaryTree()
    for name in ["b", "a/z", "a-b", "a.yaml", "B", "a/b/c", "é", "a0/x", ".hidden"] { tree.file(name) }
    #expect(
      tree.names(tree.find())
        == [".hidden", "B", "a-b", "a.yaml", "a/b/c", "a/z", "a0/x", "b", "é"])
  }

  @Test("Each file once, however often it is named, and the order of names is nothing")
  func duplicates() {
    let tree = TemporaryTree()
    tree.file("a/b/x.yaml").file("a/y.yaml").file("z.yaml")
    let roots = ["a/b", "a", "", "a/./b/", "a/b/x.yaml", "a//b/x.yaml"]
    let result = tree.find(roots)
    #expect(tree.names(result) == ["a/b/x.yaml", "a/y.yaml", "z.yaml"])
    #expect(result.files.map(\.named) == [true, false, false])
    #expect(tree.find(roots.reversed()).files == result.files)
  }

  @Test func shownPaths() {
    #expect(PathBytes.normalised("./a//b/./c/".utf8) == Array("a/b/c".utf8))
    #expect(PathBytes.normalised("../a".utf8) == Array("../a".utf8))
    #expect(PathBytes.normalised("//a/".utf8) == Array("/a".utf8))
    #expect(PathBytes.normalised("/".utf8) == Array("/".utf8))
    #expect(PathBytes.normalised("./.".utf8).isEmpty)
    #expect(PathBytes.split(Array("/a".utf8)).folder == Array("/".utf8))
  }

  @Test func standardInput() {
    let result = Discovery.find(["-", "-"], options: DiscoveryOptions())
    #expect(result.files.map(\.path) == ["<stdin>"])
    #expect(result.files.first?.isStandardInput == true)
    #expect(result.files.first?.named == true)
  }

  @Test("A hard link is a file of its own")
  func hardLink() {
    let tree = TemporaryTree()
    tree.file("a.yaml")
    #expect(link(tree.at("a.yaml"), tree.at("b.yaml")) == 0)
    #expect(tree.names(tree.find()) == ["a.yaml", "b.yaml"])
  }

  @Test func namesThatAreNoText() throws {
    let tree = TemporaryTree()
    tree.write([0x61, 0xFF], "one")
    tree.write([0x61, 0xFE], "two")
    tree.write([0x1B, 0x5B, 0x31, 0x6D], "three")
    tree.file("b\u{202E}lmay", "four").file("ok é", "five")
    let files = tree.find().files
    #expect(
      files.map { tree.relative($0.path) } == ["\\x1B[1m", "a\\xFE", "a\\xFF", "b\\u{202E}lmay", "ok é"])
    let texts = try files.map { try Discovery.read($0, maxBytes: 99).text }
    #expect(texts == ["three", "two", "one", "four", "five"])
  }

  @Test func mistakenPaths() {
    let tree = TemporaryTree()
    tree.file("a.yaml").link("nowhere", to: "missing")
    let result = tree.find(["none", "a.yaml/b", "nowhere", String(repeating: "n/", count: 3000)])
    #expect(result.files.isEmpty)
    #expect(result.unreadable.count == 4)
    #expect(result.unreadable.allSatisfy { $0.named })
    func reason(_ name: String) -> String {
      result.unreadable.first { tree.relative($0.path) == name }?.reason.english ?? ""
    }
    #expect(reason("none").contains("no such file"))
    #expect(reason("a.yaml/b").contains("not a folder"))
    #expect(reason("nowhere").contains("`missing`"))
    #expect(result.unreadable.contains { $0.reason.contains("longer than the 4095 bytes") })
    #expect(Discovery.find(["", "a\0b"], options: DiscoveryOptions()).unreadable.count == 2)
  }

  @Test func specialFiles() {
    let tree = TemporaryTree()
    tree.file("a.yaml").link("to-device", to: "/dev/null")
    #expect(mkfifo(tree.at("pipe"), 0o644) == 0)
    let result = tree.find(["", "pipe"])
    #expect(tree.names(result) == ["a.yaml"])
    #expect(result.unreadable.contains { tree.relative($0.path) == "pipe" && $0.named })
    #expect(result.unreadable.allSatisfy { $0.reason.contains("not a regular file") })
    #expect(result.unreadable.contains { $0.reason.contains("a named pipe") })
    #expect(result.unreadable.contains { tree.relative($0.path) == "to-device" })
  }

  @Test("Without permission", .enabled(if: geteuid() != 0, "root may read everything"))
  func permission() {
    let tree = TemporaryTree()
    tree.file("a/b.yaml").file("c.yaml")
    chmod(tree.at("a"), 0)
    defer { chmod(tree.at("a"), 0o755) }
    let result = tree.find()
    #expect(tree.names(result) == ["c.yaml"])
    #expect(result.unreadable.first?.reason.contains("permission is denied") == true)
  }

  @Test("Every error of the system becomes a sentence with something to do")
  func reasons() {
    for error in [ENOENT, EACCES, EPERM, ELOOP, ENAMETOOLONG, ENOTDIR, EMFILE, EIO] {
      for subject in [Reason.Subject.named, .file, .folder] {
        #expect(Reason.text(error, subject).contains("; "), "\(error)")
      }
    }
    #expect(Reason.text(EACCES, .folder).contains("nothing in this folder was scanned"))
    #expect(!Reason.text(EACCES, .named).contains(".bornageignore"))
  }

  @Test("A tree deeper than a path may be long ends in a report")
  func deep() {
    let tree = TemporaryTree()
    let name = String(repeating: "d", count: 200)
    var descriptor = open(tree.path, O_RDONLY | O_DIRECTORY)
    for _ in 0..<25 {
      mkdirat(descriptor, name, 0o755)
      let next = openat(descriptor, name, O_RDONLY | O_DIRECTORY)
      close(descriptor)
      descriptor = next
    }
    close(descriptor)
    let result = tree.find()
    #expect(result.files.isEmpty)
    #expect(result.unreadable.count == 1)
    #expect(result.unreadable.first?.reason.contains("4095") == true)
    removeDeep(tree.path, name)
  }

  private func removeDeep(_ path: String, _ name: String) {
    var open = [Glibc.open(path, O_RDONLY | O_DIRECTORY)]
    while let last = open.last, case let next = openat(last, name, O_RDONLY | O_DIRECTORY), next >= 0 {
      open.append(next)
    }
    close(open.removeLast())
    for descriptor in open.reversed() {
      unlinkat(descriptor, name, AT_REMOVEDIR)
      close(descriptor)
    }
  }
}
