/// An Amazon resource name: `arn:PARTITION:SERVICE:REGION:ACCOUNT:RESOURCE`.
public struct ARN: Sendable, Equatable {
  /// The partition: `aws`, `aws-cn`, `aws-eusc` ...
  public let partition: String
  /// The service: `s3`, `kms`.
  public let service: String
  /// The region; nil for services that name none in their ARN.
  public let region: String?
  /// The account; nil if the ARN has none.
  public let account: String?
  /// The rest.
  public let resource: String

  /// Reads an ARN; nil for anything else.
  public init?(_ text: String) {
    let parts = text.split(separator: ":", maxSplits: 5, omittingEmptySubsequences: false)
    guard parts.count == 6, parts[0] == "arn", parts[1].hasPrefix("aws"), !parts[2].isEmpty else {
      return nil
    }
    partition = String(parts[1])
    service = String(parts[2])
    region = parts[3].isEmpty ? nil : String(parts[3])
    account = parts[4].isEmpty ? nil : String(parts[4])
    resource = String(parts[5])
  }
}
