// The packs and the crypto profiles, as they are in the tree. A test compares these lists with the folders.
#include "shipped.h"

#define EMBED(identifier) static const unsigned char identifier[]

EMBED(au_ism) = {
#embed "../../Policies/au-ism.yaml"
};
EMBED(ca_protected_b) = {
#embed "../../Policies/ca-protected-b.yaml"
};
EMBED(ch_fadp) = {
#embed "../../Policies/ch-fadp.yaml"
};
EMBED(cn_pipl) = {
#embed "../../Policies/cn-pipl.yaml"
};
EMBED(de_c5) = {
#embed "../../Policies/de-c5.yaml"
};
EMBED(es_ens) = {
#embed "../../Policies/es-ens.yaml"
};
EMBED(eu_csf_seal) = {
#embed "../../Policies/eu-csf-seal.yaml"
};
EMBED(eu_dora) = {
#embed "../../Policies/eu-dora.yaml"
};
EMBED(eu_gdpr) = {
#embed "../../Policies/eu-gdpr.yaml"
};
EMBED(eu_nis2) = {
#embed "../../Policies/eu-nis2.yaml"
};
EMBED(fr_cloud_au_centre) = {
#embed "../../Policies/fr-cloud-au-centre.yaml"
};
EMBED(fr_hds_2) = {
#embed "../../Policies/fr-hds-2.yaml"
};
EMBED(fr_secnumcloud_3_2) = {
#embed "../../Policies/fr-secnumcloud-3.2.yaml"
};
EMBED(in_rbi) = {
#embed "../../Policies/in-rbi.yaml"
};
EMBED(iso_27001) = {
#embed "../../Policies/iso-27001.yaml"
};
EMBED(it_acn) = {
#embed "../../Policies/it-acn.yaml"
};
EMBED(pci_dss_4) = {
#embed "../../Policies/pci-dss-4.yaml"
};
EMBED(ru_242fz) = {
#embed "../../Policies/ru-242fz.yaml"
};
EMBED(sa_nca) = {
#embed "../../Policies/sa-nca.yaml"
};
EMBED(uk_gdpr) = {
#embed "../../Policies/uk-gdpr.yaml"
};
EMBED(us_fedramp) = {
#embed "../../Policies/us-fedramp.yaml"
};
EMBED(us_itar) = {
#embed "../../Policies/us-itar.yaml"
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
    {"au-ism.yaml", au_ism, sizeof au_ism},
    {"ca-protected-b.yaml", ca_protected_b, sizeof ca_protected_b},
    {"ch-fadp.yaml", ch_fadp, sizeof ch_fadp},
    {"cn-pipl.yaml", cn_pipl, sizeof cn_pipl},
    {"de-c5.yaml", de_c5, sizeof de_c5},
    {"es-ens.yaml", es_ens, sizeof es_ens},
    {"eu-csf-seal.yaml", eu_csf_seal, sizeof eu_csf_seal},
    {"eu-dora.yaml", eu_dora, sizeof eu_dora},
    {"eu-gdpr.yaml", eu_gdpr, sizeof eu_gdpr},
    {"eu-nis2.yaml", eu_nis2, sizeof eu_nis2},
    {"fr-cloud-au-centre.yaml", fr_cloud_au_centre, sizeof fr_cloud_au_centre},
    {"fr-hds-2.yaml", fr_hds_2, sizeof fr_hds_2},
    {"fr-secnumcloud-3.2.yaml", fr_secnumcloud_3_2, sizeof fr_secnumcloud_3_2},
    {"in-rbi.yaml", in_rbi, sizeof in_rbi},
    {"iso-27001.yaml", iso_27001, sizeof iso_27001},
    {"it-acn.yaml", it_acn, sizeof it_acn},
    {"pci-dss-4.yaml", pci_dss_4, sizeof pci_dss_4},
    {"ru-242fz.yaml", ru_242fz, sizeof ru_242fz},
    {"sa-nca.yaml", sa_nca, sizeof sa_nca},
    {"uk-gdpr.yaml", uk_gdpr, sizeof uk_gdpr},
    {"us-fedramp.yaml", us_fedramp, sizeof us_fedramp},
    {"us-itar.yaml", us_itar, sizeof us_itar},
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
