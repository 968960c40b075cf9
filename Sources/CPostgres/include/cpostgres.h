#ifndef BORNAGE_CPOSTGRES_H
#define BORNAGE_CPOSTGRES_H

#include <stdbool.h>

// The few functions of libpq that the ledger calls, found when a server is asked for and not before: linked in, libpq
// and the twenty libraries behind it would double the start-up time of every scan, and every machine would need them.
// Their declarations are PostgreSQL's documented interface, the same since libpq.so.5.

typedef struct cpostgres_connection cpostgres_connection;
typedef struct cpostgres_result cpostgres_result;

/// What `cpostgres_result_status` answers for what worked.
enum {
  CPOSTGRES_COMMAND_OK = 1,
  CPOSTGRES_TUPLES_OK = 2,
};

/// Loads libpq; returns NULL, or the loader's words on why it is not there. May be called from any thread, any number
/// of times.
const char *cpostgres_load(void);

// Only to be called once `cpostgres_load` has returned NULL. Each is the function of libpq of that name.

cpostgres_connection *cpostgres_connect(const char *const *keywords, const char *const *values, int expand);
bool cpostgres_is_connected(const cpostgres_connection *connection);
const char *cpostgres_error(const cpostgres_connection *connection);
void cpostgres_finish(cpostgres_connection *connection);
/// Notices of the server would else be printed on standard error.
void cpostgres_silence(cpostgres_connection *connection);

cpostgres_result *cpostgres_execute(cpostgres_connection *connection, const char *script);
cpostgres_result *cpostgres_prepare(cpostgres_connection *connection, const char *name, const char *query);
cpostgres_result *cpostgres_run(
    cpostgres_connection *connection, const char *name, int count, const char *const *values);

int cpostgres_result_status(const cpostgres_result *result);
/// The five characters that say what kind of error it is; NULL if the server said nothing.
const char *cpostgres_result_state(const cpostgres_result *result);
int cpostgres_row_count(const cpostgres_result *result);
bool cpostgres_is_null(const cpostgres_result *result, int row, int column);
const char *cpostgres_value(const cpostgres_result *result, int row, int column);
int cpostgres_length(const cpostgres_result *result, int row, int column);
void cpostgres_clear(cpostgres_result *result);

#endif
