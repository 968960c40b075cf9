import Atlas
import Descriptors

/// Reads from a pipeline of any of the usual kinds what it deploys where.
///
/// Their languages differ in how jobs are arranged, and agree in what matters here: variables hold for what stands
/// below them, steps follow each other, and scripts are shell commands. Nothing is run or fetched; a place that hangs on
/// an input, a secret or an included file is not known.
struct PipelineReader {
  private let title: String
  private let atlas: Atlas
  private(set) var result = ContextHints()
  private var effort = 20_000

  /// What holds at a point of the pipeline.
  private struct Scope {
    var variables = PipelineVariables()
    var folder = ""
  }

  init(title: String, atlas: Atlas) {
    self.title = title
    self.atlas = atlas
  }

  mutating func read(_ document: Node) {
    var scope = Scope()
    walk(document, &scope, depth: 0)
  }

  // MARK: Structure

  private static let variableKeys: Set<String> = ["env", "variables", "environment"]
  private static let scriptKeys: Set<String> = [
    "run", "script", "inlineScript", "before_script", "after_script", "commands", "command", "bash", "args",
  ]

  private mutating func walk(_ node: Node, _ scope: inout Scope, depth: Int) {
    effort -= 1
    guard depth < 32, effort > 0 else { return }
    for item in node.items {
      // Steps follow each other: what one sets holds for the next.
      if item.kind == .mapping { step(item, &scope) }
      var inner = scope
      walk(item, &inner, depth: depth + 1)
    }
    guard node.kind == .mapping else { return }
    let entries = node.mergedEntries
    for (key, value) in entries {
      guard let name = key.text else { continue }
      if Self.variableKeys.contains(name) { scope.variables.add(value) }
      if name == "matrix" { scope.variables.add(matrix: value) }
      if name == "strategy", let matrix = value["matrix"] { scope.variables.add(matrix: matrix) }
      if name == "parallel", let matrix = value["matrix"] { scope.variables.add(matrix: matrix) }
      if name == "working-directory", let folder = value.text { scope.folder = folder }
      if name == "workingDirectory", let folder = value.text { scope.folder = folder }
      if name == "defaults", let folder = value.at("run", "working-directory")?.text { scope.folder = folder }
    }
    for (key, value) in entries {
      guard let name = key.text, !Self.variableKeys.contains(name) else { continue }
      if Self.scriptKeys.contains(name) {
        script(value, scope)
      } else {
        var inner = scope
        walk(value, &inner, depth: depth + 1)
      }
    }
  }

  private mutating func script(_ node: Node, _ scope: Scope) {
    let texts = node.kind == .sequence ? Array(node.items) : [node]
    for text in texts {
      if text.kind == .sequence { script(text, scope) }
      guard let source = text.text, source.utf8.count < 1 << 16 else { continue }
      for words in ShellWords.commands(in: source) {
        guard let command = DeployCommand(words) else { continue }
        add(command, at: text.span, scope)
      }
    }
  }

  // MARK: Actions and tasks

  /// A step that is no script: an action of GitHub's, a task of Azure's.
  private mutating func step(_ node: Node, _ scope: inout Scope) {
    if let action = node["uses"]?.text, let settings = node["with"] {
      let name = action.prefix { $0 != "@" }
      if name == "aws-actions/configure-aws-credentials", let region = settings["aws-region"] {
        scope.variables.set("AWS_REGION", scope.variables.resolve(region))
        return
      }
      guard let form = Self.actions.first(where: { $0.name == name }) else { return }
      add(form, settings, scope)
    } else if let task = node["task"]?.text, let inputs = node["inputs"] {
      let name = task.prefix { $0 != "@" }
      guard let form = Self.actions.first(where: { $0.name == name }) else { return }
      add(form, inputs, scope)
    }
  }

  private struct Action {
    let name: String
    let key: String
    let place: [String]
    var fallbacks: [String] = []
    var template: String?
    var also: [String: String] = [:]
  }

  /// From the actions' and tasks' own documentation.
  private static let actions: [Action] = [
    Action(
      name: "aws-actions/aws-cloudformation-github-deploy", key: "aws.region", place: ["region"],
      fallbacks: DeployCommand.awsVariables, template: "template"),
    Action(name: "azure/arm-deploy", key: "azure.region", place: ["region"], template: "template"),
    Action(name: "Azure/arm-deploy", key: "azure.region", place: ["region"], template: "template"),
    Action(
      name: "google-github-actions/get-gke-credentials", key: "kubernetes.region", place: ["location"],
      also: ["kubernetes.provider": "gcp"]),
    Action(
      name: "azure/aks-set-context", key: "kubernetes.region", place: [],
      also: ["kubernetes.provider": "azure"]),
    Action(name: "google-github-actions/deploy-cloudrun", key: "google.region", place: ["region"]),
    Action(
      name: "AzureResourceManagerTemplateDeployment", key: "azure.region", place: ["location"],
      template: "csmFile"),
    Action(
      name: "CloudFormationCreateOrUpdateStack", key: "aws.region", place: ["regionName"],
      template: "templateFile"),
  ]

  private mutating func add(_ action: Action, _ settings: Node, _ scope: Scope) {
    let node = action.place.lazy.compactMap { settings[$0] }.first
    let places = node.map { scope.variables.resolve($0) } ?? fallback(action.fallbacks, scope)
    let template = action.template.flatMap { settings[$0]?.text }
    add(
      action.name, key: action.key, places: places, templates: template.map { [$0] } ?? [], also: action.also,
      at: node?.span ?? settings.span, scope)
  }

  // MARK: Hints

  private mutating func add(_ command: DeployCommand, at span: SourceSpan, _ scope: Scope) {
    let places =
      command.places.isEmpty
      ? fallback(command.fallbacks, scope)
      : command.places.flatMap { scope.variables.resolve($0, at: span) }
    add(
      command.name, key: command.key, places: places, templates: command.templates, also: command.also,
      at: span, scope)
  }

  private func fallback(_ names: [String], _ scope: Scope) -> [PipelineValue] {
    names.lazy.compactMap { scope.variables[$0] }.first ?? []
  }

  private mutating func add(
    _ name: String, key: String, places: [PipelineValue], templates: [String], also: [String: String],
    at span: SourceSpan, _ scope: Scope
  ) {
    let provider = also["kubernetes.provider"] ?? Self.providers[key]
    let known = places.filter { place in provider.map { atlas.place(place.text, provider: $0) != nil } ?? true
    }
    guard !known.isEmpty else {
      let what = places.first.map { "`\($0.text)` is no place that the atlas knows" as Phrase }
      result.unused.append(
        UnusedHint(
          at: places.first?.span ?? span,
          what.map { "`\(name)` deploys here, but where to is not written in this file (\($0))" }
            ?? "`\(name)` deploys here, but where to is not written in this file"))
      addProvider(name, also, at: span)
      return
    }
    let named = templates.flatMap { Self.paths($0, in: scope.folder) }
    for place in known {
      let target: Phrase = named.isEmpty ? "" : " of \(named.joined(separator: ", "))"
      let evidence = Evidence(
        .context, "\(Phrase(term: title)): `\(name)`\(target) acts in \(place.text)", at: place.span)
      let nearness: ContextHint.Nearness = named.isEmpty ? .tree : .named
      result.hints.append(
        ContextHint(key, place.text, evidence: evidence, nearness: nearness, templates: named))
      for (key, value) in also.sorted(by: { $0.key < $1.key }) {
        result.hints.append(
          ContextHint(key, value, evidence: evidence, nearness: nearness, templates: named))
      }
    }
  }

  /// Whose cluster it is can be known without its place.
  private mutating func addProvider(_ name: String, _ also: [String: String], at span: SourceSpan) {
    guard let provider = also["kubernetes.provider"] else { return }
    let evidence = Evidence(
      .context, "\(Phrase(term: title)): `\(name)` chooses a cluster of \(provider)", at: span)
    result.hints.append(ContextHint("kubernetes.provider", provider, evidence: evidence, nearness: .tree))
  }

  private static let providers = ["aws.region": "aws", "azure.region": "azure", "google.region": "gcp"]

  /// The path of a template as it counts from the pipeline's folder; what stands before a variable is left out, and
  /// so is a name that is wholly one.
  private static func paths(_ written: String, in folder: String) -> [String] {
    var text = written
    if let variable = text.lastIndex(of: "$") {
      guard let slash = text[variable...].firstIndex(of: "/") else { return [] }
      text = String(text[text.index(after: slash)...])
    } else if !folder.isEmpty, !folder.contains("$"), !text.hasPrefix("/") {
      text = folder + "/" + text
    }
    let parts = text.split(separator: "/").filter { $0 != "." }
    guard !parts.isEmpty, !parts.contains("..") else { return parts.last.map { [String($0)] } ?? [] }
    return [parts.joined(separator: "/")]
  }
}
