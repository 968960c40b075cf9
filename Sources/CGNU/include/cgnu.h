#ifndef BORNAGE_CGNU_H
#define BORNAGE_CGNU_H

#include <stddef.h>

#include "cgnu_process.h"

// GNU extensions of the C library that Swift's Glibc module does not show.

/// The first occurrence of `needle` in `haystack`, or NULL: `memmem`.
const void *cgnu_find(const void *haystack, size_t length, const void *needle, size_t needle_length);

/// Asks the system for memory in steps of some bytes and keeps what is freed for later use: every page that goes back
/// and comes again costs a fault.
void cgnu_grow_memory_by(int bytes);

#endif
