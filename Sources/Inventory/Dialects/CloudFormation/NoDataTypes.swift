/// Types that hold no data of their own: they count, and are not judged.
enum NoDataTypes {
  private static let services: Set<Substring> = [
    "IAM", "AutoScaling", "ApplicationAutoScaling", "AutoScalingPlans", "Organizations", "RAM",
    "ServiceCatalog", "CDK",
    "ResourceGroups", "Budgets", "ServiceDiscovery", "SSO",
  ]
  private static let types: Set<String> = [
    "AWS::CloudFormation::WaitCondition", "AWS::CloudFormation::WaitConditionHandle",
    "AWS::CloudFormation::Interface",
    "AWS::KMS::Alias", "AWS::S3::BucketPolicy", "AWS::SQS::QueuePolicy", "AWS::SNS::TopicPolicy",
    "AWS::Lambda::Permission", "AWS::Lambda::EventSourceMapping", "AWS::Lambda::Version",
    "AWS::Lambda::Alias",
    "AWS::RDS::DBSubnetGroup", "AWS::ElastiCache::SubnetGroup", "AWS::Redshift::ClusterSubnetGroup",
    "AWS::DocDB::DBSubnetGroup", "AWS::Neptune::DBSubnetGroup", "AWS::EFS::MountTarget",
    "AWS::Logs::MetricFilter",
    "AWS::CloudWatch::Alarm", "AWS::CloudWatch::CompositeAlarm", "AWS::CloudWatch::Dashboard",
    "AWS::SecretsManager::SecretTargetAttachment", "AWS::SecretsManager::RotationSchedule",
    "AWS::SecretsManager::ResourcePolicy", "AWS::Backup::BackupSelection",
  ]
  private static let storageOfCompute: Set<String> = [
    "AWS::EC2::Instance", "AWS::EC2::Volume", "AWS::EC2::LaunchTemplate", "AWS::EC2::SpotFleet",
    "AWS::EC2::FlowLog", "AWS::EC2::VPNConnection", "AWS::EC2::ClientVpnEndpoint", "AWS::EC2::EC2Fleet",
    "AWS::EC2::SnapshotBlockPublicAccess", "AWS::AutoScaling::LaunchConfiguration",
  ]

  /// True for policies, permissions, networks, alarms and the like.
  static func contains(_ type: String) -> Bool {
    if types.contains(type) { return true }
    let parts = type.split(separator: ":", omittingEmptySubsequences: true)
    guard parts.count >= 3, parts[0] == "AWS" else { return false }
    if storageOfCompute.contains(type) { return false }
    return parts[1] == "EC2" || services.contains(parts[1])
  }
}
