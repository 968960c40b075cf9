import ArgumentParser
import Reporting

/// The language of what people read.
struct LanguageOptions: ParsableArguments {
  @Option(help: "The language of reports for people: en or fr. Formats for programs are in English.")
  var lang: String = Language.english.rawValue

  var language: Language { Language(rawValue: lang) ?? .english }

  func validate() throws {
    if Language(rawValue: lang) == nil { throw ValidationError("`\(lang)` is no language (en, fr).") }
  }
}
