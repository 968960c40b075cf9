import Testing

@testable import Pipeline

@Suite("Workers")
struct WorkersTests {
  @Test("results stand in the order of the input, however many work", arguments: [1, 2, 3, 8, 64])
  func order(jobs: Int) async {
    let results = await Workers.map(500, jobs: jobs) { index in
      // Uneven work, so that later pieces overtake earlier ones.
      (0..<((500 - index) * 20)).reduce(index) { $0 ^ ($1 & 0) }
    }
    #expect(results == Array(0..<500))
  }

  @Test("nothing to do gives nothing", arguments: [1, 4])
  func nothing(jobs: Int) async {
    #expect(await Workers.map(0, jobs: jobs) { $0 }.isEmpty)
  }
}
