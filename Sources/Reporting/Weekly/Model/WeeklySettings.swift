public import Assessment

/// What a report over several scans is asked for.
public struct WeeklySettings: Sendable {
  /// Now: ages, due dates and the period end here.
  public var at: Moment
  /// The days of a period: how long the report looks back, and the step of the trend.
  public var period: Int
  /// When the period began.
  public var start: Moment
  /// Days until a finding must be gone, counted from when it was first seen; none for what is not listed.
  public var due: [Severity: Int]
  /// Days ahead in which a due date is announced.
  public var dueSoon: Int
  /// Days ahead in which a waiver's end is announced.
  public var waiverSoon: Int
  /// Days ahead in which dated rules and qualifications are announced.
  public var datesAhead: Int
  /// How many periods the trend goes back.
  public var trend: Int
  /// The longest time between two changes of a key that is not remarked upon, in days.
  public var longestRotation: Int

  /// The usual due dates: critical 15, high 30, medium 90, low 180 days.
  public static let usualDue: [Severity: Int] = [.critical: 15, .high: 30, .medium: 90, .low: 180]

  /// Settings, with the usual ones for what is not given.
  public init(
    at: Moment, period: Int = 7, start: Moment? = nil, due: [Severity: Int] = usualDue, dueSoon: Int = 14,
    waiverSoon: Int = 30,
    datesAhead: Int = 1_830, trend: Int = 12, longestRotation: Int = 366
  ) {
    self.at = at
    self.period = max(1, period)
    self.start = start ?? at.adding(days: -self.period)
    self.due = due
    self.dueSoon = dueSoon
    self.waiverSoon = waiverSoon
    self.datesAhead = datesAhead
    self.trend = trend
    self.longestRotation = longestRotation
  }
}
