/// A shell script taken apart as far as it can be without running it: commands, each a list of words.
enum ShellWords {
  /// The commands of a script; comments left out, quotes removed, lines that end in a backslash joined.
  static func commands(in script: String) -> [[String]] {
    var commands: [[String]] = []
    var words: [String] = []
    var word = ""
    var isWord = false
    var quote: Character?
    var characters = script.makeIterator()
    var pending: Character?

    func isSeparator(_ character: Character) -> Bool {
      character == "\n" || character == ";" || character == "|" || character == "&" || character == "("
        || character == ")"
    }
    func endWord() {
      if isWord { words.append(word) }
      (word, isWord) = ("", false)
    }
    func endCommand() {
      endWord()
      if !words.isEmpty { commands.append(words) }
      words = []
    }
    while let character = pending ?? characters.next() {
      pending = nil
      if let open = quote {
        if character == open { quote = nil } else { word.append(character) }
      } else if character == "\\" {
        guard let next = characters.next() else { break }
        if !next.isNewline {
          word.append(next)
          isWord = true
        }
      } else if character == "\"" || character == "'" {
        (quote, isWord) = (character, true)
      } else if character == "$" {
        isWord = true
        word.append(character)
        guard let next = characters.next() else { break }
        if next == "{" || next == "(" {
          word.append(next)
          readNested(into: &word, &characters, from: next)
        } else {
          pending = next
        }
      } else if character == "#", !isWord {
        while let next = characters.next(), !next.isNewline {}
        endCommand()
      } else if character.isNewline || isSeparator(character) {
        endCommand()
      } else if character.isWhitespace {
        endWord()
      } else {
        word.append(character)
        isWord = true
      }
    }
    endCommand()
    return commands
  }

  /// `${...}` and `$(...)` belong to their word as they stand.
  private static func readNested(
    into word: inout String, _ characters: inout String.Iterator, from open: Character
  ) {
    var depth = 1
    while depth > 0, let next = characters.next() {
      if next == "{" || next == "(" { depth += 1 }
      if next == "}" || next == ")" { depth -= 1 }
      word.append(next)
    }
  }
}
