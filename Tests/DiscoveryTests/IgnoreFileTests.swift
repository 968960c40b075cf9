import TestSupport
import Testing

@testable import Discovery

@Suite("Ignore files in a tree") struct IgnoreFileTests {
  /// What is found without the ignore files themselves.
  private func scanned(_ tree: TemporaryTree, _ roots: [String] = [""]) -> [String] {
    tree.names(tree.find(roots)).filter { !$0.hasSuffix("ignore") }
  }

  @Test func levelsAndNegation() {
    let tree = TemporaryTree()
    tree.file(".gitignore", "*.tmp\nout/\n/top.yaml\n").file("sub/.gitignore", "!keep.tmp\n*.bak\n")
      .file("a.yaml").file("top.yaml").file("x.tmp").file("out/a.yaml").file("sub/keep.tmp")
      .file("sub/other.tmp").file("sub/top.yaml").file("sub/x.bak").file("y.bak").file("sub/out/b.yaml")
    let result = tree.find()
    #expect(scanned(tree) == ["a.yaml", "sub/keep.tmp", "sub/top.yaml", "y.bak"])
    // x.tmp, top.yaml, out, sub/other.tmp, sub/x.bak, sub/out
    #expect(result.ignored == 6)
    #expect(
      tree.find(options: DiscoveryOptions(useIgnoreFiles: false)).files.count == 12)
  }

  @Test("What lies in a folder left out cannot be taken back")
  func parentLeftOut() {
    let tree = TemporaryTree()
    tree.file(".gitignore", "out/\n!out/keep.yaml\n").file("out/keep.yaml").file("a.yaml")
    #expect(scanned(tree) == ["a.yaml"])
    tree.file(".gitignore", "/out/*\n!/out/keep.yaml\n").file("out/b.yaml")
    #expect(scanned(tree) == ["a.yaml", "out/keep.yaml"])
  }

  @Test(".bornageignore wins, from any level")
  func ownFile() {
    let tree = TemporaryTree()
    tree.file(".bornageignore", "!wanted.tmp\nvendor\n").file("sub/.gitignore", "*.tmp\n")
      .file("sub/wanted.tmp").file("sub/x.tmp").file("vendor/a.yaml").file("sub/a.yaml")
      .file("deep/.bornageignore", "*.yaml\n").file("deep/a.yaml").file("deep/b.json")
    #expect(scanned(tree) == ["deep/b.json", "sub/a.yaml", "sub/wanted.tmp"])
  }

  @Test("A path that is named is never left out, what is below it is judged as ever")
  func named() {
    let tree = TemporaryTree()
    tree.repository().file(".gitignore", "*.tmp\nout/\n/out/x.yaml\n").file("a.tmp").file("out/a.yaml")
      .file("out/b.tmp").file("out/x.yaml")
    #expect(scanned(tree, ["a.tmp", "out"]) == ["a.tmp", "out/a.yaml"])
  }

  @Test("The files above a root count up to the top of the repository, and no further")
  func above() {
    let tree = TemporaryTree()
    tree.file(".gitignore", "*.yaml\n").repository("repo").file("repo/.gitignore", "*.tmp\n/a/b/c.json\n")
      .file("repo/a/.bornageignore", "*.bak\n").file("repo/.git/info/exclude", "*.secret\n")
      .file("repo/a/b/x.tmp").file("repo/a/b/x.bak").file("repo/a/b/c.json").file("repo/a/b/d/c.json")
      .file("repo/a/b/x.yaml").file("repo/a/b/x.secret")
    #expect(scanned(tree, ["repo/a/b"]) == ["repo/a/b/d/c.json", "repo/a/b/x.yaml"])
    #expect(
      scanned(tree, ["repo"]) == ["repo/a/b/d/c.json", "repo/a/b/x.yaml"])
  }

  @Test("A repository in a repository answers to its own rules, and `.git` is never entered")
  func nested() {
    let tree = TemporaryTree()
    tree.repository().file(".gitignore", "*.tmp\n").repository("inner").file("inner/a.tmp").file("a.tmp")
      .file("module/.git", "gitdir: ../.git/modules/module\n").file("module/b.tmp").file("module/c.log")
      .file(".git/modules/module/info/exclude", "*.log\n")
    #expect(scanned(tree) == ["inner/a.tmp", "module/b.tmp"])
    #expect(tree.names(tree.find([".git"])).contains(".git/HEAD"))
  }

  @Test("A link to a folder is no folder to a pattern")
  func linkIsNoFolder() {
    let tree = TemporaryTree()
    tree.file(".gitignore", "real\nlink/\n").file("real/a.yaml").link("link", to: "real")
    #expect(scanned(tree) == ["link/a.yaml"])
  }

  @Test("An ignore file that is a link is not obeyed, and that is said")
  func linkedIgnoreFile() throws {
    let tree = TemporaryTree()
    tree.file("rules", "*.yaml\n").link(".gitignore", to: "rules").file("a.yaml")
    let result = tree.find()
    #expect(tree.names(result).contains("a.yaml"))
    let problem = try #require(result.ignoreProblems.first)
    #expect(tree.relative(problem.path) == ".gitignore")
    #expect(problem.reason.contains("symbolic link"))
  }
}
