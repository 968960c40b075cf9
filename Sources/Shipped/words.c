// The sentences of the program in other languages: one block and one line a file.
#include "shipped.h"

#define EMBED(identifier) static const unsigned char identifier[]

EMBED(fr) = {
#embed "../Reporting/Words/Data/fr.po"
};
EMBED(fr_cards) = {
#embed "../Reporting/Words/Data/fr-cards.po"
};
EMBED(fr_atlas) = {
#embed "../Reporting/Words/Data/fr-atlas.po"
};
EMBED(fr_countries) = {
#embed "../Reporting/Words/Data/fr-countries.txt"
};

#define ENTRY(name, identifier) {name, identifier, sizeof identifier}

static const struct shipped_file words[] = {
    ENTRY("fr.po", fr),
    ENTRY("fr-cards.po", fr_cards),
    ENTRY("fr-atlas.po", fr_atlas),
    ENTRY("fr-countries.txt", fr_countries),
};

const struct shipped_file *shipped_words(size_t *count) {
  *count = sizeof words / sizeof words[0];
  return words;
}
