// The service cards, as they are in the tree: one block and one line a card. A test compares the list with the folder.
#include "shipped.h"

#define EMBED(identifier) static const unsigned char identifier[]

EMBED(aws_acm_certificate) = {
#embed "../Inventory/Cards/Data/aws/acm-certificate.yaml"
};
EMBED(aws_acmpca_certificate_authority) = {
#embed "../Inventory/Cards/Data/aws/acmpca-certificate-authority.yaml"
};
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
EMBED(aws_athena_workgroup) = {
#embed "../Inventory/Cards/Data/aws/athena-workgroup.yaml"
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
EMBED(aws_cognito_user_pool_identity_provider) = {
#embed "../Inventory/Cards/Data/aws/cognito-user-pool-identity-provider.yaml"
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
EMBED(aws_dlm_lifecycle_policy) = {
#embed "../Inventory/Cards/Data/aws/dlm-lifecycle-policy.yaml"
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
EMBED(aws_ebs_snapshot) = {
#embed "../Inventory/Cards/Data/aws/ebs-snapshot.yaml"
};
EMBED(aws_ec2_customer_gateway) = {
#embed "../Inventory/Cards/Data/aws/ec2-customer-gateway.yaml"
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
EMBED(aws_ec2_transit_gateway_peering_attachment) = {
#embed "../Inventory/Cards/Data/aws/ec2-transit-gateway-peering-attachment.yaml"
};
EMBED(aws_ec2_volume) = {
#embed "../Inventory/Cards/Data/aws/ec2-volume.yaml"
};
EMBED(aws_ec2_vpc_peering_connection) = {
#embed "../Inventory/Cards/Data/aws/ec2-vpc-peering-connection.yaml"
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
EMBED(aws_eks_cluster) = {
#embed "../Inventory/Cards/Data/aws/eks-cluster.yaml"
};
EMBED(aws_eks_node_group) = {
#embed "../Inventory/Cards/Data/aws/eks-node-group.yaml"
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
EMBED(aws_glue_job) = {
#embed "../Inventory/Cards/Data/aws/glue-job.yaml"
};
EMBED(aws_iam_oidc_provider) = {
#embed "../Inventory/Cards/Data/aws/iam-oidc-provider.yaml"
};
EMBED(aws_kinesis_stream) = {
#embed "../Inventory/Cards/Data/aws/kinesis-stream.yaml"
};
EMBED(aws_kinesis_video) = {
#embed "../Inventory/Cards/Data/aws/kinesis-video.yaml"
};
EMBED(aws_kms_external_key) = {
#embed "../Inventory/Cards/Data/aws/kms-external-key.yaml"
};
EMBED(aws_kms_key) = {
#embed "../Inventory/Cards/Data/aws/kms-key.yaml"
};
EMBED(aws_kms_replica_external_key) = {
#embed "../Inventory/Cards/Data/aws/kms-replica-external-key.yaml"
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
EMBED(aws_opensearch_serverless) = {
#embed "../Inventory/Cards/Data/aws/opensearch-serverless.yaml"
};
EMBED(aws_rds_backup_replication) = {
#embed "../Inventory/Cards/Data/aws/rds-backup-replication.yaml"
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
EMBED(aws_s3_directory_bucket) = {
#embed "../Inventory/Cards/Data/aws/s3-directory-bucket.yaml"
};
EMBED(aws_sagemaker) = {
#embed "../Inventory/Cards/Data/aws/sagemaker.yaml"
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
EMBED(aws_states_machine) = {
#embed "../Inventory/Cards/Data/aws/states-machine.yaml"
};
EMBED(aws_timestream_database) = {
#embed "../Inventory/Cards/Data/aws/timestream-database.yaml"
};
EMBED(aws_transfer_server) = {
#embed "../Inventory/Cards/Data/aws/transfer-server.yaml"
};
EMBED(azure_analysis_services) = {
#embed "../Inventory/Cards/Data/azure/analysis-services.yaml"
};
EMBED(azure_api_management_backend) = {
#embed "../Inventory/Cards/Data/azure/api-management-backend.yaml"
};
EMBED(azure_api_management) = {
#embed "../Inventory/Cards/Data/azure/api-management.yaml"
};
EMBED(azure_app_configuration) = {
#embed "../Inventory/Cards/Data/azure/app-configuration.yaml"
};
EMBED(azure_app_service) = {
#embed "../Inventory/Cards/Data/azure/app-service.yaml"
};
EMBED(azure_application_gateway) = {
#embed "../Inventory/Cards/Data/azure/application-gateway.yaml"
};
EMBED(azure_application_insights) = {
#embed "../Inventory/Cards/Data/azure/application-insights.yaml"
};
EMBED(azure_automation_account) = {
#embed "../Inventory/Cards/Data/azure/automation-account.yaml"
};
EMBED(azure_backup_vault) = {
#embed "../Inventory/Cards/Data/azure/backup-vault.yaml"
};
EMBED(azure_batch_account) = {
#embed "../Inventory/Cards/Data/azure/batch-account.yaml"
};
EMBED(azure_bot_service) = {
#embed "../Inventory/Cards/Data/azure/bot-service.yaml"
};
EMBED(azure_cdn_endpoint) = {
#embed "../Inventory/Cards/Data/azure/cdn-endpoint.yaml"
};
EMBED(azure_cognitive_account) = {
#embed "../Inventory/Cards/Data/azure/cognitive-account.yaml"
};
EMBED(azure_cognitive_deployment) = {
#embed "../Inventory/Cards/Data/azure/cognitive-deployment.yaml"
};
EMBED(azure_container_app) = {
#embed "../Inventory/Cards/Data/azure/container-app.yaml"
};
EMBED(azure_container_group) = {
#embed "../Inventory/Cards/Data/azure/container-group.yaml"
};
EMBED(azure_container_registry) = {
#embed "../Inventory/Cards/Data/azure/container-registry.yaml"
};
EMBED(azure_cosmosdb_account) = {
#embed "../Inventory/Cards/Data/azure/cosmosdb-account.yaml"
};
EMBED(azure_cosmosdb_cluster) = {
#embed "../Inventory/Cards/Data/azure/cosmosdb-cluster.yaml"
};
EMBED(azure_data_collection_rule) = {
#embed "../Inventory/Cards/Data/azure/data-collection-rule.yaml"
};
EMBED(azure_data_explorer_cluster) = {
#embed "../Inventory/Cards/Data/azure/data-explorer-cluster.yaml"
};
EMBED(azure_data_factory_linked_service) = {
#embed "../Inventory/Cards/Data/azure/data-factory-linked-service.yaml"
};
EMBED(azure_data_factory) = {
#embed "../Inventory/Cards/Data/azure/data-factory.yaml"
};
EMBED(azure_data_lake_store) = {
#embed "../Inventory/Cards/Data/azure/data-lake-store.yaml"
};
EMBED(azure_database_single_server) = {
#embed "../Inventory/Cards/Data/azure/database-single-server.yaml"
};
EMBED(azure_databricks_workspace) = {
#embed "../Inventory/Cards/Data/azure/databricks-workspace.yaml"
};
EMBED(azure_diagnostic_setting) = {
#embed "../Inventory/Cards/Data/azure/diagnostic-setting.yaml"
};
EMBED(azure_disk_encryption_set) = {
#embed "../Inventory/Cards/Data/azure/disk-encryption-set.yaml"
};
EMBED(azure_event_grid_subscription) = {
#embed "../Inventory/Cards/Data/azure/event-grid-subscription.yaml"
};
EMBED(azure_event_grid_topic) = {
#embed "../Inventory/Cards/Data/azure/event-grid-topic.yaml"
};
EMBED(azure_event_hub_namespace) = {
#embed "../Inventory/Cards/Data/azure/event-hub-namespace.yaml"
};
EMBED(azure_event_hub) = {
#embed "../Inventory/Cards/Data/azure/event-hub.yaml"
};
EMBED(azure_flow_log) = {
#embed "../Inventory/Cards/Data/azure/flow-log.yaml"
};
EMBED(azure_front_door) = {
#embed "../Inventory/Cards/Data/azure/front-door.yaml"
};
EMBED(azure_hdinsight_cluster) = {
#embed "../Inventory/Cards/Data/azure/hdinsight-cluster.yaml"
};
EMBED(azure_health_data_service) = {
#embed "../Inventory/Cards/Data/azure/health-data-service.yaml"
};
EMBED(azure_image) = {
#embed "../Inventory/Cards/Data/azure/image.yaml"
};
EMBED(azure_iot_hub) = {
#embed "../Inventory/Cards/Data/azure/iot-hub.yaml"
};
EMBED(azure_key_vault_certificate) = {
#embed "../Inventory/Cards/Data/azure/key-vault-certificate.yaml"
};
EMBED(azure_key_vault_key) = {
#embed "../Inventory/Cards/Data/azure/key-vault-key.yaml"
};
EMBED(azure_key_vault_secret) = {
#embed "../Inventory/Cards/Data/azure/key-vault-secret.yaml"
};
EMBED(azure_key_vault) = {
#embed "../Inventory/Cards/Data/azure/key-vault.yaml"
};
EMBED(azure_kubernetes_service) = {
#embed "../Inventory/Cards/Data/azure/kubernetes-service.yaml"
};
EMBED(azure_log_analytics_workspace) = {
#embed "../Inventory/Cards/Data/azure/log-analytics-workspace.yaml"
};
EMBED(azure_logic_app) = {
#embed "../Inventory/Cards/Data/azure/logic-app.yaml"
};
EMBED(azure_machine_learning_workspace) = {
#embed "../Inventory/Cards/Data/azure/machine-learning-workspace.yaml"
};
EMBED(azure_managed_disk) = {
#embed "../Inventory/Cards/Data/azure/managed-disk.yaml"
};
EMBED(azure_managed_hsm) = {
#embed "../Inventory/Cards/Data/azure/managed-hsm.yaml"
};
EMBED(azure_mysql_flexible_server) = {
#embed "../Inventory/Cards/Data/azure/mysql-flexible-server.yaml"
};
EMBED(azure_netapp_account) = {
#embed "../Inventory/Cards/Data/azure/netapp-account.yaml"
};
EMBED(azure_netapp_volume) = {
#embed "../Inventory/Cards/Data/azure/netapp-volume.yaml"
};
EMBED(azure_postgresql_flexible_server) = {
#embed "../Inventory/Cards/Data/azure/postgresql-flexible-server.yaml"
};
EMBED(azure_purview_account) = {
#embed "../Inventory/Cards/Data/azure/purview-account.yaml"
};
EMBED(azure_recovery_services_vault) = {
#embed "../Inventory/Cards/Data/azure/recovery-services-vault.yaml"
};
EMBED(azure_redis_cache) = {
#embed "../Inventory/Cards/Data/azure/redis-cache.yaml"
};
EMBED(azure_redis_enterprise) = {
#embed "../Inventory/Cards/Data/azure/redis-enterprise.yaml"
};
EMBED(azure_search_service) = {
#embed "../Inventory/Cards/Data/azure/search-service.yaml"
};
EMBED(azure_service_bus_namespace) = {
#embed "../Inventory/Cards/Data/azure/service-bus-namespace.yaml"
};
EMBED(azure_service_fabric_cluster) = {
#embed "../Inventory/Cards/Data/azure/service-fabric-cluster.yaml"
};
EMBED(azure_signalr) = {
#embed "../Inventory/Cards/Data/azure/signalr.yaml"
};
EMBED(azure_snapshot) = {
#embed "../Inventory/Cards/Data/azure/snapshot.yaml"
};
EMBED(azure_sql_database) = {
#embed "../Inventory/Cards/Data/azure/sql-database.yaml"
};
EMBED(azure_sql_managed_instance) = {
#embed "../Inventory/Cards/Data/azure/sql-managed-instance.yaml"
};
EMBED(azure_sql_server) = {
#embed "../Inventory/Cards/Data/azure/sql-server.yaml"
};
EMBED(azure_static_web_app) = {
#embed "../Inventory/Cards/Data/azure/static-web-app.yaml"
};
EMBED(azure_storage_account) = {
#embed "../Inventory/Cards/Data/azure/storage-account.yaml"
};
EMBED(azure_stream_analytics_job) = {
#embed "../Inventory/Cards/Data/azure/stream-analytics-job.yaml"
};
EMBED(azure_synapse_workspace) = {
#embed "../Inventory/Cards/Data/azure/synapse-workspace.yaml"
};
EMBED(azure_traffic_manager) = {
#embed "../Inventory/Cards/Data/azure/traffic-manager.yaml"
};
EMBED(azure_virtual_machine_scale_set) = {
#embed "../Inventory/Cards/Data/azure/virtual-machine-scale-set.yaml"
};
EMBED(azure_virtual_machine) = {
#embed "../Inventory/Cards/Data/azure/virtual-machine.yaml"
};
EMBED(google_alloydb_cluster) = {
#embed "../Inventory/Cards/Data/google/alloydb-cluster.yaml"
};
EMBED(google_artifactregistry_repository) = {
#embed "../Inventory/Cards/Data/google/artifactregistry-repository.yaml"
};
EMBED(google_backend_bucket) = {
#embed "../Inventory/Cards/Data/google/backend-bucket.yaml"
};
EMBED(google_bigquery_dataset) = {
#embed "../Inventory/Cards/Data/google/bigquery-dataset.yaml"
};
EMBED(google_bigquery_table) = {
#embed "../Inventory/Cards/Data/google/bigquery-table.yaml"
};
EMBED(google_bigtable_instance) = {
#embed "../Inventory/Cards/Data/google/bigtable-instance.yaml"
};
EMBED(google_cloudfunctions_function) = {
#embed "../Inventory/Cards/Data/google/cloudfunctions-function.yaml"
};
EMBED(google_composer_environment) = {
#embed "../Inventory/Cards/Data/google/composer-environment.yaml"
};
EMBED(google_compute_disk) = {
#embed "../Inventory/Cards/Data/google/compute-disk.yaml"
};
EMBED(google_compute_image) = {
#embed "../Inventory/Cards/Data/google/compute-image.yaml"
};
EMBED(google_compute_instance) = {
#embed "../Inventory/Cards/Data/google/compute-instance.yaml"
};
EMBED(google_compute_snapshot) = {
#embed "../Inventory/Cards/Data/google/compute-snapshot.yaml"
};
EMBED(google_compute_ssl_policy) = {
#embed "../Inventory/Cards/Data/google/compute-ssl-policy.yaml"
};
EMBED(google_compute_target_proxy) = {
#embed "../Inventory/Cards/Data/google/compute-target-proxy.yaml"
};
EMBED(google_compute_template) = {
#embed "../Inventory/Cards/Data/google/compute-template.yaml"
};
EMBED(google_container_cluster) = {
#embed "../Inventory/Cards/Data/google/container-cluster.yaml"
};
EMBED(google_dataflow_job) = {
#embed "../Inventory/Cards/Data/google/dataflow-job.yaml"
};
EMBED(google_dataproc_cluster) = {
#embed "../Inventory/Cards/Data/google/dataproc-cluster.yaml"
};
EMBED(google_dns_managed_zone) = {
#embed "../Inventory/Cards/Data/google/dns-managed-zone.yaml"
};
EMBED(google_filestore_instance) = {
#embed "../Inventory/Cards/Data/google/filestore-instance.yaml"
};
EMBED(google_firestore_database) = {
#embed "../Inventory/Cards/Data/google/firestore-database.yaml"
};
EMBED(google_healthcare_dataset) = {
#embed "../Inventory/Cards/Data/google/healthcare-dataset.yaml"
};
EMBED(google_kms_crypto_key) = {
#embed "../Inventory/Cards/Data/google/kms-crypto-key.yaml"
};
EMBED(google_kms_key_ring) = {
#embed "../Inventory/Cards/Data/google/kms-key-ring.yaml"
};
EMBED(google_logging_bucket) = {
#embed "../Inventory/Cards/Data/google/logging-bucket.yaml"
};
EMBED(google_logging_sink) = {
#embed "../Inventory/Cards/Data/google/logging-sink.yaml"
};
EMBED(google_memorystore_instance) = {
#embed "../Inventory/Cards/Data/google/memorystore-instance.yaml"
};
EMBED(google_privateca_certificate_authority) = {
#embed "../Inventory/Cards/Data/google/privateca-certificate-authority.yaml"
};
EMBED(google_pubsub_subscription) = {
#embed "../Inventory/Cards/Data/google/pubsub-subscription.yaml"
};
EMBED(google_pubsub_topic) = {
#embed "../Inventory/Cards/Data/google/pubsub-topic.yaml"
};
EMBED(google_pubsublite_topic) = {
#embed "../Inventory/Cards/Data/google/pubsublite-topic.yaml"
};
EMBED(google_redis_instance) = {
#embed "../Inventory/Cards/Data/google/redis-instance.yaml"
};
EMBED(google_run_service) = {
#embed "../Inventory/Cards/Data/google/run-service.yaml"
};
EMBED(google_secret_manager_regional_secret) = {
#embed "../Inventory/Cards/Data/google/secret-manager-regional-secret.yaml"
};
EMBED(google_secret_manager_secret) = {
#embed "../Inventory/Cards/Data/google/secret-manager-secret.yaml"
};
EMBED(google_spanner_database) = {
#embed "../Inventory/Cards/Data/google/spanner-database.yaml"
};
EMBED(google_spanner_instance) = {
#embed "../Inventory/Cards/Data/google/spanner-instance.yaml"
};
EMBED(google_sql_instance) = {
#embed "../Inventory/Cards/Data/google/sql-instance.yaml"
};
EMBED(google_storage_bucket) = {
#embed "../Inventory/Cards/Data/google/storage-bucket.yaml"
};
EMBED(google_vertex_dataset) = {
#embed "../Inventory/Cards/Data/google/vertex-dataset.yaml"
};
EMBED(openstack_cluster) = {
#embed "../Inventory/Cards/Data/openstack/cluster.yaml"
};
EMBED(openstack_container) = {
#embed "../Inventory/Cards/Data/openstack/container.yaml"
};
EMBED(openstack_database) = {
#embed "../Inventory/Cards/Data/openstack/database.yaml"
};
EMBED(openstack_dns_zone) = {
#embed "../Inventory/Cards/Data/openstack/dns-zone.yaml"
};
EMBED(openstack_image) = {
#embed "../Inventory/Cards/Data/openstack/image.yaml"
};
EMBED(openstack_instance) = {
#embed "../Inventory/Cards/Data/openstack/instance.yaml"
};
EMBED(openstack_listener) = {
#embed "../Inventory/Cards/Data/openstack/listener.yaml"
};
EMBED(openstack_order) = {
#embed "../Inventory/Cards/Data/openstack/order.yaml"
};
EMBED(openstack_secret) = {
#embed "../Inventory/Cards/Data/openstack/secret.yaml"
};
EMBED(openstack_share) = {
#embed "../Inventory/Cards/Data/openstack/share.yaml"
};
EMBED(openstack_volume) = {
#embed "../Inventory/Cards/Data/openstack/volume.yaml"
};
EMBED(outscale_export_task) = {
#embed "../Inventory/Cards/Data/outscale/export-task.yaml"
};
EMBED(outscale_load_balancer) = {
#embed "../Inventory/Cards/Data/outscale/load-balancer.yaml"
};
EMBED(outscale_oks_cluster) = {
#embed "../Inventory/Cards/Data/outscale/oks-cluster.yaml"
};
EMBED(outscale_oks_project) = {
#embed "../Inventory/Cards/Data/outscale/oks-project.yaml"
};
EMBED(outscale_oos_bucket) = {
#embed "../Inventory/Cards/Data/outscale/oos-bucket.yaml"
};
EMBED(outscale_snapshot) = {
#embed "../Inventory/Cards/Data/outscale/snapshot.yaml"
};
EMBED(outscale_vm) = {
#embed "../Inventory/Cards/Data/outscale/vm.yaml"
};
EMBED(outscale_volume) = {
#embed "../Inventory/Cards/Data/outscale/volume.yaml"
};
EMBED(ovh_container_registry) = {
#embed "../Inventory/Cards/Data/ovh/container-registry.yaml"
};
EMBED(ovh_database) = {
#embed "../Inventory/Cards/Data/ovh/database.yaml"
};
EMBED(ovh_dedicated_server) = {
#embed "../Inventory/Cards/Data/ovh/dedicated-server.yaml"
};
EMBED(ovh_file_storage) = {
#embed "../Inventory/Cards/Data/ovh/file-storage.yaml"
};
EMBED(ovh_hosting_database) = {
#embed "../Inventory/Cards/Data/ovh/hosting-database.yaml"
};
EMBED(ovh_instance) = {
#embed "../Inventory/Cards/Data/ovh/instance.yaml"
};
EMBED(ovh_kube) = {
#embed "../Inventory/Cards/Data/ovh/kube.yaml"
};
EMBED(ovh_logs_stream) = {
#embed "../Inventory/Cards/Data/ovh/logs-stream.yaml"
};
EMBED(ovh_object_storage) = {
#embed "../Inventory/Cards/Data/ovh/object-storage.yaml"
};
EMBED(ovh_okms_imported_key) = {
#embed "../Inventory/Cards/Data/ovh/okms-imported-key.yaml"
};
EMBED(ovh_okms_key) = {
#embed "../Inventory/Cards/Data/ovh/okms-key.yaml"
};
EMBED(ovh_okms_secret) = {
#embed "../Inventory/Cards/Data/ovh/okms-secret.yaml"
};
EMBED(ovh_okms) = {
#embed "../Inventory/Cards/Data/ovh/okms.yaml"
};
EMBED(ovh_volume_backup) = {
#embed "../Inventory/Cards/Data/ovh/volume-backup.yaml"
};
EMBED(ovh_volume) = {
#embed "../Inventory/Cards/Data/ovh/volume.yaml"
};
EMBED(scaleway_block_volume) = {
#embed "../Inventory/Cards/Data/scaleway/block-volume.yaml"
};
EMBED(scaleway_cockpit) = {
#embed "../Inventory/Cards/Data/scaleway/cockpit.yaml"
};
EMBED(scaleway_container) = {
#embed "../Inventory/Cards/Data/scaleway/container.yaml"
};
EMBED(scaleway_database) = {
#embed "../Inventory/Cards/Data/scaleway/database.yaml"
};
EMBED(scaleway_file_system) = {
#embed "../Inventory/Cards/Data/scaleway/file-system.yaml"
};
EMBED(scaleway_instance_server) = {
#embed "../Inventory/Cards/Data/scaleway/instance-server.yaml"
};
EMBED(scaleway_k8s_cluster) = {
#embed "../Inventory/Cards/Data/scaleway/k8s-cluster.yaml"
};
EMBED(scaleway_key_manager_key) = {
#embed "../Inventory/Cards/Data/scaleway/key-manager-key.yaml"
};
EMBED(scaleway_mongodb_instance) = {
#embed "../Inventory/Cards/Data/scaleway/mongodb-instance.yaml"
};
EMBED(scaleway_object_bucket) = {
#embed "../Inventory/Cards/Data/scaleway/object-bucket.yaml"
};
EMBED(scaleway_rdb_instance) = {
#embed "../Inventory/Cards/Data/scaleway/rdb-instance.yaml"
};
EMBED(scaleway_rdb_read_replica) = {
#embed "../Inventory/Cards/Data/scaleway/rdb-read-replica.yaml"
};
EMBED(scaleway_redis_cluster) = {
#embed "../Inventory/Cards/Data/scaleway/redis-cluster.yaml"
};
EMBED(scaleway_registry_namespace) = {
#embed "../Inventory/Cards/Data/scaleway/registry-namespace.yaml"
};
EMBED(scaleway_secret) = {
#embed "../Inventory/Cards/Data/scaleway/secret.yaml"
};
EMBED(scaleway_snapshot) = {
#embed "../Inventory/Cards/Data/scaleway/snapshot.yaml"
};

#define CARD(path, identifier) {path, identifier, sizeof identifier}

static const struct shipped_file cards[] = {
  CARD("aws/acm-certificate.yaml", aws_acm_certificate),
  CARD("aws/acmpca-certificate-authority.yaml", aws_acmpca_certificate_authority),
  CARD("aws/apigateway-domain-name.yaml", aws_apigateway_domain_name),
  CARD("aws/apigateway-rest-api.yaml", aws_apigateway_rest_api),
  CARD("aws/apigateway-stage.yaml", aws_apigateway_stage),
  CARD("aws/apigatewayv2-api.yaml", aws_apigatewayv2_api),
  CARD("aws/athena-workgroup.yaml", aws_athena_workgroup),
  CARD("aws/autoscaling-launch-configuration.yaml", aws_autoscaling_launch_configuration),
  CARD("aws/backup-plan.yaml", aws_backup_plan),
  CARD("aws/backup-vault.yaml", aws_backup_vault),
  CARD("aws/cassandra-table.yaml", aws_cassandra_table),
  CARD("aws/cloudfront-distribution.yaml", aws_cloudfront_distribution),
  CARD("aws/cloudtrail-trail.yaml", aws_cloudtrail_trail),
  CARD("aws/codebuild-project.yaml", aws_codebuild_project),
  CARD("aws/cognito-user-pool-identity-provider.yaml", aws_cognito_user_pool_identity_provider),
  CARD("aws/cognito-user-pool.yaml", aws_cognito_user_pool),
  CARD("aws/config-delivery-channel.yaml", aws_config_delivery_channel),
  CARD("aws/dax-cluster.yaml", aws_dax_cluster),
  CARD("aws/dlm-lifecycle-policy.yaml", aws_dlm_lifecycle_policy),
  CARD("aws/dms-endpoint.yaml", aws_dms_endpoint),
  CARD("aws/dms-replication-instance.yaml", aws_dms_replication_instance),
  CARD("aws/docdb-cluster.yaml", aws_docdb_cluster),
  CARD("aws/dynamodb-global-table.yaml", aws_dynamodb_global_table),
  CARD("aws/dynamodb-table.yaml", aws_dynamodb_table),
  CARD("aws/ebs-snapshot.yaml", aws_ebs_snapshot),
  CARD("aws/ec2-customer-gateway.yaml", aws_ec2_customer_gateway),
  CARD("aws/ec2-flow-log.yaml", aws_ec2_flow_log),
  CARD("aws/ec2-instance.yaml", aws_ec2_instance),
  CARD("aws/ec2-launch-template.yaml", aws_ec2_launch_template),
  CARD("aws/ec2-transit-gateway-peering-attachment.yaml", aws_ec2_transit_gateway_peering_attachment),
  CARD("aws/ec2-volume.yaml", aws_ec2_volume),
  CARD("aws/ec2-vpc-peering-connection.yaml", aws_ec2_vpc_peering_connection),
  CARD("aws/ecr-replication.yaml", aws_ecr_replication),
  CARD("aws/ecr-repository.yaml", aws_ecr_repository),
  CARD("aws/ecs-task-definition.yaml", aws_ecs_task_definition),
  CARD("aws/efs-file-system.yaml", aws_efs_file_system),
  CARD("aws/eks-cluster.yaml", aws_eks_cluster),
  CARD("aws/eks-node-group.yaml", aws_eks_node_group),
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
  CARD("aws/glue-job.yaml", aws_glue_job),
  CARD("aws/iam-oidc-provider.yaml", aws_iam_oidc_provider),
  CARD("aws/kinesis-stream.yaml", aws_kinesis_stream),
  CARD("aws/kinesis-video.yaml", aws_kinesis_video),
  CARD("aws/kms-external-key.yaml", aws_kms_external_key),
  CARD("aws/kms-key.yaml", aws_kms_key),
  CARD("aws/kms-replica-external-key.yaml", aws_kms_replica_external_key),
  CARD("aws/kms-replica-key.yaml", aws_kms_replica_key),
  CARD("aws/lambda-function.yaml", aws_lambda_function),
  CARD("aws/logs-log-group.yaml", aws_logs_log_group),
  CARD("aws/logs-subscription-filter.yaml", aws_logs_subscription_filter),
  CARD("aws/memorydb-cluster.yaml", aws_memorydb_cluster),
  CARD("aws/mq-broker.yaml", aws_mq_broker),
  CARD("aws/msk-cluster.yaml", aws_msk_cluster),
  CARD("aws/neptune-cluster.yaml", aws_neptune_cluster),
  CARD("aws/opensearch-domain.yaml", aws_opensearch_domain),
  CARD("aws/opensearch-serverless.yaml", aws_opensearch_serverless),
  CARD("aws/rds-backup-replication.yaml", aws_rds_backup_replication),
  CARD("aws/rds-cluster.yaml", aws_rds_cluster),
  CARD("aws/rds-global-cluster.yaml", aws_rds_global_cluster),
  CARD("aws/rds-instance.yaml", aws_rds_instance),
  CARD("aws/redshift-cluster.yaml", aws_redshift_cluster),
  CARD("aws/redshift-serverless-namespace.yaml", aws_redshift_serverless_namespace),
  CARD("aws/s3-bucket.yaml", aws_s3_bucket),
  CARD("aws/s3-directory-bucket.yaml", aws_s3_directory_bucket),
  CARD("aws/sagemaker.yaml", aws_sagemaker),
  CARD("aws/secretsmanager-secret.yaml", aws_secretsmanager_secret),
  CARD("aws/sns-subscription.yaml", aws_sns_subscription),
  CARD("aws/sns-topic.yaml", aws_sns_topic),
  CARD("aws/sqs-queue.yaml", aws_sqs_queue),
  CARD("aws/ssm-parameter.yaml", aws_ssm_parameter),
  CARD("aws/states-machine.yaml", aws_states_machine),
  CARD("aws/timestream-database.yaml", aws_timestream_database),
  CARD("aws/transfer-server.yaml", aws_transfer_server),
  CARD("azure/analysis-services.yaml", azure_analysis_services),
  CARD("azure/api-management-backend.yaml", azure_api_management_backend),
  CARD("azure/api-management.yaml", azure_api_management),
  CARD("azure/app-configuration.yaml", azure_app_configuration),
  CARD("azure/app-service.yaml", azure_app_service),
  CARD("azure/application-gateway.yaml", azure_application_gateway),
  CARD("azure/application-insights.yaml", azure_application_insights),
  CARD("azure/automation-account.yaml", azure_automation_account),
  CARD("azure/backup-vault.yaml", azure_backup_vault),
  CARD("azure/batch-account.yaml", azure_batch_account),
  CARD("azure/bot-service.yaml", azure_bot_service),
  CARD("azure/cdn-endpoint.yaml", azure_cdn_endpoint),
  CARD("azure/cognitive-account.yaml", azure_cognitive_account),
  CARD("azure/cognitive-deployment.yaml", azure_cognitive_deployment),
  CARD("azure/container-app.yaml", azure_container_app),
  CARD("azure/container-group.yaml", azure_container_group),
  CARD("azure/container-registry.yaml", azure_container_registry),
  CARD("azure/cosmosdb-account.yaml", azure_cosmosdb_account),
  CARD("azure/cosmosdb-cluster.yaml", azure_cosmosdb_cluster),
  CARD("azure/data-collection-rule.yaml", azure_data_collection_rule),
  CARD("azure/data-explorer-cluster.yaml", azure_data_explorer_cluster),
  CARD("azure/data-factory-linked-service.yaml", azure_data_factory_linked_service),
  CARD("azure/data-factory.yaml", azure_data_factory),
  CARD("azure/data-lake-store.yaml", azure_data_lake_store),
  CARD("azure/database-single-server.yaml", azure_database_single_server),
  CARD("azure/databricks-workspace.yaml", azure_databricks_workspace),
  CARD("azure/diagnostic-setting.yaml", azure_diagnostic_setting),
  CARD("azure/disk-encryption-set.yaml", azure_disk_encryption_set),
  CARD("azure/event-grid-subscription.yaml", azure_event_grid_subscription),
  CARD("azure/event-grid-topic.yaml", azure_event_grid_topic),
  CARD("azure/event-hub-namespace.yaml", azure_event_hub_namespace),
  CARD("azure/event-hub.yaml", azure_event_hub),
  CARD("azure/flow-log.yaml", azure_flow_log),
  CARD("azure/front-door.yaml", azure_front_door),
  CARD("azure/hdinsight-cluster.yaml", azure_hdinsight_cluster),
  CARD("azure/health-data-service.yaml", azure_health_data_service),
  CARD("azure/image.yaml", azure_image),
  CARD("azure/iot-hub.yaml", azure_iot_hub),
  CARD("azure/key-vault-certificate.yaml", azure_key_vault_certificate),
  CARD("azure/key-vault-key.yaml", azure_key_vault_key),
  CARD("azure/key-vault-secret.yaml", azure_key_vault_secret),
  CARD("azure/key-vault.yaml", azure_key_vault),
  CARD("azure/kubernetes-service.yaml", azure_kubernetes_service),
  CARD("azure/log-analytics-workspace.yaml", azure_log_analytics_workspace),
  CARD("azure/logic-app.yaml", azure_logic_app),
  CARD("azure/machine-learning-workspace.yaml", azure_machine_learning_workspace),
  CARD("azure/managed-disk.yaml", azure_managed_disk),
  CARD("azure/managed-hsm.yaml", azure_managed_hsm),
  CARD("azure/mysql-flexible-server.yaml", azure_mysql_flexible_server),
  CARD("azure/netapp-account.yaml", azure_netapp_account),
  CARD("azure/netapp-volume.yaml", azure_netapp_volume),
  CARD("azure/postgresql-flexible-server.yaml", azure_postgresql_flexible_server),
  CARD("azure/purview-account.yaml", azure_purview_account),
  CARD("azure/recovery-services-vault.yaml", azure_recovery_services_vault),
  CARD("azure/redis-cache.yaml", azure_redis_cache),
  CARD("azure/redis-enterprise.yaml", azure_redis_enterprise),
  CARD("azure/search-service.yaml", azure_search_service),
  CARD("azure/service-bus-namespace.yaml", azure_service_bus_namespace),
  CARD("azure/service-fabric-cluster.yaml", azure_service_fabric_cluster),
  CARD("azure/signalr.yaml", azure_signalr),
  CARD("azure/snapshot.yaml", azure_snapshot),
  CARD("azure/sql-database.yaml", azure_sql_database),
  CARD("azure/sql-managed-instance.yaml", azure_sql_managed_instance),
  CARD("azure/sql-server.yaml", azure_sql_server),
  CARD("azure/static-web-app.yaml", azure_static_web_app),
  CARD("azure/storage-account.yaml", azure_storage_account),
  CARD("azure/stream-analytics-job.yaml", azure_stream_analytics_job),
  CARD("azure/synapse-workspace.yaml", azure_synapse_workspace),
  CARD("azure/traffic-manager.yaml", azure_traffic_manager),
  CARD("azure/virtual-machine-scale-set.yaml", azure_virtual_machine_scale_set),
  CARD("azure/virtual-machine.yaml", azure_virtual_machine),
  CARD("google/alloydb-cluster.yaml", google_alloydb_cluster),
  CARD("google/artifactregistry-repository.yaml", google_artifactregistry_repository),
  CARD("google/backend-bucket.yaml", google_backend_bucket),
  CARD("google/bigquery-dataset.yaml", google_bigquery_dataset),
  CARD("google/bigquery-table.yaml", google_bigquery_table),
  CARD("google/bigtable-instance.yaml", google_bigtable_instance),
  CARD("google/cloudfunctions-function.yaml", google_cloudfunctions_function),
  CARD("google/composer-environment.yaml", google_composer_environment),
  CARD("google/compute-disk.yaml", google_compute_disk),
  CARD("google/compute-image.yaml", google_compute_image),
  CARD("google/compute-instance.yaml", google_compute_instance),
  CARD("google/compute-snapshot.yaml", google_compute_snapshot),
  CARD("google/compute-ssl-policy.yaml", google_compute_ssl_policy),
  CARD("google/compute-target-proxy.yaml", google_compute_target_proxy),
  CARD("google/compute-template.yaml", google_compute_template),
  CARD("google/container-cluster.yaml", google_container_cluster),
  CARD("google/dataflow-job.yaml", google_dataflow_job),
  CARD("google/dataproc-cluster.yaml", google_dataproc_cluster),
  CARD("google/dns-managed-zone.yaml", google_dns_managed_zone),
  CARD("google/filestore-instance.yaml", google_filestore_instance),
  CARD("google/firestore-database.yaml", google_firestore_database),
  CARD("google/healthcare-dataset.yaml", google_healthcare_dataset),
  CARD("google/kms-crypto-key.yaml", google_kms_crypto_key),
  CARD("google/kms-key-ring.yaml", google_kms_key_ring),
  CARD("google/logging-bucket.yaml", google_logging_bucket),
  CARD("google/logging-sink.yaml", google_logging_sink),
  CARD("google/memorystore-instance.yaml", google_memorystore_instance),
  CARD("google/privateca-certificate-authority.yaml", google_privateca_certificate_authority),
  CARD("google/pubsub-subscription.yaml", google_pubsub_subscription),
  CARD("google/pubsub-topic.yaml", google_pubsub_topic),
  CARD("google/pubsublite-topic.yaml", google_pubsublite_topic),
  CARD("google/redis-instance.yaml", google_redis_instance),
  CARD("google/run-service.yaml", google_run_service),
  CARD("google/secret-manager-regional-secret.yaml", google_secret_manager_regional_secret),
  CARD("google/secret-manager-secret.yaml", google_secret_manager_secret),
  CARD("google/spanner-database.yaml", google_spanner_database),
  CARD("google/spanner-instance.yaml", google_spanner_instance),
  CARD("google/sql-instance.yaml", google_sql_instance),
  CARD("google/storage-bucket.yaml", google_storage_bucket),
  CARD("google/vertex-dataset.yaml", google_vertex_dataset),
  CARD("openstack/cluster.yaml", openstack_cluster),
  CARD("openstack/container.yaml", openstack_container),
  CARD("openstack/database.yaml", openstack_database),
  CARD("openstack/dns-zone.yaml", openstack_dns_zone),
  CARD("openstack/image.yaml", openstack_image),
  CARD("openstack/instance.yaml", openstack_instance),
  CARD("openstack/listener.yaml", openstack_listener),
  CARD("openstack/order.yaml", openstack_order),
  CARD("openstack/secret.yaml", openstack_secret),
  CARD("openstack/share.yaml", openstack_share),
  CARD("openstack/volume.yaml", openstack_volume),
  CARD("outscale/export-task.yaml", outscale_export_task),
  CARD("outscale/load-balancer.yaml", outscale_load_balancer),
  CARD("outscale/oks-cluster.yaml", outscale_oks_cluster),
  CARD("outscale/oks-project.yaml", outscale_oks_project),
  CARD("outscale/oos-bucket.yaml", outscale_oos_bucket),
  CARD("outscale/snapshot.yaml", outscale_snapshot),
  CARD("outscale/vm.yaml", outscale_vm),
  CARD("outscale/volume.yaml", outscale_volume),
  CARD("ovh/container-registry.yaml", ovh_container_registry),
  CARD("ovh/database.yaml", ovh_database),
  CARD("ovh/dedicated-server.yaml", ovh_dedicated_server),
  CARD("ovh/file-storage.yaml", ovh_file_storage),
  CARD("ovh/hosting-database.yaml", ovh_hosting_database),
  CARD("ovh/instance.yaml", ovh_instance),
  CARD("ovh/kube.yaml", ovh_kube),
  CARD("ovh/logs-stream.yaml", ovh_logs_stream),
  CARD("ovh/object-storage.yaml", ovh_object_storage),
  CARD("ovh/okms-imported-key.yaml", ovh_okms_imported_key),
  CARD("ovh/okms-key.yaml", ovh_okms_key),
  CARD("ovh/okms-secret.yaml", ovh_okms_secret),
  CARD("ovh/okms.yaml", ovh_okms),
  CARD("ovh/volume-backup.yaml", ovh_volume_backup),
  CARD("ovh/volume.yaml", ovh_volume),
  CARD("scaleway/block-volume.yaml", scaleway_block_volume),
  CARD("scaleway/cockpit.yaml", scaleway_cockpit),
  CARD("scaleway/container.yaml", scaleway_container),
  CARD("scaleway/database.yaml", scaleway_database),
  CARD("scaleway/file-system.yaml", scaleway_file_system),
  CARD("scaleway/instance-server.yaml", scaleway_instance_server),
  CARD("scaleway/k8s-cluster.yaml", scaleway_k8s_cluster),
  CARD("scaleway/key-manager-key.yaml", scaleway_key_manager_key),
  CARD("scaleway/mongodb-instance.yaml", scaleway_mongodb_instance),
  CARD("scaleway/object-bucket.yaml", scaleway_object_bucket),
  CARD("scaleway/rdb-instance.yaml", scaleway_rdb_instance),
  CARD("scaleway/rdb-read-replica.yaml", scaleway_rdb_read_replica),
  CARD("scaleway/redis-cluster.yaml", scaleway_redis_cluster),
  CARD("scaleway/registry-namespace.yaml", scaleway_registry_namespace),
  CARD("scaleway/secret.yaml", scaleway_secret),
  CARD("scaleway/snapshot.yaml", scaleway_snapshot),
};

const struct shipped_file *shipped_cards(size_t *count)
{
  *count = sizeof cards / sizeof *cards;
  return cards;
}
