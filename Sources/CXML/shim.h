// libxml2 built with ICU includes ICU's headers for the fields of its converters, which nothing here
// touches, and those collide with the ones in Foundation.
#include <libxml/xmlversion.h>
#undef LIBXML_ICU_ENABLED

#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/xmlreader.h>
#include <libxml/xmlerror.h>
#include <libxml/SAX2.h>
#include <libxml/xpath.h>

/// `xmlFree` is a variable, which Swift cannot read safely.
static inline void cxml_free(void *memory) { xmlFree(memory); }
