// The packs and the crypto profiles, as they are in the tree. A test compares these lists with the folders.
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

EMBED(profiles_anssi) = {
#embed "../../Policies/profiles/anssi.yaml"
};
EMBED(profiles_bsi) = {
#embed "../../Policies/profiles/bsi.yaml"
};
EMBED(profiles_cccs) = {
#embed "../../Policies/profiles/cccs.yaml"
};
EMBED(profiles_ccn) = {
#embed "../../Policies/profiles/ccn.yaml"
};
EMBED(profiles_ccn_alta) = {
#embed "../../Policies/profiles/ccn-alta.yaml"
};
EMBED(profiles_fips_256) = {
#embed "../../Policies/profiles/fips-256.yaml"
};
EMBED(profiles_gm) = {
#embed "../../Policies/profiles/gm.yaml"
};
EMBED(profiles_gost) = {
#embed "../../Policies/profiles/gost.yaml"
};
EMBED(profiles_ism) = {
#embed "../../Policies/profiles/ism.yaml"
};
EMBED(profiles_kcmvp) = {
#embed "../../Policies/profiles/kcmvp.yaml"
};
EMBED(profiles_ncsc_uk) = {
#embed "../../Policies/profiles/ncsc-uk.yaml"
};
EMBED(profiles_nist) = {
#embed "../../Policies/profiles/nist.yaml"
};
EMBED(profiles_pci) = {
#embed "../../Policies/profiles/pci.yaml"
};

static const struct shipped_file packs[] = {
    {"eu-gdpr.yaml", eu_gdpr, sizeof eu_gdpr},
    {"fr-hds-2.yaml", fr_hds_2, sizeof fr_hds_2},
    {"fr-secnumcloud-3.2.yaml", fr_secnumcloud_3_2, sizeof fr_secnumcloud_3_2},
};

static const struct shipped_file profiles[] = {
    {"anssi.yaml", profiles_anssi, sizeof profiles_anssi},
    {"bsi.yaml", profiles_bsi, sizeof profiles_bsi},
    {"cccs.yaml", profiles_cccs, sizeof profiles_cccs},
    {"ccn.yaml", profiles_ccn, sizeof profiles_ccn},
    {"ccn-alta.yaml", profiles_ccn_alta, sizeof profiles_ccn_alta},
    {"fips-256.yaml", profiles_fips_256, sizeof profiles_fips_256},
    {"gm.yaml", profiles_gm, sizeof profiles_gm},
    {"gost.yaml", profiles_gost, sizeof profiles_gost},
    {"ism.yaml", profiles_ism, sizeof profiles_ism},
    {"kcmvp.yaml", profiles_kcmvp, sizeof profiles_kcmvp},
    {"ncsc-uk.yaml", profiles_ncsc_uk, sizeof profiles_ncsc_uk},
    {"nist.yaml", profiles_nist, sizeof profiles_nist},
    {"pci.yaml", profiles_pci, sizeof profiles_pci},
};

const struct shipped_file *shipped_packs(size_t *count) {
  *count = sizeof packs / sizeof packs[0];
  return packs;
}

const struct shipped_file *shipped_profiles(size_t *count) {
  *count = sizeof profiles / sizeof profiles[0];
  return profiles;
}
