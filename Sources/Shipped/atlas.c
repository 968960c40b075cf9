#include "shipped.h"
const struct shipped_file *shipped_atlas(size_t *count) { *count = 0; return 0; }
