// The service cards: one block and one line a card.
#include "shipped.h"

static const unsigned char aws_kms_key[] = {
#embed "../Inventory/Cards/Data/aws/kms-key.yaml"
};
static const unsigned char aws_rds_instance[] = {
#embed "../Inventory/Cards/Data/aws/rds-instance.yaml"
};
static const unsigned char aws_s3_bucket[] = {
#embed "../Inventory/Cards/Data/aws/s3-bucket.yaml"
};

static const struct shipped_file cards[] = {
  {"aws/kms-key.yaml", aws_kms_key, sizeof aws_kms_key},
  {"aws/rds-instance.yaml", aws_rds_instance, sizeof aws_rds_instance},
  {"aws/s3-bucket.yaml", aws_s3_bucket, sizeof aws_s3_bucket},
};

const struct shipped_file *shipped_cards(size_t *count)
{
  *count = sizeof cards / sizeof *cards;
  return cards;
}
