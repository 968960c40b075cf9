// The atlas's data files, as they are in the tree. A test compares this list with the folder.
#include "shipped.h"

#define EMBED(identifier) static const unsigned char identifier[]

EMBED(hosts) = {
#embed "../Atlas/Data/hosts.yaml"
};
EMBED(jurisdictions) = {
#embed "../Atlas/Data/jurisdictions.yaml"
};
EMBED(operators) = {
#embed "../Atlas/Data/operators.yaml"
};
EMBED(regions_alibaba) = {
#embed "../Atlas/Data/regions/alibaba.yaml"
};
EMBED(regions_aruba) = {
#embed "../Atlas/Data/regions/aruba.yaml"
};
EMBED(regions_auth0) = {
#embed "../Atlas/Data/regions/auth0.yaml"
};
EMBED(regions_aws) = {
#embed "../Atlas/Data/regions/aws.yaml"
};
EMBED(regions_azure) = {
#embed "../Atlas/Data/regions/azure.yaml"
};
EMBED(regions_bleu) = {
#embed "../Atlas/Data/regions/bleu.yaml"
};
EMBED(regions_cleura) = {
#embed "../Atlas/Data/regions/cleura.yaml"
};
EMBED(regions_clever_cloud) = {
#embed "../Atlas/Data/regions/clever-cloud.yaml"
};
EMBED(regions_cloud_temple) = {
#embed "../Atlas/Data/regions/cloud-temple.yaml"
};
EMBED(regions_cloudflare) = {
#embed "../Atlas/Data/regions/cloudflare.yaml"
};
EMBED(regions_confluent) = {
#embed "../Atlas/Data/regions/confluent.yaml"
};
EMBED(regions_databricks) = {
#embed "../Atlas/Data/regions/databricks.yaml"
};
EMBED(regions_datadog) = {
#embed "../Atlas/Data/regions/datadog.yaml"
};
EMBED(regions_delos) = {
#embed "../Atlas/Data/regions/delos.yaml"
};
EMBED(regions_digitalocean) = {
#embed "../Atlas/Data/regions/digitalocean.yaml"
};
EMBED(regions_elastic_cloud) = {
#embed "../Atlas/Data/regions/elastic-cloud.yaml"
};
EMBED(regions_elastx) = {
#embed "../Atlas/Data/regions/elastx.yaml"
};
EMBED(regions_exoscale) = {
#embed "../Atlas/Data/regions/exoscale.yaml"
};
EMBED(regions_fastly) = {
#embed "../Atlas/Data/regions/fastly.yaml"
};
EMBED(regions_gcp) = {
#embed "../Atlas/Data/regions/gcp.yaml"
};
EMBED(regions_hetzner) = {
#embed "../Atlas/Data/regions/hetzner.yaml"
};
EMBED(regions_huawei) = {
#embed "../Atlas/Data/regions/huawei.yaml"
};
EMBED(regions_ibm) = {
#embed "../Atlas/Data/regions/ibm.yaml"
};
EMBED(regions_infomaniak) = {
#embed "../Atlas/Data/regions/infomaniak.yaml"
};
EMBED(regions_ionos) = {
#embed "../Atlas/Data/regions/ionos.yaml"
};
EMBED(regions_leaseweb) = {
#embed "../Atlas/Data/regions/leaseweb.yaml"
};
EMBED(regions_linode) = {
#embed "../Atlas/Data/regions/linode.yaml"
};
EMBED(regions_mongodb_atlas) = {
#embed "../Atlas/Data/regions/mongodb-atlas.yaml"
};
EMBED(regions_numspot) = {
#embed "../Atlas/Data/regions/numspot.yaml"
};
EMBED(regions_oracle) = {
#embed "../Atlas/Data/regions/oracle.yaml"
};
EMBED(regions_orange) = {
#embed "../Atlas/Data/regions/orange.yaml"
};
EMBED(regions_otc) = {
#embed "../Atlas/Data/regions/otc.yaml"
};
EMBED(regions_outscale) = {
#embed "../Atlas/Data/regions/outscale.yaml"
};
EMBED(regions_ovhcloud) = {
#embed "../Atlas/Data/regions/ovhcloud.yaml"
};
EMBED(regions_s3ns) = {
#embed "../Atlas/Data/regions/s3ns.yaml"
};
EMBED(regions_sbercloud) = {
#embed "../Atlas/Data/regions/sbercloud.yaml"
};
EMBED(regions_scaleway) = {
#embed "../Atlas/Data/regions/scaleway.yaml"
};
EMBED(regions_selectel) = {
#embed "../Atlas/Data/regions/selectel.yaml"
};
EMBED(regions_snowflake) = {
#embed "../Atlas/Data/regions/snowflake.yaml"
};
EMBED(regions_stackit) = {
#embed "../Atlas/Data/regions/stackit.yaml"
};
EMBED(regions_tencent) = {
#embed "../Atlas/Data/regions/tencent.yaml"
};
EMBED(regions_upcloud) = {
#embed "../Atlas/Data/regions/upcloud.yaml"
};
EMBED(regions_vultr) = {
#embed "../Atlas/Data/regions/vultr.yaml"
};
EMBED(regions_wasabi) = {
#embed "../Atlas/Data/regions/wasabi.yaml"
};
EMBED(regions_yandex) = {
#embed "../Atlas/Data/regions/yandex.yaml"
};
EMBED(services) = {
#embed "../Atlas/Data/services.yaml"
};

#define ENTRY(path, identifier) {path, identifier, sizeof identifier}

static const struct shipped_file atlas[] = {
    ENTRY("hosts.yaml", hosts),
    ENTRY("jurisdictions.yaml", jurisdictions),
    ENTRY("operators.yaml", operators),
    ENTRY("regions/alibaba.yaml", regions_alibaba),
    ENTRY("regions/aruba.yaml", regions_aruba),
    ENTRY("regions/auth0.yaml", regions_auth0),
    ENTRY("regions/aws.yaml", regions_aws),
    ENTRY("regions/azure.yaml", regions_azure),
    ENTRY("regions/bleu.yaml", regions_bleu),
    ENTRY("regions/cleura.yaml", regions_cleura),
    ENTRY("regions/clever-cloud.yaml", regions_clever_cloud),
    ENTRY("regions/cloud-temple.yaml", regions_cloud_temple),
    ENTRY("regions/cloudflare.yaml", regions_cloudflare),
    ENTRY("regions/confluent.yaml", regions_confluent),
    ENTRY("regions/databricks.yaml", regions_databricks),
    ENTRY("regions/datadog.yaml", regions_datadog),
    ENTRY("regions/delos.yaml", regions_delos),
    ENTRY("regions/digitalocean.yaml", regions_digitalocean),
    ENTRY("regions/elastic-cloud.yaml", regions_elastic_cloud),
    ENTRY("regions/elastx.yaml", regions_elastx),
    ENTRY("regions/exoscale.yaml", regions_exoscale),
    ENTRY("regions/fastly.yaml", regions_fastly),
    ENTRY("regions/gcp.yaml", regions_gcp),
    ENTRY("regions/hetzner.yaml", regions_hetzner),
    ENTRY("regions/huawei.yaml", regions_huawei),
    ENTRY("regions/ibm.yaml", regions_ibm),
    ENTRY("regions/infomaniak.yaml", regions_infomaniak),
    ENTRY("regions/ionos.yaml", regions_ionos),
    ENTRY("regions/leaseweb.yaml", regions_leaseweb),
    ENTRY("regions/linode.yaml", regions_linode),
    ENTRY("regions/mongodb-atlas.yaml", regions_mongodb_atlas),
    ENTRY("regions/numspot.yaml", regions_numspot),
    ENTRY("regions/oracle.yaml", regions_oracle),
    ENTRY("regions/orange.yaml", regions_orange),
    ENTRY("regions/otc.yaml", regions_otc),
    ENTRY("regions/outscale.yaml", regions_outscale),
    ENTRY("regions/ovhcloud.yaml", regions_ovhcloud),
    ENTRY("regions/s3ns.yaml", regions_s3ns),
    ENTRY("regions/sbercloud.yaml", regions_sbercloud),
    ENTRY("regions/scaleway.yaml", regions_scaleway),
    ENTRY("regions/selectel.yaml", regions_selectel),
    ENTRY("regions/snowflake.yaml", regions_snowflake),
    ENTRY("regions/stackit.yaml", regions_stackit),
    ENTRY("regions/tencent.yaml", regions_tencent),
    ENTRY("regions/upcloud.yaml", regions_upcloud),
    ENTRY("regions/vultr.yaml", regions_vultr),
    ENTRY("regions/wasabi.yaml", regions_wasabi),
    ENTRY("regions/yandex.yaml", regions_yandex),
    ENTRY("services.yaml", services),
};

const struct shipped_file *shipped_atlas(size_t *count) {
  *count = sizeof atlas / sizeof atlas[0];
  return atlas;
}
