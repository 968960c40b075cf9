// The service cards, as they are in the tree: one block and one line a card. A test compares the list with the folder.
#include "shipped.h"

#define EMBED(identifier) static const unsigned char identifier[]

EMBED(aws_apigateway_domain_name) = {
#embed "../Inventory/Cards/Data/aws/apigateway-domain-name.yaml"
};
EMBED(aws_apigateway_rest_api) = {
#embed "../Inventory/Cards/Data/aws/apigateway-rest-api.yaml"
};
EMBED(aws_apigateway_stage) = {
#embed "../Inventory/Cards/Data/aws/apigateway-stage.yaml"
};
EMBED(aws_apigatewayv2_api) = {
#embed "../Inventory/Cards/Data/aws/apigatewayv2-api.yaml"
};
EMBED(aws_autoscaling_launch_configuration) = {
#embed "../Inventory/Cards/Data/aws/autoscaling-launch-configuration.yaml"
};
EMBED(aws_backup_plan) = {
#embed "../Inventory/Cards/Data/aws/backup-plan.yaml"
};
EMBED(aws_backup_vault) = {
#embed "../Inventory/Cards/Data/aws/backup-vault.yaml"
};
EMBED(aws_cassandra_table) = {
#embed "../Inventory/Cards/Data/aws/cassandra-table.yaml"
};
EMBED(aws_cloudfront_distribution) = {
#embed "../Inventory/Cards/Data/aws/cloudfront-distribution.yaml"
};
EMBED(aws_cloudtrail_trail) = {
#embed "../Inventory/Cards/Data/aws/cloudtrail-trail.yaml"
};
EMBED(aws_codebuild_project) = {
#embed "../Inventory/Cards/Data/aws/codebuild-project.yaml"
};
EMBED(aws_cognito_user_pool) = {
#embed "../Inventory/Cards/Data/aws/cognito-user-pool.yaml"
};
EMBED(aws_config_delivery_channel) = {
#embed "../Inventory/Cards/Data/aws/config-delivery-channel.yaml"
};
EMBED(aws_dax_cluster) = {
#embed "../Inventory/Cards/Data/aws/dax-cluster.yaml"
};
EMBED(aws_dms_endpoint) = {
#embed "../Inventory/Cards/Data/aws/dms-endpoint.yaml"
};
EMBED(aws_dms_replication_instance) = {
#embed "../Inventory/Cards/Data/aws/dms-replication-instance.yaml"
};
EMBED(aws_docdb_cluster) = {
#embed "../Inventory/Cards/Data/aws/docdb-cluster.yaml"
};
EMBED(aws_dynamodb_global_table) = {
#embed "../Inventory/Cards/Data/aws/dynamodb-global-table.yaml"
};
EMBED(aws_dynamodb_table) = {
#embed "../Inventory/Cards/Data/aws/dynamodb-table.yaml"
};
EMBED(aws_ec2_flow_log) = {
#embed "../Inventory/Cards/Data/aws/ec2-flow-log.yaml"
};
EMBED(aws_ec2_instance) = {
#embed "../Inventory/Cards/Data/aws/ec2-instance.yaml"
};
EMBED(aws_ec2_launch_template) = {
#embed "../Inventory/Cards/Data/aws/ec2-launch-template.yaml"
};
EMBED(aws_ec2_volume) = {
#embed "../Inventory/Cards/Data/aws/ec2-volume.yaml"
};
EMBED(aws_ecr_replication) = {
#embed "../Inventory/Cards/Data/aws/ecr-replication.yaml"
};
EMBED(aws_ecr_repository) = {
#embed "../Inventory/Cards/Data/aws/ecr-repository.yaml"
};
EMBED(aws_ecs_task_definition) = {
#embed "../Inventory/Cards/Data/aws/ecs-task-definition.yaml"
};
EMBED(aws_efs_file_system) = {
#embed "../Inventory/Cards/Data/aws/efs-file-system.yaml"
};
EMBED(aws_elasticache_cluster) = {
#embed "../Inventory/Cards/Data/aws/elasticache-cluster.yaml"
};
EMBED(aws_elasticache_replication_group) = {
#embed "../Inventory/Cards/Data/aws/elasticache-replication-group.yaml"
};
EMBED(aws_elasticache_serverless) = {
#embed "../Inventory/Cards/Data/aws/elasticache-serverless.yaml"
};
EMBED(aws_elasticsearch_domain) = {
#embed "../Inventory/Cards/Data/aws/elasticsearch-domain.yaml"
};
EMBED(aws_elb_load_balancer) = {
#embed "../Inventory/Cards/Data/aws/elb-load-balancer.yaml"
};
EMBED(aws_elbv2_listener) = {
#embed "../Inventory/Cards/Data/aws/elbv2-listener.yaml"
};
EMBED(aws_elbv2_load_balancer) = {
#embed "../Inventory/Cards/Data/aws/elbv2-load-balancer.yaml"
};
EMBED(aws_emr_cluster) = {
#embed "../Inventory/Cards/Data/aws/emr-cluster.yaml"
};
EMBED(aws_events_event_bus) = {
#embed "../Inventory/Cards/Data/aws/events-event-bus.yaml"
};
EMBED(aws_events_rule) = {
#embed "../Inventory/Cards/Data/aws/events-rule.yaml"
};
EMBED(aws_firehose_delivery_stream) = {
#embed "../Inventory/Cards/Data/aws/firehose-delivery-stream.yaml"
};
EMBED(aws_fsx_file_system) = {
#embed "../Inventory/Cards/Data/aws/fsx-file-system.yaml"
};
EMBED(aws_kinesis_stream) = {
#embed "../Inventory/Cards/Data/aws/kinesis-stream.yaml"
};
EMBED(aws_kms_key) = {
#embed "../Inventory/Cards/Data/aws/kms-key.yaml"
};
EMBED(aws_kms_replica_key) = {
#embed "../Inventory/Cards/Data/aws/kms-replica-key.yaml"
};
EMBED(aws_lambda_function) = {
#embed "../Inventory/Cards/Data/aws/lambda-function.yaml"
};
EMBED(aws_logs_log_group) = {
#embed "../Inventory/Cards/Data/aws/logs-log-group.yaml"
};
EMBED(aws_logs_subscription_filter) = {
#embed "../Inventory/Cards/Data/aws/logs-subscription-filter.yaml"
};
EMBED(aws_memorydb_cluster) = {
#embed "../Inventory/Cards/Data/aws/memorydb-cluster.yaml"
};
EMBED(aws_mq_broker) = {
#embed "../Inventory/Cards/Data/aws/mq-broker.yaml"
};
EMBED(aws_msk_cluster) = {
#embed "../Inventory/Cards/Data/aws/msk-cluster.yaml"
};
EMBED(aws_neptune_cluster) = {
#embed "../Inventory/Cards/Data/aws/neptune-cluster.yaml"
};
EMBED(aws_opensearch_domain) = {
#embed "../Inventory/Cards/Data/aws/opensearch-domain.yaml"
};
EMBED(aws_rds_cluster) = {
#embed "../Inventory/Cards/Data/aws/rds-cluster.yaml"
};
EMBED(aws_rds_global_cluster) = {
#embed "../Inventory/Cards/Data/aws/rds-global-cluster.yaml"
};
EMBED(aws_rds_instance) = {
#embed "../Inventory/Cards/Data/aws/rds-instance.yaml"
};
EMBED(aws_redshift_cluster) = {
#embed "../Inventory/Cards/Data/aws/redshift-cluster.yaml"
};
EMBED(aws_redshift_serverless_namespace) = {
#embed "../Inventory/Cards/Data/aws/redshift-serverless-namespace.yaml"
};
EMBED(aws_s3_bucket) = {
#embed "../Inventory/Cards/Data/aws/s3-bucket.yaml"
};
EMBED(aws_secretsmanager_secret) = {
#embed "../Inventory/Cards/Data/aws/secretsmanager-secret.yaml"
};
EMBED(aws_sns_subscription) = {
#embed "../Inventory/Cards/Data/aws/sns-subscription.yaml"
};
EMBED(aws_sns_topic) = {
#embed "../Inventory/Cards/Data/aws/sns-topic.yaml"
};
EMBED(aws_sqs_queue) = {
#embed "../Inventory/Cards/Data/aws/sqs-queue.yaml"
};
EMBED(aws_ssm_parameter) = {
#embed "../Inventory/Cards/Data/aws/ssm-parameter.yaml"
};
EMBED(aws_timestream_database) = {
#embed "../Inventory/Cards/Data/aws/timestream-database.yaml"
};

#define CARD(path, identifier) {path, identifier, sizeof identifier}

static const struct shipped_file cards[] = {
  CARD("aws/apigateway-domain-name.yaml", aws_apigateway_domain_name),
  CARD("aws/apigateway-rest-api.yaml", aws_apigateway_rest_api),
  CARD("aws/apigateway-stage.yaml", aws_apigateway_stage),
  CARD("aws/apigatewayv2-api.yaml", aws_apigatewayv2_api),
  CARD("aws/autoscaling-launch-configuration.yaml", aws_autoscaling_launch_configuration),
  CARD("aws/backup-plan.yaml", aws_backup_plan),
  CARD("aws/backup-vault.yaml", aws_backup_vault),
  CARD("aws/cassandra-table.yaml", aws_cassandra_table),
  CARD("aws/cloudfront-distribution.yaml", aws_cloudfront_distribution),
  CARD("aws/cloudtrail-trail.yaml", aws_cloudtrail_trail),
  CARD("aws/codebuild-project.yaml", aws_codebuild_project),
  CARD("aws/cognito-user-pool.yaml", aws_cognito_user_pool),
  CARD("aws/config-delivery-channel.yaml", aws_config_delivery_channel),
  CARD("aws/dax-cluster.yaml", aws_dax_cluster),
  CARD("aws/dms-endpoint.yaml", aws_dms_endpoint),
  CARD("aws/dms-replication-instance.yaml", aws_dms_replication_instance),
  CARD("aws/docdb-cluster.yaml", aws_docdb_cluster),
  CARD("aws/dynamodb-global-table.yaml", aws_dynamodb_global_table),
  CARD("aws/dynamodb-table.yaml", aws_dynamodb_table),
  CARD("aws/ec2-flow-log.yaml", aws_ec2_flow_log),
  CARD("aws/ec2-instance.yaml", aws_ec2_instance),
  CARD("aws/ec2-launch-template.yaml", aws_ec2_launch_template),
  CARD("aws/ec2-volume.yaml", aws_ec2_volume),
  CARD("aws/ecr-replication.yaml", aws_ecr_replication),
  CARD("aws/ecr-repository.yaml", aws_ecr_repository),
  CARD("aws/ecs-task-definition.yaml", aws_ecs_task_definition),
  CARD("aws/efs-file-system.yaml", aws_efs_file_system),
  CARD("aws/elasticache-cluster.yaml", aws_elasticache_cluster),
  CARD("aws/elasticache-replication-group.yaml", aws_elasticache_replication_group),
  CARD("aws/elasticache-serverless.yaml", aws_elasticache_serverless),
  CARD("aws/elasticsearch-domain.yaml", aws_elasticsearch_domain),
  CARD("aws/elb-load-balancer.yaml", aws_elb_load_balancer),
  CARD("aws/elbv2-listener.yaml", aws_elbv2_listener),
  CARD("aws/elbv2-load-balancer.yaml", aws_elbv2_load_balancer),
  CARD("aws/emr-cluster.yaml", aws_emr_cluster),
  CARD("aws/events-event-bus.yaml", aws_events_event_bus),
  CARD("aws/events-rule.yaml", aws_events_rule),
  CARD("aws/firehose-delivery-stream.yaml", aws_firehose_delivery_stream),
  CARD("aws/fsx-file-system.yaml", aws_fsx_file_system),
  CARD("aws/kinesis-stream.yaml", aws_kinesis_stream),
  CARD("aws/kms-key.yaml", aws_kms_key),
  CARD("aws/kms-replica-key.yaml", aws_kms_replica_key),
  CARD("aws/lambda-function.yaml", aws_lambda_function),
  CARD("aws/logs-log-group.yaml", aws_logs_log_group),
  CARD("aws/logs-subscription-filter.yaml", aws_logs_subscription_filter),
  CARD("aws/memorydb-cluster.yaml", aws_memorydb_cluster),
  CARD("aws/mq-broker.yaml", aws_mq_broker),
  CARD("aws/msk-cluster.yaml", aws_msk_cluster),
  CARD("aws/neptune-cluster.yaml", aws_neptune_cluster),
  CARD("aws/opensearch-domain.yaml", aws_opensearch_domain),
  CARD("aws/rds-cluster.yaml", aws_rds_cluster),
  CARD("aws/rds-global-cluster.yaml", aws_rds_global_cluster),
  CARD("aws/rds-instance.yaml", aws_rds_instance),
  CARD("aws/redshift-cluster.yaml", aws_redshift_cluster),
  CARD("aws/redshift-serverless-namespace.yaml", aws_redshift_serverless_namespace),
  CARD("aws/s3-bucket.yaml", aws_s3_bucket),
  CARD("aws/secretsmanager-secret.yaml", aws_secretsmanager_secret),
  CARD("aws/sns-subscription.yaml", aws_sns_subscription),
  CARD("aws/sns-topic.yaml", aws_sns_topic),
  CARD("aws/sqs-queue.yaml", aws_sqs_queue),
  CARD("aws/ssm-parameter.yaml", aws_ssm_parameter),
  CARD("aws/timestream-database.yaml", aws_timestream_database),
};

const struct shipped_file *shipped_cards(size_t *count)
{
  *count = sizeof cards / sizeof *cards;
  return cards;
}
