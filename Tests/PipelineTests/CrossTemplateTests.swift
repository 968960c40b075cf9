import Inventory
import Pipeline
import Reporting
import TestSupport
import Testing

/// Facts that one file has from another.
@Suite("Facts across the files of a scan")
struct CrossTemplateTests {
  private func scan(
    _ folder: TemporaryFolder, contexts: [String] = ["aws.region=eu-west-3"], values: [String] = []
  ) async throws -> ScanReport {
    let options = ScanOptions(paths: [folder.url.path], contexts: contexts, values: values)
    return await (try Scan(options)).run().report
  }

  private func resource(_ name: String, _ report: ScanReport) throws -> Resource {
    try #require(
      report.resources.first { $0.name == name }, "no \(name) among \(report.resources.map(\.name))")
  }

  private let encrypted = """
    Parameters: { Encrypt: { Type: String, AllowedValues: ["true", "false"] } }
    Resources:
      Files: { Type: AWS::EFS::FileSystem, Properties: { Encrypted: !Ref Encrypt } }
    """

  @Test("an imported key is the key of the exporting template")
  func imports() async throws {
    let folder = try TemporaryFolder()
    try folder.write(
      "app.yaml",
      """
      Resources:
        Topic: { Type: AWS::SNS::Topic, Properties: { KmsMasterKeyId: !ImportValue shared-key } }
        Other: { Type: AWS::SNS::Topic, Properties: { KmsMasterKeyId: !ImportValue nowhere } }
        Copies:
          Type: AWS::SecretsManager::Secret
          Properties: { ReplicaRegions: [{ Region: { "Fn::ImportValue": !Sub "copy-${AWS::Region}" } }] }
      """)
    try folder.write(
      "keys.yaml",
      """
      Parameters: { Copy: { Type: String, AllowedValues: [eu-central-1, us-east-1] } }
      Resources:
        Key: { Type: AWS::KMS::Key, Properties: { Origin: EXTERNAL_KEY_STORE, KeyPolicy: {} } }
      Outputs:
        Key: { Value: !GetAtt Key.Arn, Export: { Name: shared-key } }
        Copy: { Value: !Ref Copy, Export: { Name: !Sub "copy-${AWS::Region}" } }
      """)
    let report = try await scan(folder)
    let key = try #require(try resource("Topic", report).keyState)
    #expect(key.candidates.map(\.value.custody) == [.external])
    #expect(key.candidates.first?.evidence.contains { $0.text.contains("keys.yaml") } == true)
    let other = try #require(try resource("Other", report).keyState)
    #expect(other.isUnknown)
    #expect(other.unknown?.reason.contains("`nowhere`") == true)
    let copies = try #require(try resource("Copies", report).flows.first)
    #expect(copies.place.candidates.map(\.value.code) == ["eu-central-1", "us-east-1"])
    #expect(copies.place.candidates.first?.condition?.name.hasPrefix("Copy of ") == true)
  }

  @Test("an export by the stack's name counts only if the stack is called so")
  func importsByStackName() async throws {
    let folder = try TemporaryFolder()
    try folder.write(
      "app.yaml",
      """
      Parameters: { Network: { Type: String, Default: net } }
      Resources:
        Topic:
          Type: AWS::SNS::Topic
          Properties: { KmsMasterKeyId: { "Fn::ImportValue": !Sub "${Network}-key" } }
      """)
    try folder.write(
      "keys.yaml",
      """
      Resources: { Key: { Type: AWS::KMS::Key, Properties: { KeyPolicy: {} } } }
      Outputs: { Key: { Value: !GetAtt Key.Arn, Export: { Name: !Sub "${AWS::StackName}-key" } } }
      """)
    let key = try #require(try resource("Topic", try await scan(folder)).keyState)
    #expect(key.candidates.map(\.value.custody) == [.customerManaged])
    #expect(key.candidates.first?.condition?.value == "net")
    #expect(key.unknown?.reason.contains("keys.yaml") == true)
  }

  @Test("a nested stack has the parameters of its parent, and the parent its outputs")
  func nested() async throws {
    let folder = try TemporaryFolder()
    try folder.write(
      "parent.yaml",
      """
      Parameters: { Stage: { Type: String, AllowedValues: [prod, dev] } }
      Conditions: { IsProd: !Equals [!Ref Stage, prod] }
      Resources:
        Key: { Type: AWS::KMS::Key, Properties: { Origin: EXTERNAL_KEY_STORE, KeyPolicy: {} } }
        Child:
          Type: AWS::CloudFormation::Stack
          Properties:
            TemplateURL: ./nested/child.yaml
            Parameters:
              Encrypt: !If [IsProd, "true", "false"]
              Key: !GetAtt Key.Arn
        Topic: { Type: AWS::SNS::Topic, Properties: { KmsMasterKeyId: !GetAtt Child.Outputs.Key } }
        Copies:
          Type: AWS::SecretsManager::Secret
          Properties: { ReplicaRegions: [{ Region: !GetAtt Child.Outputs.Copy }] }
      """)
    try folder.write(
      "nested/child.yaml",
      """
      Parameters:
        Encrypt: { Type: String }
        Key: { Type: String, Default: "" }
      Resources:
        Files: { Type: AWS::EFS::FileSystem, Properties: { Encrypted: !Ref Encrypt, KmsKeyId: !Ref Key } }
      Outputs:
        Key: { Value: !Ref Key }
        Copy: { Value: !If [Sealed, eu-central-1, us-east-1] }
      Conditions: { Sealed: !Equals [!Ref Encrypt, "true"] }
      """)
    let report = try await scan(folder)
    let files = try #require(try resource("Files", report).atRest)
    #expect(files.candidates.map(\.value.encrypted) == [true, false])
    #expect(files.candidates.map { $0.condition?.value } == ["prod", "dev"])
    #expect(files.candidates.first?.condition?.name.hasPrefix("Stage of ") == true)
    #expect(files.unknown == nil)
    let topic = try #require(try resource("Topic", report).keyState)
    #expect(topic.candidates.map(\.value.custody) == [.external])
    let copies = try #require(try resource("Copies", report).flows.first?.place)
    #expect(copies.candidates.map(\.value.code) == ["eu-central-1", "us-east-1"])
    #expect(
      copies.candidates.map { $0.condition } == [
        Condition("Stage", is: "prod", of: 2), Condition("Stage", is: "dev", of: 2),
      ])
  }

  @Test(
    "parameter files beside a template give the values in force",
    arguments: [
      ("stack-prod.json", #"[{"ParameterKey": "Encrypt", "ParameterValue": "true"}]"#),
      ("stack.parameters.json", #"{"Parameters": {"Encrypt": "true"}, "Tags": {"a": "b"}}"#),
      ("parameters/params.json", #"[{"ParameterKey": "Encrypt", "ParameterValue": "true"}]"#),
    ])
  func parameterFiles(name: String, text: String) async throws {
    let folder = try TemporaryFolder()
    try folder.write("stack.yaml", encrypted)
    try folder.write(name, text)
    let report = try await scan(folder)
    let files = try #require(try resource("Files", report).atRest)
    #expect(files.candidates.map(\.value.encrypted) == [true])
    #expect(files.candidates.first?.conditions == [])
    #expect(
      files.candidates.first?.evidence.contains {
        $0.kind == .context && $0.span?.file.hasSuffix(name) == true
      } == true)
    #expect(report.coverage.filesByDialect["cloudformation"] == 2)
    #expect(report.coverage.reconciles)
  }

  @Test("several parameter files are several deployments, never mixed")
  func severalFiles() async throws {
    let folder = try TemporaryFolder()
    try folder.write(
      "stack.yaml",
      """
      Parameters: { Encrypt: { Type: String }, Copy: { Type: String } }
      Resources:
        Files:
          Type: AWS::EFS::FileSystem
          Properties:
            Encrypted: !Ref Encrypt
            ReplicationConfiguration: { Destinations: [{ Region: !Ref Copy }] }
      """)
    for (stage, encrypt, copy) in [("dev", "false", "us-east-1"), ("prod", "true", "eu-central-1")] {
      try folder.write(
        "stack-\(stage).json",
        #"[{"ParameterKey": "Encrypt", "ParameterValue": "\#(encrypt)"}, {"ParameterKey": "Copy", "ParameterValue": "\#(copy)"}]"#
      )
    }
    let files = try resource("Files", try await scan(folder))
    let atRest = try #require(files.atRest)
    #expect(atRest.candidates.map(\.value.encrypted) == [false, true])
    #expect(atRest.candidates.map { $0.condition?.name } == ["parameter file", "parameter file"])
    #expect(atRest.candidates.first?.condition?.value.hasSuffix("stack-dev.json") == true)
    let copy = try #require(files.flows.first?.place)
    #expect(copy.candidates.map { $0.conditions } == atRest.candidates.map { $0.conditions })
  }

  @Test("a parameter file of another template is not taken")
  func foreignFile() async throws {
    let folder = try TemporaryFolder()
    try folder.write("stack.yaml", encrypted)
    try folder.write("other.json", #"[{"ParameterKey": "Encrypt", "ParameterValue": "true"}]"#)
    try folder.write(
      "stack-2.json",
      #"[{"ParameterKey": "Encrypt", "ParameterValue": "true"}, {"ParameterKey": "More", "ParameterValue": "x"}]"#
    )
    let files = try #require(try resource("Files", try await scan(folder)).atRest)
    #expect(files.candidates.count == 2)
  }

  @Test("--set stands above everything")
  func set() async throws {
    let folder = try TemporaryFolder()
    try folder.write("stack.yaml", encrypted)
    try folder.write("stack-prod.json", #"[{"ParameterKey": "Encrypt", "ParameterValue": "false"}]"#)
    let report = try await scan(folder, values: ["Encrypt=true"])
    let files = try #require(try resource("Files", report).atRest)
    #expect(files.candidates.map(\.value.encrypted) == [true])
    #expect(files.candidates.first?.evidence.contains { $0.text.contains("--set Encrypt") } == true)
    #expect(throws: UsageError.self) { try Scan(ScanOptions(paths: [], values: ["Encrypt"])) }
    #expect(throws: UsageError.self) { try Scan(ScanOptions(paths: [], values: ["=x"])) }
  }

  @Test("a secret given on the command line is kept nowhere")
  func secret() async throws {
    let folder = try TemporaryFolder()
    try folder.write(
      "db.yaml",
      """
      Parameters: { Password: { Type: String, NoEcho: true } }
      Resources:
        Ledger: { Type: AWS::RDS::DBInstance, Properties: { MasterUserPassword: !Ref Password } }
      """)
    let ledger = try resource("Ledger", try await scan(folder, values: ["Password=correct-horse-battery"]))
    #expect(ledger.clearSecrets.isEmpty)
  }
}
