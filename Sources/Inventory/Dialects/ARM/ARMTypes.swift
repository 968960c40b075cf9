/// Resource types: what they are called, and which of them hold no data of their own.
enum ARMTypes {
  /// The type of what is declared: an extension of another resource may carry that one's type in front of its own.
  static func actual(_ type: String) -> String {
    guard let mark = type.lowercased().range(ofASCII: "/providers/") else { return type }
    let lower = type.lowercased()
    let tail = lower[mark.upperBound...]
    if tail.contains(".") { return String(type.suffix(tail.count)) }
    switch tail {
    case "diagnosticsettings": return "Microsoft.Insights/diagnosticSettings"
    case "roleassignments": return "Microsoft.Authorization/roleAssignments"
    case "locks": return "Microsoft.Authorization/locks"
    default: return String(type.suffix(tail.count))
    }
  }

  /// They count, and are not judged.
  static func holdsNoData(_ type: String) -> Bool {
    let lower = type.lowercased()
    let parts = lower.split(separator: "/")
    guard let namespace = parts.first else { return false }
    if namespaces.contains(namespace) { return !exceptions.contains(lower) }
    return types.contains(lower) || parts.last.map { endings.contains($0) } ?? false
  }

  private static let namespaces: Set<Substring> = [
    "microsoft.network", "microsoft.authorization", "microsoft.managedidentity", "microsoft.policyinsights",
    "microsoft.management", "microsoft.advisor", "microsoft.alertsmanagement", "microsoft.billing",
    "microsoft.consumption", "microsoft.costmanagement", "microsoft.portal", "microsoft.features",
    "microsoft.security", "microsoft.customproviders", "microsoft.managedservices", "microsoft.managednetwork",
    "microsoft.certificateregistration", "microsoft.domainregistration", "microsoft.relay",
    "microsoft.maintenance", "microsoft.resourcehealth", "microsoft.solutions", "microsoft.marketplaceordering",
    "microsoft.saas", "microsoft.sqladapter", "microsoft.servicelinker",
  ]

  /// Types of those namespaces that are read with a card, or should be and have none yet.
  private static let exceptions: Set<String> = [
    "microsoft.network/networkwatchers/flowlogs", "microsoft.network/networkwatchers/packetcaptures",
  ]

  private static let types: Set<String> = [
    "microsoft.resources/deployments", "microsoft.resources/resourcegroups", "microsoft.resources/tags",
    "microsoft.resources/deploymentscripts", "microsoft.resources/templatespecs",
    "microsoft.resources/templatespecs/versions",
    "microsoft.compute/availabilitysets", "microsoft.compute/proximityplacementgroups",
    "microsoft.compute/virtualmachines/extensions", "microsoft.compute/virtualmachinescalesets/extensions",
    "microsoft.compute/virtualmachines/runcommands", "microsoft.compute/hostgroups",
    "microsoft.compute/hostgroups/hosts", "microsoft.compute/diskaccesses", "microsoft.compute/sshpublickeys",
    "microsoft.compute/galleries", "microsoft.compute/galleries/images", "microsoft.compute/galleries/applications",
    "microsoft.compute/capacityreservationgroups",
    "microsoft.web/serverfarms", "microsoft.web/certificates", "microsoft.web/hostingenvironments",
    "microsoft.web/sites/hostnamebindings", "microsoft.web/sites/virtualnetworkconnections",
    "microsoft.web/sites/networkconfig", "microsoft.web/sites/sourcecontrols", "microsoft.web/sites/extensions",
    "microsoft.web/sites/functions", "microsoft.web/sites/domainownershipidentifiers",
    "microsoft.web/sites/siteextensions", "microsoft.web/sites/publiccertificates",
    "microsoft.web/sites/basicpublishingcredentialspolicies", "microsoft.web/sites/premieraddons",
    "microsoft.web/sites/config", "microsoft.web/sites/slots/config", "microsoft.web/connections",
    "microsoft.web/sites/privateendpointconnections",
    "microsoft.storage/storageaccounts/blobservices", "microsoft.storage/storageaccounts/fileservices",
    "microsoft.storage/storageaccounts/queueservices", "microsoft.storage/storageaccounts/tableservices",
    "microsoft.storage/storageaccounts/managementpolicies", "microsoft.storage/storageaccounts/inventorypolicies",
    "microsoft.storage/storageaccounts/objectreplicationpolicies",
    "microsoft.storage/storageaccounts/encryptionscopes", "microsoft.storage/storageaccounts/localusers",
    "microsoft.storage/storageaccounts/blobservices/containers",
    "microsoft.storage/storageaccounts/fileservices/shares",
    "microsoft.storage/storageaccounts/queueservices/queues",
    "microsoft.storage/storageaccounts/tableservices/tables",
    "microsoft.storage/storageaccounts/blobservices/containers/immutabilitypolicies",
    "microsoft.keyvault/vaults/accesspolicies",
    "microsoft.documentdb/databaseaccounts/sqlroledefinitions",
    "microsoft.documentdb/databaseaccounts/sqlroleassignments",
    "microsoft.sql/servers/databases/transparentdataencryption", "microsoft.sql/servers/encryptionprotector",
    "microsoft.sql/servers/keys", "microsoft.sql/servers/databases/backupshorttermretentionpolicies",
    "microsoft.sql/servers/databases/backuplongtermretentionpolicies", "microsoft.sql/servers/connectionpolicies",
    "microsoft.sql/servers/auditingsettings", "microsoft.sql/servers/extendedauditingsettings",
    "microsoft.sql/servers/databases/auditingsettings",
    "microsoft.sql/servers/databases/extendedauditingsettings", "microsoft.sql/servers/elasticpools",
    "microsoft.sql/servers/failovergroups", "microsoft.sql/servers/vulnerabilityassessments",
    "microsoft.sql/managedinstances/keys", "microsoft.sql/managedinstances/encryptionprotector",
    "microsoft.sql/managedinstances/databases/backupshorttermretentionpolicies",
    "microsoft.sql/managedinstances/databases/backuplongtermretentionpolicies",
    "microsoft.sql/managedinstances/vulnerabilityassessments",
    "microsoft.sqlvirtualmachine/sqlvirtualmachines", "microsoft.sqlvirtualmachine/sqlvirtualmachinegroups",
    "microsoft.insights/autoscalesettings", "microsoft.insights/actiongroups", "microsoft.insights/metricalerts",
    "microsoft.insights/activitylogalerts", "microsoft.insights/scheduledqueryrules", "microsoft.insights/alertrules",
    "microsoft.insights/webtests", "microsoft.insights/workbooks", "microsoft.insights/datacollectionruleassociations",
    "microsoft.insights/privatelinkscopes", "microsoft.insights/privatelinkscopes/scopedresources",
    "microsoft.insights/datacollectionendpoints",
    "microsoft.operationalinsights/workspaces/datasources",
    "microsoft.operationalinsights/workspaces/linkedservices",
    "microsoft.operationalinsights/workspaces/savedsearches",
    "microsoft.operationalinsights/workspaces/storageinsightconfigs",
    "microsoft.operationalinsights/workspaces/linkedstorageaccounts",
    "microsoft.operationsmanagement/solutions",
    "microsoft.recoveryservices/vaults/backuppolicies", "microsoft.recoveryservices/vaults/backupfabrics",
    "microsoft.recoveryservices/vaults/backupfabrics/protectioncontainers",
    "microsoft.recoveryservices/vaults/backupfabrics/protectioncontainers/protecteditems",
    "microsoft.recoveryservices/vaults/backupfabrics/backupprotectionintent",
    "microsoft.recoveryservices/vaults/backupconfig", "microsoft.recoveryservices/vaults/backupstorageconfig",
    "microsoft.recoveryservices/vaults/backupencryptionconfigs",
    "microsoft.containerregistry/registries/replications", "microsoft.containerregistry/registries/webhooks",
    "microsoft.containerregistry/registries/scopemaps", "microsoft.containerregistry/registries/tokens",
    "microsoft.containerservice/managedclusters/agentpools",
    "microsoft.containerservice/managedclusters/maintenanceconfigurations",
    "microsoft.app/managedenvironments", "microsoft.app/managedenvironments/certificates",
    "microsoft.apimanagement/service/apis", "microsoft.apimanagement/service/products",
    "microsoft.apimanagement/service/policies", "microsoft.apimanagement/service/groups",
    "microsoft.apimanagement/service/namedvalues", "microsoft.apimanagement/service/properties",
    "microsoft.netapp/netappaccounts/capacitypools", "microsoft.netapp/netappaccounts/snapshotpolicies",
    "microsoft.netapp/netappaccounts/backuppolicies",
    "microsoft.automation/automationaccounts/schedules", "microsoft.automation/automationaccounts/jobschedules",
    "microsoft.automation/automationaccounts/modules", "microsoft.automation/automationaccounts/runbooks",
    "microsoft.automation/automationaccounts/credentials", "microsoft.automation/automationaccounts/variables",
    "microsoft.datafactory/factories/pipelines", "microsoft.datafactory/factories/triggers",
    "microsoft.datafactory/factories/datasets", "microsoft.datafactory/factories/integrationruntimes",
    "microsoft.datafactory/factories/managedvirtualnetworks",
    "microsoft.datafactory/factories/managedvirtualnetworks/managedprivateendpoints",
    "microsoft.eventhub/namespaces/eventhubs/consumergroups",
    "microsoft.eventhub/namespaces/disasterrecoveryconfigs",
    "microsoft.servicebus/namespaces/disasterrecoveryconfigs", "microsoft.servicebus/namespaces/migrationconfigurations",
    "microsoft.servicebus/namespaces/topics/subscriptions/rules",
    "microsoft.cdn/profiles/endpoints/customdomains", "microsoft.cdn/profiles/afdendpoints/routes",
    "microsoft.cdn/profiles/origingroups", "microsoft.cdn/profiles/origingroups/origins",
    "microsoft.cdn/profiles/rulesets", "microsoft.cdn/profiles/rulesets/rules",
    "microsoft.cdn/profiles/securitypolicies", "microsoft.cdn/profiles/customdomains",
    "microsoft.cdn/profiles/secrets",
    "microsoft.cache/redis/linkedservers", "microsoft.cache/redis/patchschedules",
    "microsoft.batch/batchaccounts/pools", "microsoft.batch/batchaccounts/applications",
    "microsoft.machinelearningservices/workspaces/computes",
    "microsoft.kusto/clusters/attacheddatabaseconfigurations",
    "microsoft.synapse/workspaces/integrationruntimes",
    "microsoft.synapse/workspaces/managedidentitysqlcontrolsettings",
    "microsoft.documentdb/databaseaccounts/sqldatabases/containers/storedprocedures",
    "microsoft.documentdb/databaseaccounts/sqldatabases/containers/triggers",
    "microsoft.documentdb/databaseaccounts/sqldatabases/containers/userdefinedfunctions",
    "microsoft.documentdb/databaseaccounts/cassandrakeyspaces/views",
    "microsoft.dbformysql/flexibleservers/configurations", "microsoft.dbforpostgresql/flexibleservers/configurations",
    "microsoft.datamigration/services",
  ]

  /// Last parts of types that hold no data below any resource.
  private static let endings: Set<Substring> = [
    "firewallrules", "virtualnetworkrules", "privateendpointconnections", "authorizationrules", "networkrulesets",
    "locks", "roleassignments", "administrators", "securityalertpolicies", "azureadonlyauthentications",
    "advancedthreatprotectionsettings", "accesspolicyassignments", "backupshorttermretentionpolicies",
    "backuplongtermretentionpolicies", "configurations", "ipfilterrules", "privatelinkscopedresources",
  ]
}
