// The templates of Monday's report, as they are in the tree. A test compares this list with the folder.
#include "shipped.h"

#define EMBED(identifier) static const unsigned char identifier[]
#define ENTRY(name, identifier) {name, identifier, sizeof identifier}

EMBED(mail_mustache) = {
#embed "../Reporting/Weekly/Template/mail.mustache"
};
EMBED(weekly_css) = {
#embed "../Reporting/Weekly/Template/weekly.css"
};
EMBED(weekly_mustache) = {
#embed "../Reporting/Weekly/Template/weekly.mustache"
};

static const struct shipped_file weekly[] = {
    ENTRY("mail.mustache", mail_mustache),
    ENTRY("weekly.css", weekly_css),
    ENTRY("weekly.mustache", weekly_mustache),
};

const struct shipped_file *shipped_weekly(size_t *count) {
  *count = sizeof weekly / sizeof weekly[0];
  return weekly;
}
