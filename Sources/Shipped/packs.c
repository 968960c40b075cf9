#include "shipped.h"
const struct shipped_file *shipped_packs(size_t *count) { *count = 0; return 0; }
