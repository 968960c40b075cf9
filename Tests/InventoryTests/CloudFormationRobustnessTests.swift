import Atlas
import Descriptors
import TestSupport
import Testing

@testable import Inventory

@Suite struct CloudFormationRobustnessTests {
  @Test func aTemplateIsToldByItsResources() {
    #expect(TemplateReading("Resources: [a, b]\n").harvest.resources.isEmpty)
    #expect(TemplateReading("AWSTemplateFormatVersion: x\nResources: [a]\n").harvest.resources.isEmpty)
    #expect(TemplateReading("Resources: { A: { Type: nothing } }\n").harvest.unknownTypes.isEmpty)
    #expect(
      TemplateReading("Resources: { A: { Type: Acme::S3::Thing } }\n").harvest.unknownTypes == [
        "Acme::S3::Thing": 1
      ])
  }

  @Test func aResourceWithoutTypeIsReported() {
    let template = TemplateReading(
      """
      AWSTemplateFormatVersion: "2010-09-09"
      Resources:
        Broken: { Properties: {} }
        Text: just text
        Nothing:
        Fine: { Type: AWS::S3::Bucket }
      """)
    #expect(template.harvest.unread.count == 3)
    #expect(template.harvest.unread.first?.reason.contains("`Broken`") == true)
    #expect(template.harvest.resources.map(\.name) == ["Fine"])
  }

  @Test(arguments: [
    "", "null", "~", "[]", "[a, b]", "text", "!Ref Nowhere", "{ Tags: text }",
    "{ Tags: [text, [a], { Key: a }] }",
    "{ BucketEncryption: [] }", "{ BucketEncryption: { ServerSideEncryptionConfiguration: {} } }",
    "{ Tags: !If [A] }", "{ Tags: !If [[A], 1, 2] }",
    "{ ReplicationConfiguration: !If [A, !If [B, 1, 2], 3] }",
    "{ LoggingConfiguration: { DestinationBucketName: !FindInMap [A] } }",
    "{ LoggingConfiguration: { DestinationBucketName: !FindInMap [A, B, C] } }",
    "{ LoggingConfiguration: { DestinationBucketName: !Join [a] } }",
    "{ LoggingConfiguration: { DestinationBucketName: !Join } }",
    "{ LoggingConfiguration: { DestinationBucketName: !Sub [] } }",
    "{ LoggingConfiguration: { DestinationBucketName: !Sub '${' } }",
    "{ LoggingConfiguration: { DestinationBucketName: !Sub '${}${!x}${AWS::}' } }",
    "{ LoggingConfiguration: { DestinationBucketName: !GetAtt } }",
    "{ LoggingConfiguration: { DestinationBucketName: { Ref: [a] } } }",
  ])
  func strangePropertiesAreRead(properties: String) {
    let template = TemplateReading(
      "Resources:\n  Odd:\n    Type: AWS::S3::Bucket\n    Properties: \(properties)\n")
    #expect(template.harvest.resources.count == 1)
  }

  @Test func aStrangeParameterIsNoKnowledge() throws {
    let template = TemplateReading(
      """
      Parameters:
        List: [a]
        Empty:
        Odd: { AllowedValues: text, Default: [a] }
      Resources:
        A: { Type: AWS::RDS::DBInstance, Properties: { StorageEncrypted: !Ref List } }
        B: { Type: AWS::RDS::DBInstance, Properties: { StorageEncrypted: !Ref Empty } }
        C: { Type: AWS::RDS::DBInstance, Properties: { StorageEncrypted: !Ref Odd } }
        D: { Type: AWS::RDS::DBInstance, Properties: { StorageEncrypted: !Ref Missing } }
        E: { Type: AWS::RDS::DBInstance, Properties: { StorageEncrypted: perhaps } }
      """)
    for resource in template.harvest.resources {
      #expect(resource.atRest?.isUnknown == true, "\(resource.name)")
      #expect(resource.atRest?.unknown?.remedy.isEmpty == false)
    }
    #expect(template.harvest.resources.count == 5)
  }

  @Test func aKeyThatIsARequiredParameterIsUnknownNotMissing() throws {
    let template = TemplateReading(
      """
      Parameters: { Key: { Type: String } }
      Resources:
        Topic: { Type: AWS::SNS::Topic, Properties: { KmsMasterKeyId: !Ref Key } }
        Logs: { Type: AWS::Logs::LogGroup, Properties: { KmsKeyId: !Ref Key } }
      """)
    #expect(template["Topic"]?.atRest?.isUnknown == true)
    #expect(template["Topic"]?.keyState?.isUnknown == true)
    #expect(template["Logs"]?.atRest?.definite?.value.encrypted == true)
    #expect(template["Logs"]?.keyState?.unknown?.reason.contains("`Key`") == true)
  }

  @Test func anEmptyParameterMeansNone() throws {
    let template = TemplateReading(
      """
      Parameters: { Key: { Type: String, Default: "" } }
      Resources:
        Topic: { Type: AWS::SNS::Topic, Properties: { KmsMasterKeyId: !Ref Key } }
        Other: { Type: AWS::SNS::Topic, Properties: { KmsMasterKeyId: !Sub "${Key}" } }
      """)
    for name in ["Topic", "Other"] {
      #expect(template[name]?.atRest?.definite?.value.encrypted == false)
      #expect(template[name]?.atRest?.definite?.evidence.contains { $0.kind == .parameterDefault } == true)
    }
  }

  @Test func longAndShortFormsAreTheSame() throws {
    func facts(_ value: String) throws -> [String] {
      let template = TemplateReading(
        """
        Parameters: { P: { Type: String, Default: eu-west-1 } }
        Mappings: { M: { a: { b: eu-west-1 } } }
        Resources:
          S:
            Type: AWS::SecretsManager::Secret
            Properties: { ReplicaRegions: [{ Region: \(value) }] }
        """)
      return try #require(template["S"]).facts
    }
    let pairs = [
      ("!Ref P", "{ Ref: P }"), ("!Sub '${P}'", "{ \"Fn::Sub\": '${P}' }"),
      ("!Join ['-', [eu, west, '1']]", "{ \"Fn::Join\": ['-', [eu, west, '1']] }"),
      ("!If [C, eu-west-1, !Ref P]", "{ \"Fn::If\": [C, eu-west-1, { Ref: P }] }"),
      ("!FindInMap [M, a, b]", "{ \"Fn::FindInMap\": [M, a, b] }"),
      ("!Select [0, [eu-west-1]]", "{ \"Fn::Select\": [0, [eu-west-1]] }"),
      ("!Sub ['eu-${W}-1', { W: west }]", "{ \"Fn::Sub\": ['eu-${W}-1', { W: west }] }"),
    ]
    for (short, long) in pairs {
      #expect(try facts(short) == facts(long))
    }
    #expect(
      try facts("!Sub ['eu-${W}-1', { W: west }]").contains {
        $0.hasPrefix("flow replica eu-west-1 eu-west-1[]")
      })
  }

  @Test func anARNWithoutRegionTellsNoPlace() throws {
    let template = TemplateReading(
      """
      Resources:
        F:
          Type: AWS::Lambda::Function
          Properties: { DeadLetterConfig: { TargetArn: "arn:aws:sns::111122223333:topic" } }
        G:
          Type: AWS::Lambda::Function
          Properties: { DeadLetterConfig: { TargetArn: !Sub "arn:aws:sns:${Other}:111122223333:topic" } }
        H:
          Type: AWS::Lambda::Function
          Properties: { DeadLetterConfig: { TargetArn: !Sub "arn:aws-cn:sns:cn-north-1:1:topic" } }
        Other: { Type: AWS::S3::Bucket }
      """, context: ["aws.region": "eu-west-3"])
    for name in ["F", "G"] {
      let flow = try #require(template[name]?.flows.first)
      #expect(flow.place.isUnknown)
      #expect(flow.place.unknown?.reason == "the ARN of the target names no region")
    }
    #expect(template["H"]?.flows.first?.place.values.flatMap(\.countries).map(\.code) == ["CN"])
    #expect(template["H"]?.flows.first?.operatorID.values != ["aws"])
  }

  @Test func loopsAreToldAsNotFollowed() {
    let template = TemplateReading(
      """
      AWSTemplateFormatVersion: "2010-09-09"
      Resources:
        Fn::ForEach::Buckets: [Name, [a, b], { "Bucket${Name}": { Type: AWS::S3::Bucket } }]
        Plain: { Type: AWS::S3::Bucket }
      """)
    #expect(template.harvest.resources.map(\.name) == ["Plain"])
    #expect(template.harvest.unread.map(\.reason).first?.contains("not followed") == true)
  }

  @Test func nestedIfsKeepTheOuterCondition() throws {
    let template = TemplateReading(
      """
      Resources:
        D:
          Type: AWS::EFS::FileSystem
          Properties: !If [A, { Encrypted: true }, { Encrypted: !If [B, true, false] }]
        E:
          Type: AWS::EFS::FileSystem
          Properties: { Encrypted: !If [A, true, !If [B, true, false]] }
      """)
    #expect(template["E"]?.atRest?.values.map(\.encrypted) == [true, true, false])
    #expect(template["E"]?.atRest?.conditions == ["A=true", "A=false B=true", "A=false B=false"])
    #expect(template["D"]?.atRest != nil)
  }

  // MARK: Endless templates

  @Test func aliasesThatGoInCirclesEnd() {
    let template = TemplateReading(
      """
      Resources:
        A:
          Type: AWS::S3::Bucket
          Properties: &p
            Tags: &t { "Fn::If": [C, *t, *t] }
            LoggingConfiguration: *p
            BucketEncryption: &e { "Fn::If": [C, *e, *e] }
            ReplicationConfiguration:
              Rules:
                - Destination: { Bucket: &b { "Fn::Join": ["", [*b, *b, *b, *b, *b, *b, *b, *b]] } }
      """)
    #expect(template.harvest.resources.count <= 1)
  }

  @Test func endlessConditionsEnd() throws {
    var text = "Conditions:\n"
    for index in 0..<5000 { text += "  C\(index): { Condition: C\(index + 1) }\n" }
    text += """
        C5000: !Equals [&b { "Fn::Join": ["", [*b]] }, a]
        Round: !And [!Condition Round, !Not [!Condition Round]]
        Deep: &c { "Fn::Not": [*c] }
      Resources:
        A: { Type: AWS::EFS::FileSystem, Properties: { Encrypted: !If [C0, true, !If [Round, true, !If [Deep, true, false]]] } }
        B: { Type: AWS::EFS::FileSystem, Condition: C5000, Properties: { Encrypted: !If [C5000, true, false] } }
      """
    let template = TemplateReading(text)
    #expect(template["A"]?.atRest?.values.map(\.encrypted).contains(true) == true)
    #expect(template["B"]?.atRest?.definite?.value.encrypted == true)
  }

  @Test func endlessListsAndLoopsEnd() throws {
    let template = TemplateReading(
      """
      Transform: AWS::LanguageExtensions
      Parameters: { L: { Type: CommaDelimitedList, Default: "a,b,c,d,e,f,g,h,i,j" } }
      Resources:
        Fn::ForEach::One: &one [X, !Ref L, { "Fn::ForEach::Two": *one, "R${X}": { Type: AWS::S3::Bucket } }]
        A:
          Type: AWS::SecretsManager::Secret
          Properties:
            ReplicaRegions: &l { "Fn::Split": [",", { "Fn::Join": [",", *l] }] }
            Description: { "Fn::ToJsonString": &j { a: *j, b: [*j] } }
            KmsKeyId: { "Fn::Select": [0, &s { "Fn::If": [C, *s, *s] }] }
      """)
    #expect(template["A"] != nil)
  }

  @Test func anARNWhoseEndIsNotKnownStillTellsItsRegion() throws {
    let template = TemplateReading(
      """
      Parameters: { Name: { Type: String }, Region: { Type: String } }
      Resources:
        F:
          Type: AWS::Lambda::Function
          Properties: { DeadLetterConfig: { TargetArn: !Sub "arn:aws:sns:us-east-1:111122223333:${Name}" } }
        G:
          Type: AWS::Lambda::Function
          Properties:
            DeadLetterConfig: { TargetArn: !Join [":", [arn, aws, sns, us-east-1, !Ref AWS::AccountId, !Ref Name]] }
        H:
          Type: AWS::Lambda::Function
          Properties: { DeadLetterConfig: { TargetArn: !Sub "arn:aws:sns:${Region}:111122223333:${Name}" } }
      """)
    for name in ["F", "G"] {
      #expect(template[name]?.flows.first?.place.values.map(\.code) == ["us-east-1"], "\(name)")
    }
    #expect(template["H"]?.flows.first?.place.isUnknown == true)
  }

  @Test func textThatGrowsWithoutEndIsNotBuilt() {
    var text = "Resources:\n  A:\n    Type: AWS::S3::Bucket\n    Metadata:\n"
    text += "      l0: &l0 aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\n"
    for level in 1...14 {
      let parts = Array(repeating: "*l\(level - 1)", count: 10).joined(separator: ", ")
      text += "      l\(level): &l\(level) { \"Fn::Join\": [\"\", [\(parts)]] }\n"
    }
    text += "    Properties: { LoggingConfiguration: { DestinationBucketName: *l14 } }\n"
    let template = TemplateReading(text)
    #expect(template.harvest.resources.count == 1)
    #expect(template["A"]?.flows.first?.place.isUnknown == true)
  }
}
