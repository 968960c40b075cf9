import Descriptors
import Testing

@testable import Discovery

@Suite("CODEOWNERS")
struct OwnersFileTests {
  /// After the example of GitHub's documentation, in words of our own.
  private let file = OwnersFile(
    SourceBytes(
      """
      # Who answers for what
      *       @org/everyone @second
      *.js    @js   # of the whole tree
      /build/logs/ @doctor
      docs/*  docs@example.org
      apps/   @octo
      /scripts/ @doctor @octo
      **/logs @logs
      /apps/github
      a\\ b.txt @blank
      !*.md @never
      """))

  @Test(
    "the last line that fits counts",
    arguments: [
      ("infra/main.yaml", ["@org/everyone", "@second"]),
      ("x.js", ["@js"]), ("a/b/x.js", ["@js"]),
      ("build/logs/a.txt", ["@logs"]),
      ("docs/start.md", ["docs@example.org"]),
      ("docs/deeper/start.md", ["@org/everyone", "@second"]),
      ("x/apps/y/z.yaml", ["@octo"]), ("apps/z.yaml", ["@octo"]),
      ("scripts/a/b.sh", ["@doctor", "@octo"]), ("x/scripts/b.sh", ["@org/everyone", "@second"]),
      ("deep/down/logs/file", ["@logs"]),
      ("apps/github/x.yaml", []),
      ("a b.txt", ["@blank"]),
      ("readme.md", ["@org/everyone", "@second"]),
    ])
  func last(path: String, owners: [String]) {
    #expect(file.owners(of: path) == owners)
    #expect(file.owners(of: "./" + path) == owners)
  }

  @Test("sections each have their say, and lend their owners to lines that name none")
  func sections() {
    let file = OwnersFile(
      SourceBytes(
        """
        *.yaml @first
        [Database][2] @db
        *.sql
        model/ @model
        ^[Docs] @writer
        *.md
        [abc]*.txt @pattern
        """))
    #expect(file.owners(of: "x.sql") == ["@db"])
    #expect(file.owners(of: "model/x.yaml") == ["@first", "@model"])
    #expect(file.owners(of: "x.md") == ["@writer"])
    #expect(file.owners(of: "b1.txt") == ["@pattern"])
    #expect(file.owners(of: "z.txt").isEmpty)
  }

  @Test("nothing written, nobody named")
  func empty() {
    #expect(OwnersFile(SourceBytes("")).owners(of: "a").isEmpty)
    #expect(OwnersFile(SourceBytes("# only a remark\n\n")).owners(of: "a").isEmpty)
    #expect(file.owners(of: "").isEmpty)
  }
}
