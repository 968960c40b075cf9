"""What the consumers of report formats take, as far as they publish no schema or it is not at hand.

Usage: format_rules.py FOLDER, which holds report.NAME for every format. Ends with 1 at the first report that a
consumer would refuse, cut or misread.
"""
import csv
import json
import os
import re
import sys
import xml.etree.ElementTree as ElementTree

folder = sys.argv[1]


def read(name, newline=None):
    with open(os.path.join(folder, "report." + name), encoding="utf-8", newline=newline) as file:
        return file.read()


def check(condition, what):
    if not condition:
        sys.exit(f"{folder}/report.{current}: {what}")


def findings():
    return json.loads(read("json"))["findings"]


def ndjson():
    """One object a line: a header first, the outcome last, and nothing lost on the way."""
    records = [json.loads(line) for line in read("ndjson").splitlines()]
    kinds = [record["record"] for record in records]
    check(kinds[0] == "header" and kinds[-1] == "outcome", "header or outcome is missing")
    whole = json.loads(read("json"))
    for kind, key in [("finding", "findings"), ("resource", "resources"), ("rule", "rules")]:
        mine = [{k: v for k, v in r.items() if k != "record"} for r in records if r["record"] == kind]
        check(mine == whole[key], f"the records {kind} are not those of the JSON report")
    check(records[-1]["findings"] == len(whole["findings"]), "the outcome counts other findings")


def csv_():
    """RFC 4180, and no cell that a spreadsheet would run."""
    rows = list(csv.reader(read("csv", newline="").splitlines(keepends=True), strict=True))
    check(len(rows) == len(findings()) + 1, "not a row a finding")
    check(all(len(row) == len(rows[0]) for row in rows), "rows differ in length")
    check(not any(cell[:1] in ("=", "+", "-", "@", "|", "%", "\t", "\r") for row in rows for cell in row), "a formula")


def markdown():
    """Within GitHub's bound; rendered, it holds our own elements only, and no mention outside code."""
    text = read("markdown")
    check(len(text) <= 65536, "longer than a comment may be")
    try:
        import cmarkgfm
    except ImportError:
        print("skipped: cmarkgfm is not at hand, the Markdown was not rendered")
        return
    html = cmarkgfm.github_flavored_markdown_to_html(text, options=cmarkgfm.cmark.Options.CMARK_OPT_UNSAFE)
    tags = set(re.findall(r"<\s*/?\s*([a-zA-Z!][\w-]*)", html))
    known = {"h2", "h3", "p", "strong", "table", "thead", "tbody", "tr", "th", "td", "code", "ul", "li", "details",
             "summary", "sub", "blockquote", "!--"}
    check(tags <= known, f"elements that are not ours: {sorted(tags - known)}")
    prose = re.sub(r"<code>.*?</code>", "", html, flags=re.S)
    check(not re.search(r"@\w|#\d|https?://|www\.", prose), "a mention, reference or link outside code")
    rows = re.findall(r"<tr>(.*?)</tr>", html, flags=re.S)
    check(all(len(re.findall(r"<t[hd]", row)) in (4, 5, 7) for row in rows), "a row has other cells than its head")


def junit():
    """The counts of a suite are those of its cases; no two cases of it have one name, which GitLab would merge."""
    root = ElementTree.fromstring(read("junit"))
    for suite in root:
        cases = suite.findall("testcase")
        for name, element in [("failures", "failure"), ("errors", "error"), ("skipped", "skipped")]:
            count = sum(case.find(element) is not None for case in cases)
            check(int(suite.get(name)) == count, f"{suite.get('name')}: {name} is not {count}")
        check(int(suite.get("tests")) == len(cases), "tests are miscounted")
        names = [(case.get("classname"), case.get("name")) for case in cases]
        check(len(set(names)) == len(names), "two cases have one name")
    broken = sum(len(root.findall(f".//{e}")) for e in ("failure", "error")) - len(
        root.findall("testsuite[@name='coverage']//error"))
    listed = [f for f in findings() if f["verdict"] != "evidence-required"
              and f.get("waiver", {}).get("state") != "waived"]
    check(broken == len(listed), "failures and errors are not the findings that are no questions")


def checkstyle():
    """The elements and attributes that readers of Checkstyle know."""
    root = ElementTree.fromstring(read("checkstyle"))
    check(root.tag == "checkstyle", "another root")
    for file in root:
        check(file.tag == "file" and set(file.attrib) == {"name"}, "a file without its name")
        for error in file:
            check(error.tag == "error" and int(error.get("line")) >= 1, "an error without its line")
            check(error.get("severity") in ("error", "warning", "info", "ignore"), "a severity of no one's")
            check(error.get("message") and error.get("source"), "an error without message or source")
    ours = [e for e in root.iter("error") if e.get("source") != "bornage.coverage"]
    check(len(ours) == len(findings()), "not an error a finding")


def github():
    """Lines that the runner parses as commands, and no more of a level than GitHub shows."""
    counts = {}
    for line in read("github").splitlines():
        match = re.fullmatch(r"::(error|warning|notice) ([^:]*(?:=[^:]*)?)::(.+)", line)
        check(match, f"no command: {line}")
        counts[match[1]] = counts.get(match[1], 0) + 1
        properties = dict(pair.split("=", 1) for pair in match[2].split(","))
        check(set(properties) <= {"file", "line", "endLine", "col", "endColumn", "title"}, f"unknown: {properties}")
        check("endLine" not in properties or "col" not in properties, "columns over several lines")
        for text in [match[3], *properties.values()]:
            check(not re.search(r"%(?!25|0D|0A|3A|2C)", text), f"a bare percent sign: {text}")
    check(all(count <= 10 for count in counts.values()), f"more than ten of a level: {counts}")


def gitlab_codequality():
    """GitLab's documentation of code quality: required members, severities, unique fingerprints, relative paths."""
    entries = json.loads(read("gitlab-codequality"))
    check(len(entries) == len(findings()), "not an entry a finding")
    for entry in entries:
        check({"description", "check_name", "fingerprint", "severity", "location"} <= set(entry), "a member is missing")
        check(entry["severity"] in ("info", "minor", "major", "critical", "blocker"), "an unknown severity")
        check(entry["location"]["lines"]["begin"] >= 1, "a line before the first")
        check(not entry["location"]["path"].startswith("./"), "a path that GitLab does not match")
    prints = [entry["fingerprint"] for entry in entries]
    check(len(set(prints)) == len(prints), "two entries with one fingerprint")


def gitlab_sast():
    """The required members, bounds and patterns of GitLab's schema of SAST reports, major version 15."""
    report = json.loads(read("gitlab-sast"))
    check(re.fullmatch(r"15\.\d+\.\d+", report["version"]), "another version")
    scan = report["scan"]
    check({"analyzer", "scanner", "start_time", "end_time", "status", "type"} <= set(scan), "a member of scan is missing")
    check(scan["type"] == "sast" and scan["status"] in ("success", "failure"), "type or status")
    for key in ("start_time", "end_time"):
        check(re.fullmatch(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}", scan[key]), key)
    for key in ("analyzer", "scanner"):
        check({"id", "name", "version", "vendor"} <= set(scan[key]) and scan[key]["vendor"]["name"], key)
    check(all(m["level"] in ("info", "warn", "fatal") and m["value"] for m in scan["messages"]), "a message")
    ids = set()
    for item in report["vulnerabilities"]:
        check({"id", "identifiers", "location"} <= set(item), "a member of a vulnerability is missing")
        check(re.fullmatch(r"[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}", item["id"]), "an id")
        ids.add(item["id"])
        check(len(item["name"]) <= 255 and len(item["description"]) <= 1048576, "a text is too long")
        check(len(item["solution"]) <= 7000, "a solution is too long")
        check(item["severity"] in ("Info", "Unknown", "Low", "Medium", "High", "Critical"), "a severity")
        check(1 <= len(item["identifiers"]) <= 20, "identifiers")
        check(all(i["type"] and i["name"] and i["value"] for i in item["identifiers"]), "an empty identifier")
        check(item["location"]["file"] and item["location"]["start_line"] >= 1, "a location")
        check(item["location"]["end_line"] >= item["location"]["start_line"], "an end before the start")
    check(len(ids) == len(report["vulnerabilities"]) == len(findings()), "ids or vulnerabilities are missing")


def sarif():
    """GitHub's limits: runs, results, tags; and runs that it can tell apart."""
    runs = json.loads(read("sarif"))["runs"]
    check(1 <= len(runs) <= 20, "too many runs")
    ids = [run["automationDetails"]["id"] for run in runs]
    check(len(set(ids)) == len(ids), "two runs with one id")
    left = sum(run["properties"]["leftOut"] for run in runs)
    check(sum(len(run["results"]) for run in runs) + left == len(findings()), "a result is lost")
    for run in runs:
        check(len(run["results"]) <= 25000, "too many results")
        rules = run["tool"]["driver"]["rules"]
        for rule in rules:
            check(len(rule["properties"]["tags"]) <= 20, "too many tags")
        for result in run["results"]:
            check(1 <= len(result["locations"]) <= 1000, "locations")
            if "ruleIndex" in result:
                check(rules[result["ruleIndex"]]["id"] == result["ruleId"], "an index of another rule")


for current, rules in {
    "ndjson": ndjson, "csv": csv_, "markdown": markdown, "junit": junit, "checkstyle": checkstyle, "github": github,
    "gitlab-codequality": gitlab_codequality, "gitlab-sast": gitlab_sast, "sarif": sarif,
}.items():
    rules()
    print(f"{folder}/report.{current} is what its consumers take")
