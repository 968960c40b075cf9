import Assessment

/// The controls and objectives that a report speaks of, named as OSCAL names them.
///
/// Each rule is an objective of its own, defined in the document; its clauses are the controls. Catalogues that are
/// published in OSCAL keep their identifiers (`sc-28.1`, `ism-1139`); a clause of another one is named by catalogue and
/// clause (`gdpr-44`).
struct OSCALControls: Sendable {
  /// By rule.
  let objectives: [String]
  private let rules: [RuleOutcome]

  init(_ rules: [RuleOutcome]) {
    self.rules = rules
    let counts = Dictionary(rules.map { ($0.id, 1) }, uniquingKeysWith: +)
    objectives = OSCALText.uniqueTokens(rules.map { counts[$0.id] == 1 ? $0.id : "\($0.policy).\($0.id)" })
  }

  /// The identifier of a clause.
  static func control(_ cite: Citation) -> String {
    switch cite.catalog {
    case "sp-800-53r5": OSCALText.token(cite.control.lowercased())
    case "ism": OSCALText.token(cite.control.lowercased())
    default: OSCALText.token("\(cite.catalog)-\(cite.control)")
    }
  }

  /// The clauses of some rules, each once; of a rule without any, its objective.
  private func controls(of indices: [Int]) -> [String] {
    var found: [String] = []
    var seen: Set<String> = []
    for index in indices {
      let cites = rules[index].cites.map(Self.control)
      for control in cites.isEmpty ? [objectives[index]] : cites where seen.insert(control).inserted {
        found.append(control)
      }
    }
    return found
  }

  // MARK: Objectives

  /// The rules as local objectives.
  func definitions(_ writer: inout JSONWriter) {
    guard !rules.isEmpty else { return }
    writer.member("objectives-and-methods", lines: rules.indices) { writer, index in
      objective(index, &writer)
    }
  }

  private func objective(_ index: Int, _ writer: inout JSONWriter) {
    let rule = rules[index]
    writer.object { writer in
      writer.member("control-id", rule.cites.first.map(Self.control) ?? objectives[index])
      writer.member("description", markup: rule.title)
      writer.member(
        "props",
        array: { writer in
          writer.prop("policy", rule.policy)
          writer.prop("rule", rule.id)
          writer.prop("category", rule.category.rawValue)
          writer.prop("severity", rule.severity.rawValue)
          writer.prop("binds", rule.binds.rawValue)
          for cite in rule.cites { writer.prop("cites", cite.shown) }
        })
      writer.member(
        "parts",
        array: { writer in
          writer.object { writer in
            writer.member("id", objectives[index])
            writer.member("name", "assessment-objective")
            writer.member("prose", markup: rule.ask ?? rule.title)
            method(&writer)
          }
        })
      if let note = rule.note { writer.member("remarks", markup: note) }
    }
  }

  /// SP 800-53A calls what a scan of descriptors does *examine*, applied to specifications.
  private func method(_ writer: inout JSONWriter) {
    writer.member(
      "parts",
      array: { writer in
        writer.object { writer in
          writer.member("name", "assessment-method")
          writer.member(
            "props",
            array: { writer in
              writer.object {
                $0.member("name", "method")
                $0.member("ns", "http://csrc.nist.gov/ns/rmf")
                $0.member("value", "EXAMINE")
              }
            })
          writer.member("prose", "Specifications: the descriptors of the infrastructure")
        }
      })
  }

  // MARK: Reviewed controls

  /// What was looked at: the clauses of rules that a scan can decide; those that only a document can answer are named.
  ///
  /// - Parameter fallback: stands for the controls of a policy without any, since OSCAL wants at least one.
  func reviewed(_ indices: [Int], or fallback: String, _ writer: inout JSONWriter) {
    let decidable = indices.filter { isDecidable(rules[$0]) }
    let decided = controls(of: decidable)
    let known = Set(decided)
    let asked = controls(of: indices.filter { !isDecidable(rules[$0]) }).filter { !known.contains($0) }
    writer.member(
      "reviewed-controls",
      object: { writer in
        if !asked.isEmpty {
          writer.member(
            "props", array: { writer in for control in asked { writer.prop("evidence-required", control) } })
        }
        writer.member(
          "control-selections",
          array: { writer in
            if decided.isEmpty {
              let named = asked.isEmpty ? [OSCALText.token(fallback)] : asked
              selection(named, "No control that descriptors alone can decide; named, not reviewed.", &writer)
            } else {
              selection(decided, "Controls with at least one rule that descriptors can decide.", &writer)
            }
          })
        if !decidable.isEmpty { objectiveSelection(decidable, &writer) }
        if !asked.isEmpty {
          writer.member(
            "remarks",
            "Controls under the property evidence-required are not reviewed here: only a document can answer them."
          )
        }
      })
  }

  private func isDecidable(_ rule: RuleOutcome) -> Bool {
    rule.category != .evidence || rule.policy == WaiverOffice.policyID
  }

  private func selection(_ controls: [String], _ description: String, _ writer: inout JSONWriter) {
    writer.object { writer in
      writer.member("description", description)
      writer.member(
        "include-controls",
        array: { writer in
          for control in controls { writer.object { $0.member("control-id", control) } }
        })
    }
  }

  private func objectiveSelection(_ indices: [Int], _ writer: inout JSONWriter) {
    writer.member(
      "control-objective-selections",
      array: { writer in
        writer.object { writer in
          writer.member(
            "include-objectives",
            array: { writer in
              for index in indices { writer.object { $0.member("objective-id", objectives[index]) } }
            })
        }
      })
  }
}
