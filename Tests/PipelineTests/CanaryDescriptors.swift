import Foundation
import TestSupport

/// Descriptors of every dialect with secrets in them, and with names that attack whoever shows them.
enum CanaryDescriptors {
  /// A part of every secret: no report may contain it.
  static let canary = "c4n4ry"
  /// A part of every hostile name, by which it is known again.
  static let mark = "evil"

  /// Names that attack terminals, pages, tables, spreadsheets, XML and logs of pipelines.
  static let hostile = [
    // Titles and colours of a terminal, direction of writing, ends of texts.
    "evil\u{1B}]0;x\u{07}\u{1B}[31m\u{202E}\u{2028}\r\n\u{85}\u{9B}1m ]]></script><img src=x onerror=y>-->|a`b",
    // The beginning of a line.
    "::set-output name=evil::y\n::add-mask::evil",
    "=cmd|'/C calc'!A0 evil",
    // Signs that a combining character hides from who compares characters.
    "evil,\"\u{301},=cmd|'/C calc'!A0,\u{301}=cmd|\u{301}\\\u{301}\"];\u{301}",
    // Mentions, references, links, markup, and commands that runners find within a line.
    "@everyone evil #1 GH-2 [x](https://evil.example) www.evil.example <b>evil</b> ``evil`` deadbeef ##[error]evil ##vso[task.x]evil \\|evil",
  ]
  /// The same, as far as XML can hold it.
  static let hostileXML = hostile.map { name in
    name.unicodeScalars.reduce(into: "") { text, scalar in
      switch scalar {
      case "<": text += "&lt;"
      case ">": text += "&gt;"
      case "&": text += "&amp;"
      case "\"": text += "&quot;"
      case "'": text += "&apos;"
      case "\n": text += "&#10;"
      case "\r": text += "&#13;"
      default: if scalar.value >= 0x20 { text.unicodeScalars.append(scalar) }
      }
    }
  }

  /// A secret that says where it was planted.
  static func secret(_ place: String) -> String { "\(canary)-\(place)-Tr0ub4dor" }

  /// A text in the quotes of JSON, which are those of YAML as well.
  static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      default:
        if scalar.value < 0x20 || (0x7F...0xFF).contains(scalar.value)
          || (0x2000...0x20FF).contains(scalar.value)
        {
          let digits = String(scalar.value, radix: 16)
          result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        } else {
          result.unicodeScalars.append(scalar)
        }
      }
    }
    return result + "\""
  }

  /// Writes them all, and answers the folder's path.
  static func write(to folder: TemporaryFolder) throws -> String {
    for (index, name) in hostile.enumerated() {
      try folder.write("cfn/t\(index).yaml", cloudFormation(name))
      try folder.write("arm/t\(index).json", arm(name))
      try folder.write("tf/plan\(index).json", terraform(name))
      try folder.write("compose/\(index)/compose.yaml", compose(name))
      try folder.write("compose/\(index)/.env", "DB_PASSWORD=\(secret("env"))\nREGION=x\n")
      try folder.write("k8s/t\(index).yaml", kubernetes(name))
      try folder.write("helm/\(index)/Chart.yaml", "apiVersion: v2\nname: chart\nversion: 1.0.0\n")
      try folder.write("helm/\(index)/values.yaml", values(name))
      try folder.write("kustomize/\(index)/kustomization.yaml", kustomization(name))
      try folder.write("xml/domain\(index).xml", libvirt(hostileXML[index]))
      try folder.write("xml/\(index)/core-site.xml", hadoop(hostileXML[index]))
    }
    // Names of files are input as well; a slash or a zero byte is all that they cannot hold.
    for (index, name) in hostile.enumerated() {
      let file = name.replacingOccurrences(of: "/", with: "_")
      try folder.write("files/\(file)\(index).yaml", cloudFormation("Plain\(index)"))
      try folder.write("files/\(file)\(index)-broken.yaml", broken)
    }
    try folder.write(".gitlab-ci.yml", pipeline)
    return folder.url.path
  }

  // MARK: Dialects

  static func values(_ name: String) -> String {
    """
    # password: \(secret("helm-comment"))
    image: {repository: \(quoted("registry.example.com/" + name)), tag: "1"}
    ingress:
      enabled: true
      hosts: [{host: \(quoted(name))}]
    \(quoted(name)):
      enabled: true
      image: {repository: postgres}
      persistence: {enabled: true, storageClass: \(quoted(name))}
      auth: {password: "\(secret("helm-password"))"}
    auth: {password: "\(secret("helm-auth"))"}
    env:
      - {name: DATABASE_URL, value: "postgres://shop:\(secret("helm-url"))@db.example.com:5432/shop"}

    """
  }

  static func kustomization(_ name: String) -> String {
    """
    apiVersion: kustomize.config.k8s.io/v1beta1
    kind: Kustomization
    # password: \(secret("kustomize-comment"))
    commonAnnotations: {note: \(quoted(name))}
    secretGenerator:
      - name: \(quoted(name))
        literals: ["password=\(secret("kustomize-literal"))"]
    configMapGenerator:
      - name: \(quoted(name))
        literals: [\(quoted("DATABASE_URL=postgres://shop:" + secret("kustomize-url") + "@db.example.com/" + name))]

    """
  }

  static func cloudFormation(_ name: String) -> String {
    """
    AWSTemplateFormatVersion: "2010-09-09"
    # password: \(secret("cfn-comment"))
    Parameters:
      DbPassword: {Type: String, Default: "\(secret("cfn-default"))"}
      Storage: {Type: String, AllowedValues: ["true", "false"], Default: "false"}
    Resources:
      \(quoted(name)):
        Type: AWS::RDS::DBInstance # token=\(secret("cfn-comment2"))
        Properties:
          StorageEncrypted: !Ref Storage
          MasterUsername: admin
          MasterUserPassword: "\(secret("cfn-password"))"
          DBInstanceIdentifier: \(quoted(name))
          Tags:
            - {Key: db-password, Value: "\(secret("cfn-tag"))"}
            - {Key: data-class, Value: \(quoted(name))}
      Plain:
        Type: AWS::S3::Bucket
        Properties:
          BucketName: \(quoted(name))
          ReplicationConfiguration:
            Role: arn:aws:iam::111122223333:role/r
            Rules: [{Status: Enabled, Destination: {Bucket: \(quoted("arn:aws:s3:::" + name))}}]
      Hook:
        Type: AWS::SNS::Subscription
        Properties:
          Protocol: https
          TopicArn: arn:aws:sns:us-east-1:111122223333:t
          Endpoint: "https://hook:\(secret("cfn-url"))@hooks.example.com/x?token=\(secret("cfn-query"))"
      Function:
        Type: AWS::Lambda::Function
        Properties:
          Runtime: python3.12
          Environment:
            Variables:
              DATABASE_URL: "postgres://shop:\(secret("cfn-env"))@db.example.com:5432/shop"
              API_TOKEN: "\(secret("cfn-token"))"
              CERT: "-----BEGIN PRIVATE KEY-----\\n\(secret("cfn-key"))\\n-----END PRIVATE KEY-----"

    """
  }

  static func arm(_ name: String) -> String {
    """
    {
      "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
      "contentVersion": "1.0.0.0",
      "parameters": {
        "adminPassword": {"type": "securestring", "defaultValue": "\(secret("arm-default"))"}
      },
      "resources": [
        {"type": "Microsoft.Sql/servers", "apiVersion": "2022-05-01", "name": \(quoted(name)),
          "location": \(quoted(name)), "tags": {"password": "\(secret("arm-tag"))", "data-class": \(quoted(name))},
          "properties": {"administratorLogin": "a", "administratorLoginPassword": "\(secret("arm-password"))"}},
        {"type": "Microsoft.Storage/storageAccounts", "apiVersion": "2023-01-01", "name": \(quoted(name)),
          "location": "eastus", "sku": {"name": "Standard_GRS"},
          "properties": {"supportsHttpsTrafficOnly": false,
            "encryption": {"keySource": "Microsoft.Keyvault", "keyvaultproperties": {"keyvaulturi": \(quoted("https://" + name))}}}},
        {"type": "Microsoft.Web/sites", "apiVersion": "2022-03-01", "name": "site", "location": "eastus",
          "properties": {"siteConfig": {
            "appSettings": [
              {"name": "API_TOKEN", "value": "\(secret("arm-token"))"},
              {"name": "Hook", "value": "https://u:\(secret("arm-url"))@hook.example.com/?sig=\(secret("arm-sig"))"}
            ],
            "connectionStrings": [{"name": "db",
              "connectionString": "Server=tcp:db.example.com;User ID=a;Password=\(secret("arm-connection"));"}]}}}
      ]
    }

    """
  }

  static func terraform(_ name: String) -> String {
    let values = """
      "identifier": \(quoted(name)), "engine": "postgres", "storage_encrypted": false,
      "password": "\(secret("tf-password"))", "tags": {"db_password": "\(secret("tf-tag"))", "data-class": \(quoted(name))}
      """
    return """
      {"format_version": "1.2", "terraform_version": "1.9.0",
       "variables": {"password": {"value": "\(secret("tf-variable"))"}},
       "planned_values": {"root_module": {"resources": [
        {"address": \(quoted("aws_db_instance." + name)), "mode": "managed", "type": "aws_db_instance",
         "name": \(quoted(name)), "provider_name": "registry.terraform.io/hashicorp/aws",
         "values": {\(values)}, "sensitive_values": {"password": true}},
        {"address": "aws_sns_topic_subscription.hook", "mode": "managed", "type": "aws_sns_topic_subscription",
         "name": "hook", "provider_name": "registry.terraform.io/hashicorp/aws",
         "values": {"protocol": "https", "endpoint": "https://u:\(secret("tf-url"))@hook.example.com/x"},
         "sensitive_values": {}},
        {"address": "aws_lambda_function.f", "mode": "managed", "type": "aws_lambda_function", "name": "f",
         "provider_name": "registry.terraform.io/hashicorp/aws",
         "values": {"environment": [{"variables": {"DATABASE_URL": "mysql://a:\(secret("tf-env"))@db.example.com/x",
           "API_TOKEN": "\(secret("tf-token"))"}}]}, "sensitive_values": {}}
       ]}},
       "configuration": {"provider_config": {"aws": {"name": "aws",
         "expressions": {"region": {"constant_value": "us-east-1"}, "secret_key": {"constant_value": "\(secret("tf-provider"))"}}}},
         "root_module": {"resources": []}}}

      """
  }

  static func compose(_ name: String) -> String {
    """
    # password: \(secret("compose-comment"))
    services:
      \(quoted(name)):
        image: postgres:16 # token: \(secret("compose-comment2"))
        command: ["--password", "\(secret("compose-command"))"]
        ports: ["5432:5432"]
        labels:
          api-token: "\(secret("compose-label"))"
          data-class: \(quoted(name))
        environment:
          POSTGRES_PASSWORD: "\(secret("compose-password"))"
          OTHER_PASSWORD: "${DB_PASSWORD}"
          BROKER: "amqp://shop:\(secret("compose-url"))@mq.example.com:5672/"
          HOOK: "https://hooks.example.com/x?token=\(secret("compose-query"))"
          PEER: \(quoted("https://" + name))
        volumes: ["data:/var/lib/postgresql/data"]
    volumes:
      data:
        driver_opts: {type: cifs, device: "//nas.example.com/x", o: "username=a,password=\(secret("compose-mount"))"}
    secrets:
      s: {environment: DB_PASSWORD}

    """
  }

  static func kubernetes(_ name: String) -> String {
    let encoded = Data(secret("k8s-base64").utf8).base64EncodedString()
    return """
      apiVersion: v1
      kind: Secret
      metadata:
        name: \(quoted(name))
        annotations:
          kubectl.kubernetes.io/last-applied-configuration: '{"data":{"password":"\(secret("k8s-annotation"))"}}'
          hook-url: "https://u:\(secret("k8s-annotation-url"))@x.example.com"
        labels: {data-class: \(quoted(name))}
      # password: \(secret("k8s-comment"))
      data: {password: \(encoded)}
      stringData: {token: "\(secret("k8s-string"))"}
      ---
      apiVersion: v1
      kind: ConfigMap
      metadata: {name: \(quoted(name)), namespace: \(quoted(name))}
      data:
        DB_PASSWORD: "\(secret("k8s-config"))"
        DATABASE_URL: "postgres://u:\(secret("k8s-config-url"))@db.example.com/x"
        app.properties: |
          spring.datasource.password=\(secret("k8s-properties"))
          spring.datasource.url=jdbc:postgresql://db.example.com/x?user=a&password=\(secret("k8s-jdbc"))
          key: -----BEGIN RSA PRIVATE KEY----- \(secret("k8s-key"))
      ---
      apiVersion: apps/v1
      kind: StatefulSet
      metadata: {name: \(quoted(name))}
      spec:
        selector: {matchLabels: {app: x}}
        template:
          metadata: {labels: {app: x}}
          spec:
            containers:
              - name: \(quoted(name))
                image: \(quoted("registry.example.com/" + name)) # secret: \(secret("k8s-comment2"))
                args: ["--db-password=\(secret("k8s-arg"))", "--token", "\(secret("k8s-arg2"))"]
                env:
                  - {name: DB_PASSWORD, value: "\(secret("k8s-env"))"}
                  - name: CACHE
                    value: "redis://:\(secret("k8s-env-url"))@cache.example.com:6379"
            volumes:
              - {name: v, nfs: {server: \(quoted(name)), path: /x}}
        volumeClaimTemplates:
          - metadata: {name: \(quoted(name))}
            spec: {storageClassName: \(quoted(name))}

      """
  }

  static func libvirt(_ name: String) -> String {
    """
    <domain type='kvm'>
      <!-- password: \(secret("libvirt-comment")) -->
      <name>\(name)</name>
      <description>password=\(secret("libvirt-description"))</description>
      <devices>
        <disk type='network' device='disk'>
          <source protocol='https' name="\(name)"><host name="\(name)" port='443'/>
            <cookies><cookie name='token'>\(secret("libvirt-cookie"))</cookie></cookies></source>
          <target dev='vda'/>
        </disk>
        <disk type='file' device='disk'><source file="/srv/\(name).qcow2"/><target dev="\(name)"/></disk>
        <graphics type='vnc' port='5900' listen='0.0.0.0' passwd='\(secret("libvirt-passwd"))'/>
      </devices>
    </domain>

    """
  }

  static func hadoop(_ name: String) -> String {
    let settings = [
      ("fs.s3a.secret.key", secret("hadoop-key")), ("fs.s3a.endpoint", "s3.us-east-1.amazonaws.com"),
      ("fs.defaultFS", "s3a://u:\(secret("hadoop-uri"))@\(name)/x"),
      ("fs.s3a.bucket.\(name).endpoint", "http://\(name)"),
      (
        "javax.jdo.option.ConnectionURL",
        "jdbc:mysql://db.example.com/x?user=a&amp;password=\(secret("hadoop-jdbc"))"
      ),
      ("javax.jdo.option.ConnectionPassword", secret("hadoop-password")),
      ("fs.azure.account.key.\(name).dfs.core.windows.net", secret("hadoop-account")),
    ]
    let properties = settings.map { "  <property><name>\($0.0)</name><value>\($0.1)</value></property>\n" }
    return
      "<!-- password: \(secret("hadoop-comment")) -->\n<configuration>\n\(properties.joined())</configuration>\n"
  }

  /// Carries the marks of its dialect, so that it has to be told that it could not be read.
  static let broken = "apiVersion: v1\nkind: Secret\nmetadata: [\n"

  static let pipeline = """
    deploy:
      script:
        - aws cloudformation deploy --template-file cfn/t0.yaml --stack-name s --region us-east-1 --parameter-overrides DbPassword=\(secret("ci-argument"))
      variables:
        API_TOKEN: "\(secret("ci-variable"))"

    """
}
