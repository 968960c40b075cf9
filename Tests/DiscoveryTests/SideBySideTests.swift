import Testing

@testable import Discovery

@Suite("Walking folders side by side") struct SideBySideTests {
  /// A tree with links, ignore files, and folders of uneven size, from a seed.
  private func tree(_ seed: UInt64) -> TemporaryTree {
    var state = seed &* 0x9E37_79B9_7F4A_7C15 | 1
    func next(_ bound: Int) -> Int {
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      return Int(state % UInt64(bound))
    }
    let tree = TemporaryTree()
    if next(2) == 0 { tree.repository() }
    for number in 0..<60 {
      let depth = 1 + next(4)
      let folder = (0..<depth).map { _ in ["a", "b", "c", "d-e", "node_modules"][next(5)] }.joined(
        separator: "/")
      switch next(8) {
      case 0:
        tree.folder(folder).file("\(folder)/.gitignore", ["*.log\n", "node_modules/\n", "!b\n"][next(3)])
      case 1:
        tree.folder(folder).link("\(folder)/to-\(number)", to: tree.at(["a", "b/c", "d-e", "gone"][next(4)]))
      default: tree.file("\(folder)/\(number).\(["yaml", "log"][next(2)])")
      }
    }
    return tree
  }

  @Test("The result is that of one walker", arguments: 0..<25)
  func same(seed: UInt64) {
    let tree = tree(seed)
    let alone = tree.find()
    let together = tree.find(options: DiscoveryOptions(jobs: 4))
    #expect(tree.names(together) == tree.names(alone))
    #expect(together.unreadable == alone.unreadable)
    #expect(together.ignored == alone.ignored)
    #expect(together.files == alone.files)
  }

  @Test("Named paths that overlap are walked once")
  func overlap() {
    let tree = TemporaryTree().file("a/x/1.yaml").file("b/2.yaml").file("a/3.yaml").link(
      "b/c", to: "../a/3.yaml")
    let names = ["", "a", "b/c"]
    let together = tree.find(names, options: DiscoveryOptions(jobs: 3))
    #expect(tree.names(together) == tree.names(tree.find(names)))
    #expect(together.files.count == 3)
  }
}
