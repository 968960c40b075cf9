#define _GNU_SOURCE
#include "cgnu_process.h"

#include <fcntl.h>
#include <unistd.h>

int cgnu_pipe(int ends[2]) { return pipe2(ends, O_CLOEXEC); }

char **cgnu_environment(void) { return environ; }
