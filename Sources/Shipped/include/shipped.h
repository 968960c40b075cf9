#ifndef BORNAGE_SHIPPED_H
#define BORNAGE_SHIPPED_H

#include <stddef.h>

/// A file of this repository that travels inside the program. `bytes` lives as long as the process.
struct shipped_file {
  const char *name;
  const unsigned char *bytes;
  size_t length;
};

/// The collections; each answers its first entry and sets `count`.
const struct shipped_file *shipped_atlas(size_t *count);
const struct shipped_file *shipped_cards(size_t *count);
const struct shipped_file *shipped_packs(size_t *count);
const struct shipped_file *shipped_profiles(size_t *count);
const struct shipped_file *shipped_report(size_t *count);
const struct shipped_file *shipped_words(size_t *count);
const struct shipped_file *shipped_weekly(size_t *count);

#endif
