#include <sqlite3.h>

/// Binds text that SQLite copies; the constant that says so is a cast, which Swift cannot see.
static inline int csqlite_bind_text(sqlite3_stmt *statement, int index, const char *text, sqlite3_uint64 bytes) {
  return sqlite3_bind_text64(statement, index, text, bytes, SQLITE_TRANSIENT, SQLITE_UTF8);
}
