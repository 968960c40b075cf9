import Assessment

/// How high the objectives of a policy's scale can still reach, for people.
struct TextCeilings {
  let ceilings: Ceilings

  func write(_ writer: inout TextWriter) {
    let scale = SafeText.line(ceilings.scale)
    writer.line("  \(SafeText.line(ceilings.policy)): ceilings, never an award")
    for item in ceilings.objectives {
      writer.line(
        "    \(SafeText.line("\(item.objective.id) \(item.objective.title)")): \(self.level(item, scale))")
    }
    guard let weighted = ceilings.weightedHundredths else {
      writer.line("    nothing was assessed, so there is no weighted ceiling")
      return
    }
    let number = "\(weighted / 100).\(weighted % 100 < 10 ? "0" : "")\(weighted % 100)"
    writer.line(
      "    weighted: at most \(number) of \(ceilings.top), over \(ceilings.assessedShare) % of the weights")
  }

  private func level(_ item: Ceilings.Objective, _ scale: String) -> String {
    guard let level = item.level else {
      return item.undecided.isEmpty
        ? "not assessed" : "not assessed, \(list(item.undecided)) undecided"
    }
    var text = "at most \(scale)-\(level)"
    if !item.cappedBy.isEmpty { text += " by \(list(item.cappedBy))" }
    if item.objective.demanded > level { text += ", below the \(scale)-\(item.objective.demanded) asked for" }
    if let lower = item.mayFallTo { text += "; \(list(item.undecided)) undecided, down to \(scale)-\(lower)" }
    return text
  }

  private func list(_ rules: [String]) -> String { rules.map { SafeText.line($0) }.joined(separator: ", ") }
}
