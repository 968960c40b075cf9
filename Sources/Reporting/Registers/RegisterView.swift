import Atlas
import Descriptors
import Inventory

/// What registers ask of an inventory, in words.
struct RegisterView {
  let inventory: InventoryReport
  var language: Language { speech.language }
  private let speech: Speech
  /// The class of each resource's data, as labels and contexts name it, or as it comes with the data of others.
  private let classes: [String]

  var atlas: Atlas { inventory.atlas }

  init(_ inventory: InventoryReport, style: ReportStyle) {
    self.inventory = inventory
    speech = style.speech
    classes = Self.classes(inventory)
  }

  /// A phrase in the register's language.
  func say(_ phrase: Phrase) -> String { speech.text(phrase) }

  /// A word of the program in the register's language.
  func term(_ word: String) -> String { speech.term(word) }

  func pick(_ english: String, _ french: String) -> String { language.pick(english, french) }
  private func number(_ number: Int) -> String { say("\(count: number)") }
  var undetermined: String { pick("undetermined", "indéterminé") }
  var anywhere: String { pick("anywhere", "n'importe où") }
  var yes: String { pick("yes", "oui") }
  var no: String { pick("no", "non") }

  /// What stands over every register.
  var preface: [String] {
    let coverage = inventory.coverage
    return [
      pick(
        "A draft by bornage \(inventory.version), atlas as of \(atlas.asOf), from descriptors alone: columns to be "
          + "filled in hold what no descriptor shows.",
        "Brouillon de bornage \(inventory.version), atlas au \(FrenchNumbers.day(atlas.asOf)), d'après les seuls descripteurs : les "
          + "colonnes à compléter portent ce qu'aucun descripteur ne montre."),
      pick(
        "Of \(coverage.found) files \(coverage.understood) were understood; \(coverage.notUnderstood) were not, "
          + "\(coverage.unreadable) could not be read.",
        "Sur \(number(coverage.found)) fichiers, \(number(coverage.understood)) ont été compris ; "
          + "\(number(coverage.notUnderstood)) ne l'ont pas été, \(number(coverage.unreadable)) n'ont pas pu être lus."
      ),
      pick(
        "Countries are codes of ISO 3166-1. \"\(undetermined)\" is what the descriptors leave open: it is no \"no\".",
        "Les pays sont des codes ISO 3166-1. « \(undetermined) » est ce que les descripteurs laissent ouvert : ce "
          + "n'est pas un « non »."),
    ]
  }

  /// The resources that hold data, with their place in the inventory.
  var holders: [(index: Int, resource: Resource)] {
    inventory.resources.enumerated().filter { $0.element.holdsData }.map { ($0.offset, $0.element) }
  }

  func position(_ span: SourceSpan) -> String { "\(span.file):\(span.start.line)" }

  // MARK: Facts

  /// All possible values in words, each once.
  func joined<Value>(_ possible: Possible<Value>, _ word: (Value) -> String) -> String {
    var words: [String] = []
    for candidate in possible.candidates {
      let next = word(candidate.value)
      if !words.contains(next) { words.append(next) }
    }
    if possible.unknown != nil { words.append(undetermined) }
    return words.joined(separator: pick(" or ", " ou "))
  }

  func countries(_ place: Possible<Place>) -> String {
    joined(place) { $0.countries.isEmpty ? anywhere : $0.countries.map(\.code).joined(separator: " ") }
  }

  func places(_ place: Possible<Place>) -> String { joined(place, \.code) }

  func entities(_ ids: Possible<String>) -> String { joined(ids, entity) }

  /// The company behind an identifier.
  func entity(_ id: String) -> String { atlas.operatorEntry(id).map { say(Phrase(name: $0.entity)) } ?? id }

  func seats(_ ids: Possible<String>) -> String {
    joined(ids) { atlas.operatorEntry($0)?.seat?.code ?? undetermined }
  }

  func controls(_ ids: Possible<String>) -> String {
    joined(ids) { atlas.operatorEntry($0)?.control?.code ?? undetermined }
  }

  func laws(_ ids: Possible<String>) -> String { FactWords(atlas: atlas).laws(ids).joined(separator: " ") }

  func atRest(_ state: Possible<AtRest>?) -> String {
    guard let state else { return "" }
    return joined(state) { state in
      let algorithm = state.algorithm.map { " (\($0))" } ?? ""
      if !state.encrypted { return pick("off", "non chiffré") }
      return (state.byDefault ? pick("on by default", "chiffré par défaut") : pick("on", "chiffré"))
        + algorithm
    }
  }

  func custody(_ state: Possible<KeyState>?) -> String { state.map { joined($0, \.custody.code) } ?? "" }

  func transit(_ state: Possible<TransitState>?) -> String {
    guard let state else { return "" }
    return joined(state) { state in
      guard state.encrypted else { return pick("clear text", "en clair") }
      let floor = state.minimumVersion.map { " >= \($0.code)" } ?? ""
      let check = state.skipsVerification ? pick(", certificate not checked", ", certificat non vérifié") : ""
      return "TLS\(floor)\(check)"
    }
  }

  func dataClass(_ index: Int) -> String { classes[index] }

  /// A flow in words: `replica`.
  func kind(_ flow: Flow) -> String { term(flow.kind.rawValue) }

  // MARK: Sets of countries

  /// How something stands to a set of countries.
  enum Standing {
    case inside
    case outside
    /// In part, or under some of the values that are possible.
    case partly
    case undetermined
  }

  func standing(_ place: Possible<Place>, to set: String) -> Standing {
    var isInside = false
    var isOutside = false
    for candidate in place.candidates {
      let countries = candidate.value.countries
      if countries.isEmpty { (isInside, isOutside) = (true, true) }
      for country in countries { if isMember(country, of: set) { isInside = true } else { isOutside = true } }
    }
    return standing(isInside, isOutside, isOpen: place.unknown != nil)
  }

  /// Where those who control the operators stand.
  func standing(ofControl ids: Possible<String>, to set: String) -> Standing {
    var isInside = false
    var isOutside = false
    var isOpen = ids.unknown != nil
    for candidate in ids.candidates {
      guard let control = atlas.operatorEntry(candidate.value)?.control else {
        isOpen = true
        continue
      }
      if isMember(control, of: set) { isInside = true } else { isOutside = true }
    }
    return standing(isInside, isOutside, isOpen: isOpen)
  }

  private func standing(_ isInside: Bool, _ isOutside: Bool, isOpen: Bool) -> Standing {
    switch (isInside, isOutside, isOpen) {
    case (_, true, true), (true, true, _): .partly
    case (_, _, true): .undetermined
    case (_, true, _): .outside
    case (true, _, _): .inside
    default: .undetermined
    }
  }

  func isMember(_ country: Country, of set: String) -> Bool {
    if case .member = atlas.membership(of: country, in: set, asOf: nil) { return true }
    return false
  }

  /// Whether something lies outside a set: `yes`, `no`, `possible`, `undetermined`.
  func outsideWord(_ standing: Standing) -> String {
    switch standing {
    case .inside: no
    case .outside: yes
    case .partly: pick("possible", "possible")
    case .undetermined: undetermined
    }
  }

  // MARK: Classes

  /// A log, a copy or a queue that says nothing holds what its source holds, over any number of steps.
  private static func classes(_ inventory: InventoryReport) -> [String] {
    let words = FactWords(atlas: inventory.atlas)
    var classes = inventory.resources.map { words.dataClass($0) }
    let receivers = inventory.resources.indices.filter {
      classes[$0].isEmpty && !inventory.resources[$0].inflows.isEmpty
    }
    var sources = [Set<String>](repeating: [], count: receivers.count)
    var isStable = false
    // Every round adds a class somewhere, and there are only so many: circles end.
    while !isStable {
      isStable = true
      for (number, target) in receivers.enumerated() {
        for inflow in inventory.resources[target].inflows {
          for word in classes[inflow.source].split(separator: "; ") {
            if sources[number].insert(String(word)).inserted { isStable = false }
          }
        }
        classes[target] = sources[number].sorted().joined(separator: "; ")
      }
    }
    return classes
  }
}
