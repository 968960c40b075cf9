/// Types that hold no data of their own: they count, and are not judged.
enum NoDataTypes {
  private static let services: Set<Substring> = [
    "IAM", "AutoScaling", "ApplicationAutoScaling", "AutoScalingPlans", "Organizations", "RAM",
    "ServiceCatalog", "CDK",
    "ResourceGroups", "Budgets", "ServiceDiscovery", "SSO", "Route53", "WAF", "WAFRegional", "WAFv2",
    "CertificateManager", "Oam", "AccessAnalyzer", "CloudWatch", "GlobalAccelerator", "RolesAnywhere",
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
    "AWS::SecretsManager::SecretTargetAttachment", "AWS::SecretsManager::RotationSchedule",
    "AWS::SecretsManager::ResourcePolicy", "AWS::Backup::BackupSelection",
    "AWS::ApiGateway::Account", "AWS::ApiGateway::ApiKey", "AWS::ApiGateway::Authorizer",
    "AWS::ApiGateway::BasePathMapping", "AWS::ApiGateway::Deployment", "AWS::ApiGateway::GatewayResponse",
    "AWS::ApiGateway::Method", "AWS::ApiGateway::Model", "AWS::ApiGateway::RequestValidator",
    "AWS::ApiGateway::Resource", "AWS::ApiGateway::UsagePlan", "AWS::ApiGateway::UsagePlanKey",
    "AWS::ApiGatewayV2::ApiMapping", "AWS::ApiGatewayV2::Authorizer", "AWS::ApiGatewayV2::Deployment",
    "AWS::ApiGatewayV2::Route", "AWS::ApiGatewayV2::RouteResponse", "AWS::CloudFormation::Macro",
    "AWS::CloudFormation::ModuleVersion", "AWS::CloudFront::CachePolicy",
    "AWS::CloudFront::CloudFrontOriginAccessIdentity", "AWS::CloudFront::OriginAccessControl",
    "AWS::CloudFront::OriginRequestPolicy", "AWS::CloudFront::ResponseHeadersPolicy",
    "AWS::Cognito::IdentityPool", "AWS::Cognito::IdentityPoolRoleAttachment", "AWS::Cognito::UserPoolClient",
    "AWS::Cognito::UserPoolDomain", "AWS::Cognito::UserPoolGroup", "AWS::Config::ConfigRule",
    "AWS::Config::ConfigurationRecorder",
    "AWS::DAX::SubnetGroup", "AWS::DMS::ReplicationSubnetGroup", "AWS::DocDB::DBClusterParameterGroup",
    "AWS::ECS::Cluster", "AWS::ECS::Service", "AWS::EFS::AccessPoint",
    "AWS::ElasticLoadBalancingV2::ListenerCertificate", "AWS::ElasticLoadBalancingV2::ListenerRule",
    "AWS::ElasticLoadBalancingV2::TargetGroup", "AWS::ElastiCache::ParameterGroup",
    "AWS::Events::EventBusPolicy", "AWS::IoT::Policy", "AWS::Lambda::LayerVersionPermission",
    "AWS::Lambda::Url", "AWS::Logs::QueryDefinition", "AWS::Logs::ResourcePolicy",
    "AWS::Neptune::DBClusterParameterGroup", "AWS::Neptune::DBParameterGroup",
    "AWS::RDS::DBClusterParameterGroup", "AWS::RDS::DBParameterGroup", "AWS::RDS::EventSubscription",
    "AWS::RDS::OptionGroup", "AWS::Redshift::ClusterParameterGroup", "AWS::S3::AccessPoint",
    "AWS::SSM::MaintenanceWindow", "AWS::SSM::Association", "AWS::SSM::Document",
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
