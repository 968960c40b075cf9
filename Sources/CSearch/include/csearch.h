#ifndef BORNAGE_CSEARCH_H
#define BORNAGE_CSEARCH_H

#include <stddef.h>

/// The first occurrence of `needle` in `haystack`, or NULL: glibc's `memmem`, which Swift's Glibc module
/// does not show because it is a GNU extension.
const void *csearch_find(const void *haystack, size_t length, const void *needle, size_t needle_length);

#endif
