// The packs, as they are in the tree. A test compares this list with the folder.
#include "shipped.h"

#define EMBED(identifier) static const unsigned char identifier[]

EMBED(eu_gdpr) = {
#embed "../../Policies/eu-gdpr.yaml"
};
EMBED(fr_hds_2) = {
#embed "../../Policies/fr-hds-2.yaml"
};
EMBED(fr_secnumcloud_3_2) = {
#embed "../../Policies/fr-secnumcloud-3.2.yaml"
};

static const struct shipped_file packs[] = {
    {"eu-gdpr.yaml", eu_gdpr, sizeof eu_gdpr},
    {"fr-hds-2.yaml", fr_hds_2, sizeof fr_hds_2},
    {"fr-secnumcloud-3.2.yaml", fr_secnumcloud_3_2, sizeof fr_secnumcloud_3_2},
};

const struct shipped_file *shipped_packs(size_t *count) {
  *count = sizeof packs / sizeof packs[0];
  return packs;
}
