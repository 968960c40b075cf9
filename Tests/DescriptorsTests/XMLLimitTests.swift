import Testing

@testable import Descriptors

@Suite struct XMLLimits {
  @Test func manyRootsCostLinearTime() {
    let reading = read(String(repeating: "<a/>", count: 50_000), .xml)
    #expect(reading.problems.isEmpty && reading.tree.documents.count == 50_000)
  }

  @Test func boundsAttributes() {
    func element(_ count: Int) -> String {
      "<a " + (0..<count).map { "a\($0)='<>'" }.joined(separator: " ").replacing("<", with: "") + ">x='y'</a>"
    }
    #expect(read(element(1_500), .xml).problems.isEmpty)
    #expect(read(element(3_000), .xml).problems.map(\.code) == [.tooManyNodes])
  }

  @Test func readsOnSeveralThreadsAtOnce() async {
    let counts = await withTaskGroup(of: Int.self) { group in
      for number in 0..<64 {
        group.addTask {
          let text =
            "<a xmlns='urn:\(number)'>\(String(repeating: "<b c='&lt;'>x</b>", count: number))</\(number.isMultiple(of: 2) ? "a" : "b")>"
          let reading = read("<z/>" + text, .xml)
          return reading.tree.documents.count + 10 * reading.problems.count
        }
      }
      return await group.reduce(into: []) { $0.append($1) }
    }
    #expect(counts.filter { $0 == 2 }.count == 32 && counts.filter { $0 == 11 }.count == 32)
  }
}
