import Assessment
import Atlas
import Descriptors
import Discovery
import Inventory
import Reporting
import Synchronization

/// What one file turned out to be, and what it gave.
struct FileOutcome: Sendable {
  /// The column of the coverage account.
  enum Standing: Sendable, Equatable {
    /// Of the dialects named.
    case understood([String])
    case notInfrastructure
    /// Of a kind that is not read, or not read whole.
    case notUnderstood(String)
    case unreadable
  }

  let path: String
  var standing: Standing
  var harvest = Harvest()
  var unread: [Coverage.Unread] = []
  /// Waivers that its comments ask for.
  var requests: [WaiverRequest] = []
  /// What the file is, byte for byte; nil unless that is asked for.
  var input: Provenance.Input?
  /// The bytes of standard input, which cannot be read a second time for excerpts.
  var kept: SourceBytes?
  /// What was asked of the other files of the scan, if that is noted.
  var questions: Set<NearbyFiles.Question> = []
}

/// Notes what is asked of other files.
private final class QuestionList: Sendable {
  private let list = Mutex<Set<NearbyFiles.Question>>([])
  var all: Set<NearbyFiles.Question> { list.withLock { $0 } }
  func add(_ question: NearbyFiles.Question) { list.withLock { _ = $0.insert(question) } }
}

/// Takes one file through reading, recognition, parsing and its dialects.
struct FileScan {
  let atlas: Atlas
  let cards: CardIndex
  let limits: Limits
  /// What other files of the scan tell.
  var offers = Offers()
  /// The files of the scan, for descriptors that name others.
  var nearby = NearbyFiles()
  /// True if a digest of every file is wanted.
  var takesDigests = false
  /// True if it is to be noted what descriptors ask of other files.
  var tracksUse = false

  /// The same, with other files around.
  func among(_ files: [FoundFile]) -> FileScan {
    var other = self
    other.nearby = NearbyFiles(ScannedFiles(files, limits: limits))
    return other
  }

  /// Reads a file; every failure becomes a part of the outcome.
  ///
  /// - Parameter kept: the text of standard input, if it was read before.
  func run(_ file: FoundFile, context: DeploymentContext, kept: SourceBytes? = nil) -> FileOutcome {
    // What was kept is text that was decoded before; the digest is over the bytes as they came.
    if let kept { return run(kept, file, context: context) }
    let bytes: SourceBytes
    do {
      bytes = try Discovery.read(file, maxBytes: limits.bytes)
    } catch {
      var outcome = failed(file, error, standing: .unreadable, marked: false)
      if takesDigests { outcome.input = InputDigest.streamed(file) }
      return outcome
    }
    var outcome = run(bytes, file, context: context)
    if takesDigests { outcome.input = InputDigest.of(bytes, path: file.path) }
    return outcome
  }

  private func run(_ bytes: SourceBytes, _ file: FoundFile, context: DeploymentContext) -> FileOutcome {
    let text: SourceBytes
    do {
      text = try TextDecoding.decode(bytes)
    } catch {
      // The marks of a dialect are ASCII: they show even where the text around them is broken.
      let marked = recognise(Glance(bytes, path: file.path)).first != nil
      var outcome = failed(
        file, error, standing: marked || file.named ? .unreadable : .notInfrastructure, marked: marked)
      // An image or an archive is no loss to speak of; a descriptor by its name is listed.
      if !marked, !file.named, !OtherKinds.isNamedLikeDescriptor(file.path) { outcome.unread = [] }
      return outcome
    }
    var outcome = read(text, file, context: context)
    if case .understood = outcome.standing {
      outcome.requests = WaiverRequests.find(in: text, file: file.path)
    }
    if file.isStandardInput { outcome.kept = text }
    return outcome
  }

  private func read(_ text: SourceBytes, _ file: FoundFile, context: DeploymentContext) -> FileOutcome {
    let glance = Glance(text, path: file.path)
    let candidates = recognise(glance)
    guard let format = candidates.first?.format else { return unrecognised(glance, text, file) }
    let reading = DescriptorReader.read(text, as: format, path: file.path, limits: limits)
    var outcome = FileOutcome(path: file.path, standing: .notInfrastructure)
    let asked = tracksUse ? QuestionList() : nil
    let nearby = asked.map { asked in self.nearby.noting { asked.add($0) } } ?? self.nearby
    let scene = Scene(atlas: atlas, cards: cards, context: context, offers: offers, nearby: nearby)
    var dialects: [String] = []
    for document in reading.tree.documents {
      guard let dialect = candidates.first(where: { $0.dialect.claims(document) })?.dialect else { continue }
      dialect.read(document, in: scene, into: &outcome.harvest)
      if !dialects.contains(dialect.id) { dialects.append(dialect.id) }
    }
    if let problem = reading.problems.first, format == .yaml, glance.contains("{{"), problem.code == .syntax {
      // A template whose actions stand inside lines shows itself only when it is parsed.
      outcome.standing = .notUnderstood(OtherKinds.template)
      outcome.unread = [
        Coverage.Unread(
          path: file.path, line: problem.position?.line, reason: OtherKinds.renderFirst(file.path),
          makesIncomplete: file.named)
      ]
    } else if let problem = reading.problems.first {
      outcome.standing = .notUnderstood("broken \(format.rawValue)")
      outcome.unread = [unread(file, problem, incomplete: true)]
    } else if dialects.isEmpty {
      outcome.standing = .notInfrastructure
    } else {
      outcome.standing = .understood(dialects)
    }
    outcome.questions = asked?.all ?? []
    outcome.unread += outcome.harvest.unread.map {
      Coverage.Unread(
        path: $0.span.file, line: $0.span.start.line, reason: $0.reason, makesIncomplete: false)
    }
    return outcome
  }

  private func recognise(_ glance: Glance) -> [(dialect: any Dialect, format: Format)] {
    var found: [(any Dialect, Format)] = []
    for dialect in Dialects.all {
      guard let format = dialect.recognise(glance) else { continue }
      // One notation a file: the first dialect that is sure of one settles it.
      if let first = found.first, first.1 != format { continue }
      found.append((dialect, format))
    }
    return found
  }

  /// No dialect knows the file.
  ///
  /// It is named for what it seems to be; a file that the user named is parsed all the same, so that one
  /// broken beyond recognition does not pass in silence.
  private func unrecognised(_ glance: Glance, _ text: SourceBytes, _ file: FoundFile) -> FileOutcome {
    if let kind = OtherKinds.kind(of: glance) {
      let isTemplate = kind == OtherKinds.template
      return FileOutcome(
        path: file.path, standing: .notUnderstood(kind),
        unread: isTemplate
          ? [
            Coverage.Unread(
              path: file.path, reason: OtherKinds.renderFirst(file.path), makesIncomplete: file.named)
          ]
          : [])
    }
    if file.named, text.count > 0, let format = OtherKinds.notation(of: glance) {
      let reading = DescriptorReader.read(text, as: format, path: file.path, limits: limits)
      if let problem = reading.problems.first {
        return failed(file, problem, standing: .notUnderstood("broken \(format.rawValue)"), marked: true)
      }
    }
    return FileOutcome(path: file.path, standing: .notInfrastructure)
  }

  private func failed(
    _ file: FoundFile, _ problem: DescriptorProblem, standing: FileOutcome.Standing, marked: Bool
  ) -> FileOutcome {
    FileOutcome(
      path: file.path, standing: standing,
      unread: [unread(file, problem, incomplete: marked || file.named)])
  }

  private func unread(_ file: FoundFile, _ problem: DescriptorProblem, incomplete: Bool) -> Coverage.Unread {
    Coverage.Unread(
      path: file.path, line: problem.position?.line, reason: problem.sentence,
      makesIncomplete: incomplete)
  }
}
