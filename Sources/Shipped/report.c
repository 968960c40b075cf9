// The templates and the map of the HTML report, as they are in the tree. A test compares this list with the folders.
#include "shipped.h"

#define EMBED(identifier) static const unsigned char identifier[]
#define ENTRY(name, identifier) {name, identifier, sizeof identifier}

EMBED(coverage_mustache) = {
#embed "../Reporting/HTML/Template/coverage.mustache"
};
EMBED(custody_mustache) = {
#embed "../Reporting/HTML/Template/custody.mustache"
};
EMBED(dependence_mustache) = {
#embed "../Reporting/HTML/Template/dependence.mustache"
};
EMBED(findings_mustache) = {
#embed "../Reporting/HTML/Template/findings.mustache"
};
EMBED(flows_mustache) = {
#embed "../Reporting/HTML/Template/flows.mustache"
};
EMBED(group_mustache) = {
#embed "../Reporting/HTML/Template/group.mustache"
};
EMBED(inventory_mustache) = {
#embed "../Reporting/HTML/Template/inventory.mustache"
};
EMBED(map_mustache) = {
#embed "../Reporting/HTML/Template/map.mustache"
};
EMBED(method_mustache) = {
#embed "../Reporting/HTML/Template/method.mustache"
};
EMBED(page_mustache) = {
#embed "../Reporting/HTML/Template/page.mustache"
};
EMBED(report_css) = {
#embed "../Reporting/HTML/Template/report.css"
};
EMBED(report_js) = {
#embed "../Reporting/HTML/Template/report.js"
};
EMBED(requests_mustache) = {
#embed "../Reporting/HTML/Template/requests.mustache"
};
EMBED(rules_mustache) = {
#embed "../Reporting/HTML/Template/rules.mustache"
};
EMBED(summary_mustache) = {
#embed "../Reporting/HTML/Template/summary.mustache"
};
EMBED(waivers_mustache) = {
#embed "../Reporting/HTML/Template/waivers.mustache"
};
EMBED(map_europe_json) = {
#embed "../Reporting/HTML/Map/Data/europe.json"
};
EMBED(map_points_json) = {
#embed "../Reporting/HTML/Map/Data/points.json"
};
EMBED(map_world_json) = {
#embed "../Reporting/HTML/Map/Data/world.json"
};

static const struct shipped_file report[] = {
    ENTRY("coverage.mustache", coverage_mustache),
    ENTRY("custody.mustache", custody_mustache),
    ENTRY("dependence.mustache", dependence_mustache),
    ENTRY("findings.mustache", findings_mustache),
    ENTRY("flows.mustache", flows_mustache),
    ENTRY("group.mustache", group_mustache),
    ENTRY("inventory.mustache", inventory_mustache),
    ENTRY("map.mustache", map_mustache),
    ENTRY("method.mustache", method_mustache),
    ENTRY("page.mustache", page_mustache),
    ENTRY("report.css", report_css),
    ENTRY("report.js", report_js),
    ENTRY("requests.mustache", requests_mustache),
    ENTRY("rules.mustache", rules_mustache),
    ENTRY("summary.mustache", summary_mustache),
    ENTRY("waivers.mustache", waivers_mustache),
    ENTRY("europe.json", map_europe_json),
    ENTRY("points.json", map_points_json),
    ENTRY("world.json", map_world_json),
};

const struct shipped_file *shipped_report(size_t *count) {
  *count = sizeof report / sizeof report[0];
  return report;
}
