#include "cpostgres.h"

#include <dlfcn.h>
#include <pthread.h>
#include <stddef.h>
#include <stdio.h>

static struct {
  cpostgres_connection *(*PQconnectdbParams)(const char *const *, const char *const *, int);
  int (*PQstatus)(const cpostgres_connection *);
  char *(*PQerrorMessage)(const cpostgres_connection *);
  void (*PQfinish)(cpostgres_connection *);
  void (*(*PQsetNoticeProcessor)(cpostgres_connection *, void (*)(void *, const char *), void *))(void *, const char *);
  cpostgres_result *(*PQexec)(cpostgres_connection *, const char *);
  cpostgres_result *(*PQprepare)(
      cpostgres_connection *, const char *, const char *, int, const unsigned int *);
  cpostgres_result *(*PQexecPrepared)(
      cpostgres_connection *, const char *, int, const char *const *, const int *, const int *, int);
  int (*PQresultStatus)(const cpostgres_result *);
  char *(*PQresultErrorField)(const cpostgres_result *, int);
  int (*PQntuples)(const cpostgres_result *);
  int (*PQgetisnull)(const cpostgres_result *, int, int);
  char *(*PQgetvalue)(const cpostgres_result *, int, int);
  int (*PQgetlength)(const cpostgres_result *, int, int);
  void (*PQclear)(cpostgres_result *);
} pq;

static pthread_once_t once = PTHREAD_ONCE_INIT;
static char failure[256] = "";

static void load(void) {
  void *library = dlopen("libpq.so.5", RTLD_NOW | RTLD_LOCAL);
  if (library == NULL) {
    const char *words = dlerror();
    snprintf(failure, sizeof failure, "%s", words ? words : "libpq.so.5 cannot be loaded");
    return;
  }
#define FIND(name)                                                          \
  if ((*(void **)&pq.name = dlsym(library, #name)) == NULL) {               \
    snprintf(failure, sizeof failure, "libpq.so.5 has no function " #name); \
    return;                                                                 \
  }
  FIND(PQconnectdbParams)
  FIND(PQstatus)
  FIND(PQerrorMessage)
  FIND(PQfinish)
  FIND(PQsetNoticeProcessor)
  FIND(PQexec)
  FIND(PQprepare)
  FIND(PQexecPrepared)
  FIND(PQresultStatus)
  FIND(PQresultErrorField)
  FIND(PQntuples)
  FIND(PQgetisnull)
  FIND(PQgetvalue)
  FIND(PQgetlength)
  FIND(PQclear)
#undef FIND
}

const char *cpostgres_load(void) {
  pthread_once(&once, load);
  return failure[0] == 0 ? NULL : failure;
}

cpostgres_connection *cpostgres_connect(const char *const *keywords, const char *const *values, int expand) {
  return pq.PQconnectdbParams(keywords, values, expand);
}

// CONNECTION_OK is the first of its kind.
bool cpostgres_is_connected(const cpostgres_connection *connection) { return pq.PQstatus(connection) == 0; }

const char *cpostgres_error(const cpostgres_connection *connection) { return pq.PQerrorMessage(connection); }

void cpostgres_finish(cpostgres_connection *connection) { pq.PQfinish(connection); }

static void ignore(void *nothing, const char *message) {
  (void)nothing;
  (void)message;
}

void cpostgres_silence(cpostgres_connection *connection) { pq.PQsetNoticeProcessor(connection, ignore, NULL); }

cpostgres_result *cpostgres_execute(cpostgres_connection *connection, const char *script) {
  return pq.PQexec(connection, script);
}

cpostgres_result *cpostgres_prepare(cpostgres_connection *connection, const char *name, const char *query) {
  return pq.PQprepare(connection, name, query, 0, NULL);
}

cpostgres_result *cpostgres_run(
    cpostgres_connection *connection, const char *name, int count, const char *const *values) {
  return pq.PQexecPrepared(connection, name, count, values, NULL, NULL, 0);
}

int cpostgres_result_status(const cpostgres_result *result) { return pq.PQresultStatus(result); }

// PG_DIAG_SQLSTATE.
const char *cpostgres_result_state(const cpostgres_result *result) { return pq.PQresultErrorField(result, 'C'); }

int cpostgres_row_count(const cpostgres_result *result) { return pq.PQntuples(result); }

bool cpostgres_is_null(const cpostgres_result *result, int row, int column) {
  return pq.PQgetisnull(result, row, column) != 0;
}

const char *cpostgres_value(const cpostgres_result *result, int row, int column) {
  return pq.PQgetvalue(result, row, column);
}

int cpostgres_length(const cpostgres_result *result, int row, int column) {
  return pq.PQgetlength(result, row, column);
}

void cpostgres_clear(cpostgres_result *result) { pq.PQclear(result); }
