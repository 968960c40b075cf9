import Descriptors

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
    // What stands below an account or a pool is judged with it.
    if belowAnother.contains(where: { lower.hasPrefix($0) }) { return true }
    return types.contains(lower) || parts.last.map { endings.contains($0) } ?? false
  }

  private static let namespaces: Set<Substring> = [
    "microsoft.network", "microsoft.authorization", "microsoft.managedidentity", "microsoft.policyinsights",
    "microsoft.management", "microsoft.advisor", "microsoft.alertsmanagement", "microsoft.billing",
    "microsoft.consumption", "microsoft.costmanagement", "microsoft.portal", "microsoft.features",
    "microsoft.security", "microsoft.customproviders", "microsoft.managedservices",
    "microsoft.managednetwork",
    "microsoft.certificateregistration", "microsoft.domainregistration", "microsoft.relay",
    "microsoft.maintenance", "microsoft.resourcehealth", "microsoft.solutions",
    "microsoft.marketplaceordering",
    "microsoft.saas", "microsoft.sqladapter", "microsoft.servicelinker",
  ]

  /// Types of those namespaces that are read with a card, or should be and have none yet.
  private static let exceptions: Set<String> = [
    "microsoft.network/networkwatchers/flowlogs", "microsoft.network/networkwatchers/packetcaptures",
  ]

  private static let belowAnother = [
    "microsoft.documentdb/databaseaccounts/", "microsoft.synapse/workspaces/sqlpools/",
    "microsoft.servicebus/namespaces/", "microsoft.apimanagement/service/",
    "microsoft.logic/integrationaccounts/",
    "microsoft.appconfiguration/configurationstores/", "microsoft.search/searchservices/",
    "microsoft.operationalinsights/workspaces/", "microsoft.streamanalytics/streamingjobs/",
    "microsoft.recoveryservices/vaults/", "microsoft.dataprotection/backupvaults/",
    "microsoft.automation/automationaccounts/", "microsoft.cdn/profiles/", "microsoft.kusto/clusters/",
    "microsoft.app/managedenvironments/", "microsoft.signalrservice/", "microsoft.devices/",
    "microsoft.purview/accounts/", "microsoft.batch/batchaccounts/", "microsoft.hdinsight/clusters/",
    "microsoft.storage/storageaccounts/",
  ]

  private static let types: Set<String> = [
    "microsoft.app/managedenvironments", "microsoft.cache/redis/linkedservers",
    "microsoft.cache/redis/patchschedules", "microsoft.compute/availabilitysets",
    "microsoft.compute/capacityreservationgroups", "microsoft.compute/diskaccesses",
    "microsoft.compute/galleries", "microsoft.compute/galleries/applications",
    "microsoft.compute/galleries/images", "microsoft.compute/hostgroups",
    "microsoft.compute/hostgroups/hosts", "microsoft.compute/proximityplacementgroups",
    "microsoft.compute/sshpublickeys", "microsoft.compute/virtualmachines/extensions",
    "microsoft.compute/virtualmachines/runcommands", "microsoft.compute/virtualmachinescalesets/extensions",
    "microsoft.containerregistry/registries/replications", "microsoft.containerregistry/registries/scopemaps",
    "microsoft.containerregistry/registries/tokens", "microsoft.containerregistry/registries/webhooks",
    "microsoft.containerservice/managedclusters/agentpools",
    "microsoft.containerservice/managedclusters/maintenanceconfigurations",
    "microsoft.datafactory/datafactories/datapipelines", "microsoft.datafactory/datafactories/datasets",
    "microsoft.datafactory/factories/datasets", "microsoft.datafactory/factories/integrationruntimes",
    "microsoft.datafactory/factories/managedvirtualnetworks",
    "microsoft.datafactory/factories/managedvirtualnetworks/managedprivateendpoints",
    "microsoft.datafactory/factories/pipelines", "microsoft.datafactory/factories/triggers",
    "microsoft.datamigration/services", "microsoft.datamigration/services/projects",
    "microsoft.dbformariadb/servers/databases", "microsoft.dbformysql/flexibleservers/configurations",
    "microsoft.dbformysql/flexibleservers/databases", "microsoft.dbformysql/servers/databases",
    "microsoft.dbforpostgresql/flexibleservers/configurations",
    "microsoft.dbforpostgresql/flexibleservers/databases", "microsoft.dbforpostgresql/servers/databases",
    "microsoft.eventhub/namespaces/disasterrecoveryconfigs",
    "microsoft.eventhub/namespaces/eventhubs/consumergroups", "microsoft.insights/actiongroups",
    "microsoft.insights/activitylogalerts", "microsoft.insights/alertrules",
    "microsoft.insights/autoscalesettings", "microsoft.insights/datacollectionendpoints",
    "microsoft.insights/datacollectionruleassociations", "microsoft.insights/metricalerts",
    "microsoft.insights/privatelinkscopes", "microsoft.insights/privatelinkscopes/scopedresources",
    "microsoft.insights/scheduledqueryrules", "microsoft.insights/webtests", "microsoft.insights/workbooks",
    "microsoft.keyvault/vaults/accesspolicies", "microsoft.machinelearningservices/workspaces/computes",
    "microsoft.machinelearningservices/workspaces/connections",
    "microsoft.machinelearningservices/workspaces/datasets",
    "microsoft.machinelearningservices/workspaces/datastores",
    "microsoft.netapp/netappaccounts/backuppolicies", "microsoft.netapp/netappaccounts/capacitypools",
    "microsoft.netapp/netappaccounts/snapshotpolicies", "microsoft.operationsmanagement/solutions",
    "microsoft.resources/deployments", "microsoft.resources/deploymentscripts",
    "microsoft.resources/resourcegroups", "microsoft.resources/tags", "microsoft.resources/templatespecs",
    "microsoft.resources/templatespecs/versions",
    "microsoft.sql/managedinstances/databases/backuplongtermretentionpolicies",
    "microsoft.sql/managedinstances/databases/backupshorttermretentionpolicies",
    "microsoft.sql/managedinstances/encryptionprotector", "microsoft.sql/managedinstances/keys",
    "microsoft.sql/managedinstances/vulnerabilityassessments", "microsoft.sql/servers/auditingsettings",
    "microsoft.sql/servers/connectionpolicies", "microsoft.sql/servers/databases/auditingsettings",
    "microsoft.sql/servers/databases/backuplongtermretentionpolicies",
    "microsoft.sql/servers/databases/backupshorttermretentionpolicies",
    "microsoft.sql/servers/databases/extendedauditingsettings", "microsoft.sql/servers/databases/extensions",
    "microsoft.sql/servers/databases/syncgroups", "microsoft.sql/servers/databases/transparentdataencryption",
    "microsoft.sql/servers/elasticpools", "microsoft.sql/servers/encryptionprotector",
    "microsoft.sql/servers/extendedauditingsettings", "microsoft.sql/servers/failovergroups",
    "microsoft.sql/servers/jobagents", "microsoft.sql/servers/keys",
    "microsoft.sql/servers/vulnerabilityassessments", "microsoft.sqlvirtualmachine/sqlvirtualmachinegroups",
    "microsoft.sqlvirtualmachine/sqlvirtualmachines", "microsoft.synapse/workspaces/integrationruntimes",
    "microsoft.synapse/workspaces/managedidentitysqlcontrolsettings", "microsoft.web/certificates",
    "microsoft.web/connections", "microsoft.web/hostingenvironments", "microsoft.web/serverfarms",
    "microsoft.web/sites/basicpublishingcredentialspolicies", "microsoft.web/sites/config",
    "microsoft.web/sites/domainownershipidentifiers", "microsoft.web/sites/extensions",
    "microsoft.web/sites/functions", "microsoft.web/sites/hostnamebindings",
    "microsoft.web/sites/networkconfig", "microsoft.web/sites/premieraddons",
    "microsoft.web/sites/privateendpointconnections", "microsoft.web/sites/publiccertificates",
    "microsoft.web/sites/siteextensions", "microsoft.web/sites/slots/config",
    "microsoft.web/sites/sourcecontrols", "microsoft.web/sites/virtualnetworkconnections",
  ]

  /// Last parts of types that hold no data below any resource.
  private static let endings: Set<Substring> = [
    "firewallrules", "virtualnetworkrules", "privateendpointconnections", "authorizationrules",
    "networkrulesets",
    "locks", "roleassignments", "administrators", "securityalertpolicies", "azureadonlyauthentications",
    "advancedthreatprotectionsettings", "accesspolicyassignments", "backupshorttermretentionpolicies",
    "backuplongtermretentionpolicies", "configurations", "ipfilterrules", "privatelinkscopedresources",
  ]
}
