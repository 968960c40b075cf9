import Assessment
import Atlas
import Descriptors
import Inventory
import Mustache

/// The words of the report in one language: what templates read as `w`, and what Swift fills in.
struct HTMLWords: MustacheParent, Sendable {
  let language: Language
  private let speech: Speech

  init(_ language: Language) { self.init(ReportStyle(language: language)) }

  init(_ style: ReportStyle) {
    language = style.language
    speech = style.speech
  }

  /// The words of a name; the name itself if there are none, which a test excludes.
  subscript(name: String) -> String {
    guard let pair = HTMLWordList.pairs[name] else { return name }
    return language.pick(pair.english, pair.french)
  }

  func child(named name: String) -> Any? {
    HTMLWordList.pairs[name].map { language.pick($0.english, $0.french) }
  }

  /// A sentence with its blanks filled: `%1`, `%2` ...
  func fill(_ name: String, _ values: String...) -> String {
    var text = ""
    var isBlank = false
    for character in self[name] {
      if isBlank, let number = character.wholeNumberValue, values.indices.contains(number - 1) {
        text += values[number - 1]
      } else if character != "%" || isBlank {
        text += isBlank ? "%\(character)" : "\(character)"
      }
      isBlank = character == "%" && !isBlank
    }
    return isBlank ? text + "%" : text
  }

  /// A number with its noun: `1 finding`, `1,234 findings`.
  func count(_ noun: String, _ number: Int) -> String {
    let isOne = number == 1 || language == .french && number == 0
    return fill(noun + (isOne ? "_one" : "_many"), self.number(number))
  }

  /// A number with its digits in groups of three: `12,345`, `12 345`.
  func number(_ number: Int) -> String {
    let digits = Array(String(number))
    var text = ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index) % 3 == 0 { text += language.pick(",", "\u{202F}") }
      text.append(digit)
    }
    return text
  }

  /// `1.25` from 125.
  func decimal(hundredths: Int) -> String {
    let rest = hundredths % 100
    return "\(hundredths / 100)\(language.pick(".", ","))\(rest < 10 ? "0" : "")\(rest)"
  }
}

// MARK: Sentences of the program

extension HTMLWords {
  /// A phrase of the program in the report's language; a template or ``Fields`` makes it harmless.
  func say(_ phrase: Phrase) -> String { speech.text(phrase) }

  /// A word of the data files in the report's language.
  func term(_ word: String) -> String { speech.term(word) }

  /// A day, `2026-11-24`, as the language writes it.
  func day(_ day: String) -> String { say("\(day: day)") }

  /// A time stamp, `2026-11-24T06:00:00Z`, as the language writes it.
  func moment(_ stamp: String) -> String { speech.moment(stamp) }

  /// The document behind a fact, with its day.
  func source(_ text: String) -> String { speech.source(text) }

  /// `SOV-3 Control over data`.
  func objective(_ objective: CeilingScale.Objective) -> String {
    "\(objective.id) \(say(Phrase(english: objective.title, french: objective.frenchTitle)))"
  }

  func clauses(_ cites: [Citation]) -> String { cites.map { say($0.phrase) }.joined(separator: "; ") }

  var colon: String { language.colon }
}

// MARK: Words of the model

extension HTMLWords {
  func severity(_ severity: Severity) -> String { self["s_\(severity.rawValue)"] }
  func threshold(_ threshold: Threshold) -> String {
    switch threshold {
    case .from(let severity): self.severity(severity)
    case .never: self["s_none"]
    }
  }
  func verdict(_ verdict: Verdict) -> String { self["v_\(verdict.rawValue)"] }
  func category(_ category: Category) -> String { self["c_\(category.rawValue)"] }
  func evidence(_ kind: Evidence.Kind) -> String { self["e_\(kind.rawValue)"] }
  func flow(_ kind: FlowKind) -> String { self["f_\(kind.rawValue)"] }
  func kind(_ kind: Kind) -> String { self["k_\(kind.rawValue)"] }
  func custody(_ custody: Custody) -> String { self["K\(custody.rawValue)"] }
  func binds(_ binds: Binds) -> String { self["b_\(binds.rawValue)"] }
  func country(_ country: Country) -> String { speech.country(country) }

  func title(_ rule: RuleOutcome) -> String { language.pick(rule.title, rule.french.title ?? rule.title) }
  func note(_ rule: RuleOutcome) -> String? {
    language == .french ? rule.french.note ?? rule.note : rule.note
  }
  func ask(_ rule: RuleOutcome) -> String {
    let ask = rule.ask ?? ""
    return language.pick(ask, rule.french.ask ?? ask)
  }

  func remedy(_ rule: RuleOutcome) -> String {
    language.pick(rule.remedy, rule.french.remedy ?? term(rule.remedy))
  }

  /// One link of a chain of evidence in words.
  struct Link {
    /// `declared: encryption is off, line 12:3`.
    let text: String
    /// The number of the document behind it.
    let source: Int?
  }

  /// One link of a chain of evidence.
  ///
  /// - Parameter file: the file that the chain's subject stands in, which need not be named again.
  func link(_ evidence: Evidence, in file: String?, sources: SourceNotes) -> Link {
    var text = "\(self.evidence(evidence.kind))\(colon) \(say(evidence.text))"
    if let span = evidence.span {
      let line = fill("lineColumn", "\(span.start.line)", "\(span.start.column)")
      text += span.file == file ? ", \(line)" : ", \(SourcePlace(span).text)"
    }
    return Link(text: text, source: sources.number(evidence.source))
  }
}
