import Assessment
import Descriptors

/// How high the objectives of a policy's scale can still reach, for people.
struct TextCeilings {
  let ceilings: Ceilings

  func write(_ writer: inout TextWriter) {
    let style = writer.style
    writer.line("  " + style.say("\(ceilings.policy): ceilings, never an award"))
    for item in ceilings.objectives {
      let title = Phrase(english: item.objective.title, french: item.objective.frenchTitle)
      writer.line(
        "    " + style.say("\(item.objective.id) \(title): \(level(item, ceilings.scale))"))
    }
    guard let weighted = ceilings.weightedHundredths else {
      writer.line("    " + style.say("nothing was assessed, so there is no weighted ceiling"))
      return
    }
    let number = "\(weighted / 100).\(weighted % 100 < 10 ? "0" : "")\(weighted % 100)"
    let shown = style.language.pick(number, FrenchNumbers.decimal(number))
    writer.line(
      "    "
        + style.say(
          "weighted: at most \(shown) of \(ceilings.top), over \(ceilings.assessedShare) % of the weights"))
  }

  private func level(_ item: Ceilings.Objective, _ scale: String) -> Phrase {
    guard let level = item.level else {
      return item.undecided.isEmpty
        ? "not assessed" : "not assessed, \(list(item.undecided)) undecided"
    }
    var text: Phrase = "at most \(scale)-\(level)"
    if !item.cappedBy.isEmpty { text = "\(text) by \(list(item.cappedBy))" }
    if item.objective.demanded > level {
      text = "\(text), below the \(scale)-\(item.objective.demanded) asked for"
    }
    if let lower = item.mayFallTo {
      text = "\(text); \(list(item.undecided)) undecided, down to \(scale)-\(lower)"
    }
    return text
  }

  private func list(_ rules: [String]) -> String { rules.joined(separator: ", ") }
}
