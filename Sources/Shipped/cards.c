#include "shipped.h"
const struct shipped_file *shipped_cards(size_t *count) { *count = 0; return 0; }
