import Descriptors
import Testing

@testable import Discovery

@Suite("Ignore files of a tree that is not in the file system")
struct TreeIgnoresTests {
  private func leavesOut(_ path: String, _ files: [String: String]) -> Bool {
    var ignores = TreeIgnores(top: "/nowhere") { files[$0].map { SourceBytes($0) } }
    return ignores.leavesOut(path)
  }

  @Test func patternsOfTheTopHoldEverywhere() {
    let files = [".gitignore": "*.tmp\nbuild/\n/top.yaml\n"]
    #expect(leavesOut("a/b/c.tmp", files))
    #expect(leavesOut("a/build/x.yaml", files))
    #expect(leavesOut("top.yaml", files))
    #expect(!leavesOut("a/top.yaml", files))
  }

  @Test func nearerFilesTakeBack() {
    let files = [".gitignore": "*.yaml\n", "a/.gitignore": "!keep.yaml\n"]
    #expect(!leavesOut("a/keep.yaml", files))
    #expect(leavesOut("keep.yaml", files))
  }

  @Test func aFolderThatIsLeftOutTakesEverythingWithIt() {
    let files = [".gitignore": "old/\n", "old/.gitignore": "!x.yaml\n"]
    #expect(leavesOut("old/x.yaml", files))
  }

  @Test func theProgramsOwnFileComesFirst() {
    let files = [".gitignore": "x.yaml\n", ".bornageignore": "!x.yaml\ny.yaml\n"]
    #expect(!leavesOut("x.yaml", files))
    #expect(leavesOut("y.yaml", files))
  }
}
