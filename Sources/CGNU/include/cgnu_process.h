#ifndef BORNAGE_CGNU_PROCESS_H
#define BORNAGE_CGNU_PROCESS_H

// A pipe whose ends no child process inherits: `pipe2` with `O_CLOEXEC`. Returns 0, or -1 with `errno` set.
int cgnu_pipe(int ends[2]);

// The environment of the process, as `NAME=VALUE`, up to a null pointer.
char **cgnu_environment(void);

#endif
