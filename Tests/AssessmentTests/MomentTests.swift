import Assessment
import Testing

@Suite("Moments")
struct MomentTests {
  @Test(
    "a moment is told in UTC",
    arguments: [
      ("2026-11-28T06:00:00Z", "2026-11-28T06:00:00Z"),
      ("2026-11-28T06:00:00+02:00", "2026-11-28T04:00:00Z"),
      ("2026-12-31T23:30:00-01:00", "2027-01-01T00:30:00Z"),
      ("2026-11-28T06:00:00.5Z", "2026-11-28T06:00:00.500000Z"),
      ("2026-11-28T06:00:00.1234567Z", "2026-11-28T06:00:00.123456Z"),
      ("1970-01-01T00:00:00Z", "1970-01-01T00:00:00Z"),
      ("2028-02-29T00:00:00Z", "2028-02-29T00:00:00Z"),
      ("2016-12-31T23:59:60Z", "2017-01-01T00:00:00Z"),
    ])
  func text(written: String, told: String) {
    #expect(Moment(written)?.text == told)
  }

  @Test(
    "what is no time is none",
    arguments: [
      "", "2026-11-28", "2026-11-28T06:00:00", "2026-02-29T00:00:00Z", "2026-11-28T24:00:00Z", "2026-11-28 06:00:00Z",
      "2026-11-28T06:00:00.Z", "1969-12-31T23:59:59Z", "1970-01-01T00:00:00+01:00", "2026-11-28T6:00:00Z",
    ])
  func wrong(text: String) {
    #expect(Moment(text) == nil)
  }

  @Test("days between moments")
  func days() throws {
    let first = try #require(Moment("2026-11-23T06:00:00Z"))
    #expect(try #require(Moment("2026-11-30T06:00:00Z")).days(since: first) == 7)
    #expect(try #require(Moment("2026-11-30T05:59:59Z")).days(since: first) == 6)
    #expect(first.day == "2026-11-23")
  }
}
