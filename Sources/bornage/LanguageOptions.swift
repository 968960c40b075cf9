import ArgumentParser
import Reporting

/// The language of what people read.
struct LanguageOptions: ParsableArguments {
  @Option(
    help:
      "The language of reports for people: en or fr. Formats for programs are in English. Default: `language:` of .bornage.yml, or en."
  )
  var lang: String?

  /// For what knows no configuration.
  var language: Language { lang.flatMap(Language.init) ?? .english }

  func validate() throws {
    if let lang, Language(rawValue: lang) == nil {
      throw ValidationError(
        "`\(lang)` is no language (\(Language.allCases.map(\.rawValue).joined(separator: ", "))).")
    }
  }
}
