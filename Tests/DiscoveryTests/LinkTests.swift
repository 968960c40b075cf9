import Descriptors
import TestSupport
import Testing

@testable import Discovery

@Suite("Symbolic links") struct LinkTests {
  @Test("A circle of folders ends, and every file keeps its own path")
  func circle() {
    let tree = TemporaryTree()
    tree.file("a/b/x.yaml").link("a/b/up", to: "..").link("a/0", to: "b").link("a/self", to: ".")
    let result = tree.find()
    #expect(tree.names(result) == ["a/b/x.yaml"])
    #expect(result.unreadable.isEmpty)
  }

  @Test("A link to itself and one to nothing are reported")
  func broken() {
    let tree = TemporaryTree()
    tree.file("a.yaml").link("loop", to: "loop").link("nothing", to: "gone/x").link("under", to: "a.yaml/b")
    let result = tree.find()
    #expect(tree.names(result) == ["a.yaml"])
    #expect(result.unreadable.map { tree.relative($0.path) } == ["loop", "nothing", "under"])
    #expect(result.unreadable[0].reason.contains("round in a circle"))
    #expect(result.unreadable[1].reason.contains("`gone/x`"))
    #expect(result.unreadable[2].reason.contains("does not exist"))
    #expect(result.unreadable.allSatisfy { !$0.named })
  }

  @Test("A file keeps its own path before a link's, and the first link's if it has none")
  func files() throws {
    let tree = TemporaryTree()
    tree.file("z.yaml").link("a.yaml", to: "z.yaml").file(".gitignore", "hidden.yaml\n")
      .file("hidden.yaml", "found: true\n").link("m", to: "hidden.yaml").link("k", to: "m")
    let result = tree.find()
    #expect(tree.names(result) == [".gitignore", "k", "z.yaml"])
    let bytes = try Discovery.read(result.files[1], maxBytes: 100)
    #expect(bytes.text == "found: true\n")
  }

  @Test("A named link is followed and keeps the name it was given")
  func named() throws {
    let tree = TemporaryTree()
    let other = TemporaryTree()
    tree.link("file", to: other.at("x.yaml")).link("folder", to: other.path)
    other.file("x.yaml").file("y.yaml")
    #expect(tree.names(tree.find(["file", "folder"])) == ["file", "folder/y.yaml"])
    #expect(try Discovery.read(tree.find(["file"]).files[0], maxBytes: 9).count == 5)
  }

  @Test("A link out of the named folders is not followed, and that is said")
  func outside() {
    let tree = TemporaryTree()
    let other = TemporaryTree()
    other.file("secret.yaml")
    tree.file("a.yaml").link("file", to: other.at("secret.yaml")).link("folder", to: other.path)
      .link("root", to: "/")
    let result = tree.find()
    #expect(tree.names(result) == ["a.yaml"])
    #expect(result.unreadable.map { tree.relative($0.path) } == ["file", "folder", "root"])
    #expect(result.unreadable.allSatisfy { $0.reason.contains("outside") })
    let both = Discovery.find([tree.path, other.path], options: DiscoveryOptions())
    #expect(both.files.count == 2)
    #expect(both.unreadable.count == 1)
  }

  @Test("Links may lead anywhere if that is asked for")
  func outsideWanted() {
    let tree = TemporaryTree()
    let other = TemporaryTree()
    other.file("x.yaml")
    tree.link("folder", to: other.path)
    let result = tree.find(options: DiscoveryOptions(followLinksOutside: true))
    #expect(tree.names(result) == ["folder/x.yaml"])
  }

  @Test("Within a repository a link may leave the named folder, but not to a folder that holds it")
  func insideRepository() {
    let tree = TemporaryTree()
    tree.repository().file("base/x.yaml").file("prod/y.yaml").link("prod/base", to: "../base")
      .link("prod/up", to: "..")
    let result = tree.find(["prod"])
    #expect(tree.names(result) == ["prod/base/x.yaml", "prod/y.yaml"])
    #expect(result.unreadable.map { tree.relative($0.path) } == ["prod/up"])
  }
}
