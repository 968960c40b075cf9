import Atlas
import Descriptors
import TestSupport
import Testing

@testable import Inventory

/// One function after the other, on the region of a secret's copy: a text that shows.
@Suite("Intrinsic functions")
struct CloudFormationFunctionTests {
  /// The values that an expression has, `value[conditions]`, and `?reason` for what is not known.
  private func values(
    _ expression: String, _ sections: String = "", context: [String: String] = [:]
  ) throws -> [String] {
    let text = """
      AWSTemplateFormatVersion: "2010-09-09"
      \(sections)
      Resources:
        Bucket: { Type: AWS::S3::Bucket }
        R:
          Type: AWS::S3::Bucket
          Properties:
            P: \(expression)
      """
    let reading = DescriptorReader.read(SourceBytes(text), as: .yaml, path: "template.yaml")
    let document = try #require(reading.tree.documents.first, "\(reading.problems)")
    let entries = context.map { key, value in
      DeploymentContext.Entry(
        key: key, values: value.split(separator: ",").map(String.init),
        evidence: Evidence(.context, "--context \(key)=\(value)"))
    }
    let scene = Scene(
      atlas: TemplateReading.atlas, cards: TemplateReading.cards, context: DeploymentContext(entries))
    let template = Template(document, scene: scene)
    let declaration = try #require(template.resource(named: "R"))
    let node = try #require(declaration.node.at("Properties", "P"))
    let possible = template.evaluator(for: declaration).value(of: node)
    return possible.candidates.map { candidate in
      let value =
        switch candidate.value {
        case .text(let text, _): text
        case .resource(let name, _): "#\(name)"
        case .absent: "-"
        case .structure: "{}"
        }
      let conditions = candidate.conditions.map { "\($0.name)=\($0.value)" }.joined(separator: " ")
      return conditions.isEmpty ? value : "\(value)[\(conditions)]"
    } + (possible.unknown.map { ["?\($0.reason.english)"] } ?? [])
  }

  @Test(arguments: [
    ("!Select [1, [a, b, c]]", "b"),
    ("!Select ['1', !Split ['-', 'eu-west-3']]", "west"),
    ("!Select [0, !Split [',', !Join [',', [x, y]]]]", "x"),
    ("!Join ['-', !Split ['.', a.b.c]]", "a-b-c"),
    ("!Join ['-', [a, !Ref AWS::NoValue, b]]", "a-b"),
    ("!Join ['', [a, !Join ['', [b, c]]]]", "abc"),
    ("!Sub 'a-${!Literal}-b'", "a-${Literal}-b"),
    ("!Sub ['${A}-${B}', { A: x, B: !Select [0, [y]] }]", "x-y"),
    ("{ 'Fn::Base64': hello }", "aGVsbG8="),
    ("!Base64 hello", "aGVsbG8="),
    ("{ 'Fn::Length': [a, b, c] }", "3"),
    ("!Length [a, b]", "2"),
    (
      "{ 'Fn::ToJsonString': { a: 1, b: [x, true], c: { d: !Sub 'q\"${AWS::NoValue}' } } }",
      #"{"a":1,"b":["x",true],"c":{"d":"q\""}}"#
    ),
    ("!Ref Bucket", "#Bucket"),
    ("!GetAtt Bucket.Arn", "#Bucket"),
    ("!GetAtt [Bucket, Arn]", "#Bucket"),
    ("!Sub 'arn:aws:s3:::${Bucket}/x'", "arn:aws:s3:::${Bucket}/x"),
    ("!Select [2, !Split [':', !Sub 'arn:aws:s3:::${Bucket}']]", "s3"),
    ("!Select [1, !Split ['/', !Sub '${Bucket}/x']]", "${Fn::Split}"),
    ("!Select [0, !GetAZs '']", "${AWS::Region}"),
    ("!Select [0, !GetAZs us-east-1]", "us-east-1"),
    ("!Select [0, { 'Fn::GetAZs': !Ref AWS::Region }]", "${AWS::Region}"),
    ("!Select [1, !Cidr ['10.0.0.0/16', 4, 8]]", "${Fn::Cidr}"),
    ("!If [Never, a, !Ref AWS::NoValue]", "-"),
  ])
  func certain(expression: String, expected: String) throws {
    let sections = "Conditions: { Never: !Equals [a, b] }"
    #expect(try values(expression, sections) == [expected])
  }

  @Test(arguments: [
    ("!Select [3, [a]]", "Fn::Select"), ("!ImportValue nowhere", "`nowhere`"),
    ("'{{resolve:ssm:/a/b:1}}'", "Systems Manager"), ("'{{resolve:secretsmanager:x}}'", "Secrets Manager"),
    ("!Sub '{{resolve:ssm-secure:${AWS::StackName}:1}}'", "Systems Manager"),
    ("{ 'Fn::Transform': { Name: AWS::Include, Parameters: { Location: s3://a/b } } }", "AWS::Include"),
    ("!FindInMap [Nothing, a, b]", "no mapping `Nothing`"), ("!Nonsense x", "-"),
    ("!Ref Nowhere", "`Nowhere`"),
  ])
  func open(expression: String, reason: String) throws {
    let found = try values(expression)
    guard reason != "-" else {
      #expect(found == ["x"], "a tag that is no function is a plain text")
      return
    }
    #expect(found.count == 1)
    #expect(found.first?.hasPrefix("?") == true)
    #expect(found.first?.contains(reason) == true, "\(found)")
  }

  @Test("mappings: several levels of names, names that nobody gave, defaults")
  func mappings() throws {
    let sections = """
      Parameters:
        Stage: { Type: String }
        Size: { Type: String, AllowedValues: [s, l] }
      Mappings:
        Names: { s: { map: Regions }, l: { map: Regions } }
        Stages: { prod: { s: eu-west-3, l: eu-west-1 }, dev: { s: us-east-1, l: us-east-1 } }
        Regions: { eu-west-3: { to: eu-central-1 }, us-east-1: { to: us-west-2 } }
        Lists: { a: { zones: [x, y] } }
      """
    #expect(
      try values("!FindInMap [Stages, !Ref Stage, s]", sections) == [
        "eu-west-3[Stage=prod]", "us-east-1[Stage=dev]",
      ])
    #expect(
      try values("!FindInMap [Stages, dev, !Ref Size]", sections) == ["us-east-1"], "both are the same")
    #expect(
      try values("!FindInMap [Regions, !FindInMap [Stages, !Ref Stage, s], to]", sections) == [
        "eu-central-1[Stage=prod]", "us-west-2[Stage=dev]",
      ])
    #expect(
      try values("!FindInMap [!FindInMap [Names, !Ref Size, map], eu-west-3, to]", sections) == [
        "eu-central-1"
      ])
    #expect(
      try values("!FindInMap [Stages, !Ref Stage, s, { DefaultValue: none }]", sections) == [
        "eu-west-3[Stage=prod]", "us-east-1[Stage=dev]", "none[Stage=anything but dev or prod]",
      ])
    #expect(try values("!Select [1, !FindInMap [Lists, a, zones]]", sections) == ["y"])
    #expect(
      try values(
        "!FindInMap [Regions, !Ref 'AWS::Region', to]", sections, context: ["aws.region": "us-east-1"])
        == ["us-west-2"])
  }

  @Test("conditions: decided ones drop a branch and say on what that rests")
  func decided() throws {
    let sections = """
      Parameters:
        Key: { Type: String, Default: "" }
        Stage: { Type: String, AllowedValues: [prod, test, dev] }
        Free: { Type: String }
        Zones: { Type: CommaDelimitedList }
        Pattern: { Type: String, AllowedPattern: ^(on|off)$ }
      Conditions:
        HasKey: !Not [!Equals [!Ref Key, ""]]
        IsProd: !Equals [!Ref Stage, prod]
        IsDev: !Equals [!Ref Stage, dev]
        IsBoth: !And [!Condition IsProd, !Condition IsDev]
        IsEither: !Or [Condition: IsProd, Condition: IsDev]
        IsFree: !Equals [!Ref Free, x]
        HasZones: !Not [!Equals [!Join ["", !Ref Zones], ""]]
        IsOn: !Equals [!Ref Pattern, "on"]
        Paris: !Equals [!Ref "AWS::Region", eu-west-3]
        Self: !Not [!Condition Self]
      """
    #expect(try values("!If [HasKey, a, b]", sections) == ["b"])
    #expect(try values("!If [IsBoth, a, b]", sections) == ["b"], "a stage is not two stages")
    #expect(
      try values("!If [IsEither, a, b]", sections) == ["a[Stage=dev or prod]", "b[Stage=test]"])
    #expect(
      try values("!If [IsProd, p, !If [IsDev, d, !If [IsProd, never, t]]]", sections) == [
        "p[Stage=prod]", "d[Stage=dev]", "t[Stage=test]",
      ])
    #expect(try values("!If [IsFree, !Ref Free, b]", sections) == ["x[Free=x]", "b[Free=anything but x]"])
    #expect(try values("!If [IsFree, a, a]", sections) == ["a"])
    #expect(
      try values("!If [HasZones, a, b]", sections) == ["a[Zones=anything but (empty)]", "b[Zones=(empty)]"])
    #expect(try values("!If [IsOn, a, b]", sections) == ["a[Pattern=on]", "b[Pattern=off]"])
    #expect(try values("!If [Self, a, b]", sections) == ["a[Self=false]", "b[Self=true]"])
    #expect(
      try values("!If [Paris, !Ref 'AWS::Region', b]", sections) == [
        "eu-west-3[AWS::Region=eu-west-3]", "b[AWS::Region=anything but eu-west-3]",
      ])
    #expect(try values("!If [Paris, a, b]", sections, context: ["aws.region": "eu-west-3"]) == ["a"])
    #expect(
      try values(
        "!Sub '${AWS::Region}/${AWS::Region}'", sections, context: ["aws.region": "eu-west-3,us-east-1"])
        == ["eu-west-3/eu-west-3[AWS::Region=eu-west-3]", "us-east-1/us-east-1[AWS::Region=us-east-1]"])
  }

  @Test("what a dropped branch rests on is evidence")
  func decidedEvidence() throws {
    let template = TemplateReading(
      """
      Parameters: { KeyArn: { Type: String, Default: "" } }
      Conditions: { HasKey: !Not [!Equals [!Ref KeyArn, ""]] }
      Resources:
        Topic:
          Type: AWS::SNS::Topic
          Properties: { KmsMasterKeyId: !If [HasKey, !Ref KeyArn, !Ref "AWS::NoValue"] }
        Extra: { Type: AWS::S3::Bucket, Condition: HasKey }
      """)
    let atRest = try #require(template["Topic"]?.atRest?.definite)
    #expect(!atRest.value.encrypted)
    #expect(atRest.evidence.contains { $0.text == "the condition `HasKey` does not hold" })
    #expect(atRest.evidence.contains { $0.kind == .parameterDefault && $0.text.contains("`KeyArn`") })
    #expect(template["Extra"] == nil)
    #expect(template.harvest.notCreated == ["AWS::S3::Bucket": 1])
  }

  @Test("a resource's own condition is assumed in it")
  func existence() throws {
    let template = TemplateReading(
      """
      Parameters: { Stage: { Type: String, AllowedValues: [prod, test, dev] } }
      Conditions:
        IsProd: !Equals [!Ref Stage, prod]
        IsReal: !Or [!Condition IsProd, !Equals [!Ref Stage, test]]
        InParis: !Equals [!Ref "AWS::Region", eu-west-3]
      Resources:
        A: { Type: AWS::EFS::FileSystem, Condition: IsProd, Properties: { Encrypted: !If [IsProd, true, false] } }
        B:
          Type: AWS::SNS::Topic
          Condition: IsReal
          Properties: { KmsMasterKeyId: !If [IsProd, alias/own, alias/aws/sns], TopicName: !Ref Stage }
        C: { Type: AWS::S3::Bucket, Condition: InParis }
      """)
    #expect(template["A"]?.atRest?.definite?.value.encrypted == true)
    #expect(template["B"]?.keyState?.conditions == ["Stage=prod", "Stage=test"])
    #expect(template["C"]?.place.definite?.value.code == "eu-west-3")
    #expect(template["C"]?.operatorID.values == ["aws"])
  }

  @Test("regions that mappings are written for are named, never taken for the place")
  func regionMaps() throws {
    let template = TemplateReading(
      """
      Mappings:
        Images: { eu-west-3: { id: a }, eu-west-1: { id: b } }
        Stages: { prod: { id: a } }
      Resources: { A: { Type: AWS::S3::Bucket } }
      """)
    let place = try #require(template["A"]?.place)
    #expect(place.isUnknown)
    #expect(place.unknown?.remedy.contains("`Images` is written for eu-west-3, eu-west-1") == true)
    #expect(place.unknown?.evidence.contains { $0.span?.start.line == 2 } == true)
  }

  @Test("loops of the language extensions make resources and properties")
  func loops() throws {
    let template = TemplateReading(
      """
      Transform: [AWS::LanguageExtensions]
      Parameters:
        Regions: { Type: CommaDelimitedList, Default: "eu-central-1, us-east-1" }
        Open: { Type: CommaDelimitedList }
      Resources:
        Fn::ForEach::Buckets:
          - Name
          - [Logs, Data]
          - "Bucket${Name}":
              Type: AWS::S3::Bucket
              Properties:
                Tags: [{ Key: data-class, Value: !Ref Name }]
                LoggingConfiguration: { DestinationBucketName: !Sub "target-${Name}" }
        Fn::ForEach::Secrets:
          - Region
          - !Ref Regions
          - "Secret&{Region}":
              Type: AWS::SecretsManager::Secret
              Properties: { ReplicaRegions: [{ Region: !Ref Region }] }
        Fn::ForEach::Never: [X, !Ref Open, { "No${X}": { Type: AWS::S3::Bucket } }]
        Plan:
          Type: AWS::Lambda::Function
          Properties:
            Environment:
              Variables:
                Fn::ForEach::Endpoints:
                  - Side
                  - [eu, us]
                  - "URL${Side}": !Sub "https://ingest.${Side}.sentry.io/1"
      """)
    #expect(
      template.harvest.resources.map(\.name) == [
        "BucketLogs", "BucketData", "Secreteucentral1", "Secretuseast1", "Plan",
      ])
    #expect(template["BucketData"]?.tags.map(\.value) == ["Data"])
    #expect(template["BucketData"]?.flows.first?.target == "target-Data")
    #expect(template["Secretuseast1"]?.flows.first?.place.values.map(\.code) == ["us-east-1"])
    #expect(template["Plan"]?.flows.contains { $0.target.contains("ingest.eu.sentry.io") } == true)
    #expect(template.harvest.unread.count == 1)
    #expect(template.harvest.unread.first?.reason.contains("`Open` has no default") == true)
  }

  @Test("lists of lists: what an `If` removes and adds")
  func lists() throws {
    let template = TemplateReading(
      """
      Parameters: { More: { Type: String, AllowedValues: ["true", "false"] } }
      Conditions: { HasMore: !Equals [!Ref More, "true"] }
      Resources:
        A:
          Type: AWS::SecretsManager::Secret
          Properties:
            ReplicaRegions:
              - Region: eu-west-1
              - !If [HasMore, { Region: us-east-1 }, !Ref "AWS::NoValue"]
        B:
          Type: AWS::SecretsManager::Secret
          Properties:
            ReplicaRegions: !If [HasMore, [{ Region: us-east-1 }], [{ Region: eu-west-1 }]]
      """)
    let places = try #require(template["A"]).flows.map(\.place)
    #expect(places.map { $0.values.map(\.code) } == [["eu-west-1"], ["us-east-1"]])
    #expect(places.last?.conditions == ["More=true"])
    #expect(template["B"]?.flows.first?.place.values.map(\.code) == ["us-east-1", "eu-west-1"])
    #expect(template["B"]?.flows.first?.place.conditions == ["More=true", "More=false"])
  }

  @Test("events of serverless functions make an API that nobody declares")
  func implicitAPI() throws {
    func template(_ globals: String) -> TemplateReading {
      TemplateReading(
        """
        Transform: AWS::Serverless-2016-10-31
        Globals: \(globals)
        Resources:
          F:
            Type: AWS::Serverless::Function
            Properties:
              Events:
                One: { Type: Api, Properties: { Path: /, Method: get } }
                Two: { Type: Api, Properties: { Path: /x, Method: get } }
                Own: { Type: HttpApi, Properties: { ApiId: !Ref Declared } }
        """)
    }
    let edge = try #require(template("{}")["ServerlessRestApi"])
    #expect(edge.type == "AWS::Serverless::Api")
    #expect(edge.flows.map { $0.place.values.map(\.kind) } == [[.edge]])
    #expect(edge.span.start.line == 8)
    #expect(template("{}").harvest.resources.count == 2)
    let regional = template("{ Api: { EndpointConfiguration: { Type: REGIONAL } } }")
    #expect(regional["ServerlessRestApi"]?.flows.isEmpty == true)
  }

  @Test("transforms that are not followed are told")
  func transforms() {
    func notes(_ transform: String) -> [String] {
      TemplateReading("\(transform)\nResources: { A: { Type: AWS::S3::Bucket } }\n").harvest.unread.map(
        \.reason.english)
    }
    #expect(notes("Transform: [AWS::LanguageExtensions, AWS::Serverless-2016-10-31]").isEmpty)
    #expect(notes("Transform: Own").first?.contains("`Own`") == true)
    #expect(notes("Transform: [Own, Other]").count == 2)
    #expect(
      notes("Transform: { Name: AWS::Include, Parameters: { Location: s3://x } }").first?.contains(
        "AWS::Include")
        == true)
  }

  @Test("lists of the globals of a serverless template are added to, maps are merged")
  func globals() throws {
    let template = TemplateReading(
      """
      Transform: AWS::Serverless-2016-10-31
      Globals:
        Function:
          Layers: [arn:aws:lambda:us-east-1:111122223333:layer:one:1]
          Environment: { Variables: { A: https://ingest.us.sentry.io/1, B: https://hooks.slack.com/x } }
      Resources:
        F:
          Type: AWS::Serverless::Function
          Properties:
            Layers: [arn:aws:lambda:eu-west-1:111122223333:layer:two:1]
            Environment: { Variables: { A: https://ingest.eu.sentry.io/1 } }
        Role: { Type: AWS::SNS::Topic, Properties: { KmsMasterKeyId: !GetAtt FRole.Arn } }
      """)
    let function = try #require(template["F"])
    #expect(
      function.flows.filter { $0.kind == .packagePull }.flatMap { $0.place.values.map(\.code) } == [
        "us-east-1", "eu-west-1",
      ])
    #expect(
      function.flows.filter { $0.kind == .endpoint }.map(\.target).sorted() == [
        "https://hooks.slack.com", "https://ingest.eu.sentry.io",
      ])
  }

  @Test func variablesNameHostsWithAndWithoutAScheme() throws {
    let reading = TemplateReading(
      """
      Resources:
        F:
          Type: AWS::Lambda::Function
          Properties:
            Environment:
              Variables:
                DB_HOST: "db.partner.net:5432"
                VERSION: v1.2.app
                SITE_URL: www.partner.net
                DATABASE_URL: "postgresql://app:correct-horse@pg.partner.net/app?sslmode=require"
                CACHE_URL: "rediss://cache.partner.net"
      """)
    let function = try #require(reading["F"])
    #expect(
      function.flows.map(\.target)
        == ["db.partner.net:5432", "postgresql://pg.partner.net", "rediss://cache.partner.net"])
    #expect(function.flows[0].transit?.isUnknown == true, "nobody said whether it is encrypted")
    #expect(function.flows[1].transit?.values.map(\.encrypted) == [true])
    #expect(function.flows[2].transit?.values.map(\.encrypted) == [true])
    #expect(function.clearSecrets.map(\.name) == ["DATABASE_URL"])
  }
}
