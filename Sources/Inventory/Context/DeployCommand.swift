/// A command of a pipeline that deploys something, or chooses the cluster that later ones act on.
struct DeployCommand: Equatable {
  /// The words that name it: `aws cloudformation deploy`.
  let name: String
  /// The key of the context that its place is of: `aws.region`.
  let key: String
  /// The places that it names; empty if it names none.
  let places: [String]
  /// The variables that hold the place if the command names none, the first that is set counts.
  let fallbacks: [String]
  /// The descriptors that it deploys; empty if it names none.
  let templates: [String]
  /// Further entries that hold with it: the provider of a cluster.
  let also: [String: String]

  static let awsVariables = ["AWS_REGION", "AWS_DEFAULT_REGION"]

  /// The deployment that a command is; nil for any other command.
  init?(_ words: [String]) {
    let words = Self.withoutPrefixes(words)
    guard let tool = words.first.map({ String($0.fileName) }) else { return nil }
    let verbs = Self.verbs(words.dropFirst())
    for form in Self.forms where form.tool == tool && verbs.starts(with: form.verbs) {
      let options = Options(words)
      name = ([tool] + form.verbs).joined(separator: " ")
      key = form.key
      places = form.placeOptions.flatMap { options.values(of: $0) }
      fallbacks = form.fallbacks
      templates = form.templateOptions.flatMap { options.values(of: $0) }
        .map { $0.hasPrefix("file://") ? String($0.dropFirst(7)) : $0 }
        .filter { !$0.contains("://") }
      also = form.also
      return
    }
    return nil
  }

  /// The words that are no options, those in front of which stands an option with a value left out.
  private static func verbs(_ words: ArraySlice<String>) -> [String] {
    let withValue: Set<String> = ["--region", "--profile", "--output", "--project", "--subscription"]
    var verbs: [String] = []
    var isValue = false
    for word in words {
      if word.hasPrefix("-") {
        isValue = withValue.contains(word)
      } else if isValue {
        isValue = false
      } else {
        verbs.append(word)
      }
    }
    return verbs
  }

  private struct Form {
    let tool: String
    let verbs: [String]
    let key: String
    var placeOptions: [String] = ["--region"]
    var fallbacks: [String] = []
    var templateOptions: [String] = []
    var also: [String: String] = [:]
  }

  /// From the tools' own command references (AWS CLI, AWS SAM CLI, CDK, Serverless, Azure CLI, gcloud).
  private static let forms: [Form] = {
    var forms = ["deploy", "create-stack", "update-stack", "create-change-set"].map {
      Form(
        tool: "aws", verbs: ["cloudformation", $0], key: "aws.region", fallbacks: awsVariables,
        templateOptions: ["--template-file", "--template-body"])
    }
    forms += ["create-stack-instances", "update-stack-instances"].map {
      Form(tool: "aws", verbs: ["cloudformation", $0], key: "aws.region", placeOptions: ["--regions"])
    }
    forms += [
      Form(
        tool: "sam", verbs: ["deploy"], key: "aws.region", fallbacks: awsVariables,
        templateOptions: ["--template-file", "--template", "-t"]),
      Form(tool: "cdk", verbs: ["deploy"], key: "aws.region", fallbacks: awsVariables),
      Form(
        tool: "serverless", verbs: ["deploy"], key: "aws.region", placeOptions: ["--region", "-r"],
        fallbacks: awsVariables),
      Form(
        tool: "sls", verbs: ["deploy"], key: "aws.region", placeOptions: ["--region", "-r"],
        fallbacks: awsVariables),
      Form(
        tool: "aws", verbs: ["eks", "update-kubeconfig"], key: "kubernetes.region", fallbacks: awsVariables,
        also: ["kubernetes.provider": "aws"]),
      Form(
        tool: "gcloud", verbs: ["container", "clusters", "get-credentials"], key: "kubernetes.region",
        placeOptions: ["--region", "--zone", "--location", "-z"],
        fallbacks: ["CLOUDSDK_COMPUTE_REGION", "CLOUDSDK_COMPUTE_ZONE"],
        also: ["kubernetes.provider": "gcp"]),
      Form(
        tool: "eksctl", verbs: ["create", "cluster"], key: "kubernetes.region", fallbacks: awsVariables,
        also: ["kubernetes.provider": "aws"]),
      Form(
        tool: "eksctl", verbs: ["utils", "write-kubeconfig"], key: "kubernetes.region",
        fallbacks: awsVariables, also: ["kubernetes.provider": "aws"]),
      // The command names a resource group, which stands somewhere: only the provider is known.
      Form(
        tool: "az", verbs: ["aks", "get-credentials"], key: "kubernetes.region", placeOptions: [],
        also: ["kubernetes.provider": "azure"]),
      Form(tool: "az", verbs: ["group", "create"], key: "azure.region", placeOptions: ["--location", "-l"]),
    ]
    forms += ["group", "sub", "mg", "tenant"].map {
      Form(
        tool: "az", verbs: ["deployment", $0, "create"], key: "azure.region",
        placeOptions: ["--location", "-l"], fallbacks: ["ARM_LOCATION", "AZURE_LOCATION"],
        templateOptions: ["--template-file", "-f"])
    }
    forms += [["run", "deploy"], ["functions", "deploy"], ["run", "services", "replace"]].map {
      Form(
        tool: "gcloud", verbs: $0, key: "google.region",
        fallbacks: ["CLOUDSDK_RUN_REGION", "GOOGLE_CLOUD_REGION"])
    }
    return forms
  }()

  /// What stands before a command without being one: assignments, `sudo`, `npx`.
  private static func withoutPrefixes(_ words: [String]) -> [String] {
    let wrappers: Set<String> = [
      "sudo", "npx", "exec", "time", "command", "poetry", "pipenv", "run", "yarn", "pnpm", "-", "if", "then",
      "!",
    ]
    return Array(
      words.drop { word in
        if wrappers.contains(word) { return true }
        guard let sign = word.firstIndex(of: "="), !word.hasPrefix("-") else { return false }
        return word[..<sign].allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" }
      })
  }

  /// The options of a command, in the forms `--a b` and `--a=b`; a list goes on until the next option.
  private struct Options {
    let words: [String]

    init(_ words: [String]) { self.words = words }

    func values(of option: String) -> [String] {
      var found: [String] = []
      for (index, word) in words.enumerated() {
        if word == option {
          let rest = words[(index + 1)...].prefix { !$0.hasPrefix("-") }
          found += option == "--regions" ? Array(rest) : Array(rest.prefix(1))
        } else if word.hasPrefix(option + "=") {
          found.append(String(word.dropFirst(option.count + 1)))
        }
      }
      return found
    }
  }
}
