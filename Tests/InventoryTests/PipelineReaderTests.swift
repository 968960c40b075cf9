import Atlas
import Descriptors
import TestSupport
import Testing

@testable import Inventory

@Suite("What pipelines say about deployment")
struct PipelineReaderTests {
  private static let atlas = Atlas()

  private func hints(_ text: String, _ path: String = ".github/workflows/deploy.yml") throws -> ContextHints {
    let source = try #require(ContextSource.of(path))
    return source.hints(SourceBytes(text), path: path, atlas: Self.atlas)
  }

  private func said(_ hints: ContextHints) -> [String] {
    hints.hints.map { "\($0.key)=\($0.value) \($0.templates.joined(separator: ","))" }
  }

  @Test("credentials hold for the steps behind them, variables for what stands below")
  func gitHub() throws {
    let hints = try hints(
      """
      on: push
      env:
        AWS_REGION: eu-west-3
      jobs:
        prod:
          strategy:
            matrix: { region: [eu-central-1, eu-south-1] }
          steps:
            - run: aws cloudformation deploy --template-file infra/a.yaml --stack-name a
            - uses: aws-actions/configure-aws-credentials@v4
              with: { aws-region: "${{ matrix.region }}" }
            - working-directory: infra
              run: |
                # aws cloudformation deploy --template-file never.yaml --region us-east-1
                echo "aws cloudformation deploy --template-file never.yaml"
                aws --profile prod cloudformation deploy \\
                  --template-file ./b.yaml
        other:
          steps:
            - run: npx cdk deploy --all
      """)
    #expect(
      said(hints) == [
        "aws.region=eu-west-3 infra/a.yaml", "aws.region=eu-central-1 infra/b.yaml",
        "aws.region=eu-south-1 infra/b.yaml", "aws.region=eu-west-3 ",
      ])
    #expect(hints.hints.map(\.evidence.span?.start.line) == [3, 7, 7, 3])
    #expect(hints.hints.map(\.nearness) == [.named, .named, .named, .tree])
    #expect(hints.unused.isEmpty)
  }

  @Test("what hangs on a secret or an input, or is no place, is said and not used")
  func unknown() throws {
    let hints = try hints(
      """
      env: { AWS_REGION: MY_AWS_REGION }
      jobs:
        a:
          steps:
            - run: sam deploy
            - run: sam deploy --region ${{ secrets.REGION }}
            - run: sam deploy --region "$TARGET"
      """)
    #expect(hints.hints.isEmpty)
    #expect(hints.unused.map(\.span.start.line) == [1, 6, 7])
    #expect(hints.unused.first?.reason.contains("MY_AWS_REGION") == true)
  }

  @Test("other languages of pipelines, other tools")
  func others() throws {
    let gitLab = """
      variables: { AWS_DEFAULT_REGION: { value: eu-west-3, description: where } }
      .deploy: &deploy
        script:
          - cd infra && aws cloudformation create-stack --template-body file://a.json
      prod:
        <<: *deploy
        parallel: { matrix: [{ PLACE: [europe-west9, europe-west1] }] }
        script: ["gcloud run deploy x --region=$PLACE", "aws eks update-kubeconfig --region eu-west-1"]
      """
    #expect(
      try said(hints(gitLab, ".gitlab-ci.yml")) == [
        "aws.region=eu-west-3 a.json", "google.region=europe-west9 ", "google.region=europe-west1 ",
        "kubernetes.region=eu-west-1 ", "kubernetes.provider=aws ",
      ])
    let azure = """
      variables:
        - { name: place, value: francecentral }
      steps:
        - task: AzureResourceManagerTemplateDeployment@3
          inputs: { location: $(place), csmFile: $(Build.SourcesDirectory)/infra/main.json }
        - script: az group create -n x -l westeurope && az deployment sub create -l francesouth -f sub.json
      """
    #expect(
      try said(hints(azure, "azure-pipelines.yml")) == [
        "azure.region=francecentral infra/main.json", "azure.region=westeurope ",
        "azure.region=francesouth sub.json",
      ])
  }

  @Test("variables that hold each other end")
  func cycles() throws {
    let hints = try hints(
      """
      env: { A: $B, B: $A, C: "$C$C", AWS_REGION: $A }
      jobs: { a: { steps: [{ run: sam deploy --region $C }, { run: sam deploy }] } }
      """)
    #expect(hints.hints.isEmpty)
    #expect(hints.unused.count == 2)
  }

  @Test("samconfig.toml speaks of the template beside it")
  func samConfig() throws {
    let hints = try hints(
      """
      version = 0.1
      [default.build.parameters]
      region = "us-east-1"
      [default.global.parameters]
        region = "eu-west-3" # Paris
      [prod.deploy.parameters]
      template_file = 'prod.yaml'
      region = 'eu-central-1'
      [odd.deploy.parameters]
      region = "nowhere"
      """, "infra/samconfig.toml")
    #expect(
      said(hints) == [
        "aws.region=eu-west-3 template.yaml,template.yml,template.json", "aws.region=eu-central-1 prod.yaml",
      ])
    #expect(hints.hints.first?.evidence.span?.start == Position(line: 5, column: 13))
    #expect(hints.unused.map(\.span.start.line) == [10])
  }

  @Test("samconfig.toml gives parameters their values")
  func samOverrides() throws {
    let hints = try hints(
      #"""
      [default.deploy.parameters]
      parameter_overrides = "Stage=\"prod\" Size=large Password=hidden"
      [other.deploy.parameters]
      template_file = "other.yaml"
      parameter_overrides = ["A=b", 'C=d']
      """#, "infra/samconfig.toml")
    #expect(
      said(hints) == [
        "set.Stage=prod template.yaml,template.yml,template.json",
        "set.Size=large template.yaml,template.yml,template.json", "set.A=b other.yaml", "set.C=d other.yaml",
      ])
  }

  @Test(
    "scripts are taken apart without being run",
    arguments: [
      ("a b 'c d' \"e f\"", [["a", "b", "c d", "e f"]]),
      ("a && b; c | d\ne", [["a"], ["b"], ["c"], ["d"], ["e"]]),
      ("a \\\n  b", [["a", "b"]]), ("a # b\nc", [["a"], ["c"]]),
      ("a$(b c)d ${e f} $g", [["a$(b c)d", "${e f}", "$g"]]),
      ("a#b", [["a#b"]]), ("", []), ("'open", [["open"]]), ("a $", [["a", "$"]]),
    ] as [(String, [[String]])])
  func shellWords(script: String, commands: [[String]]) {
    #expect(ShellWords.commands(in: script) == commands)
  }
}
