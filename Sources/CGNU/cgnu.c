#define _GNU_SOURCE
#include "cgnu.h"

#include <malloc.h>
#include <string.h>
#include <unistd.h>

const void *cgnu_find(const void *haystack, size_t length, const void *needle, size_t needle_length)
{
  return memmem(haystack, length, needle, needle_length);
}

void cgnu_grow_memory_by(int bytes)
{
  mallopt(M_TOP_PAD, bytes);
  mallopt(M_MMAP_THRESHOLD, 256 << 20);
  mallopt(M_TRIM_THRESHOLD, 256 << 20);
}
