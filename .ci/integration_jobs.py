"""Carries out the jobs of Integrations/ as their servers would, on a small repository, and looks at what they do.

Usage: integration_jobs.py ROOT BORNAGE, with PyYAML at hand.

No server is here: what is read from the real files is their scripts, environment, conditions and outputs; the servers'
own steps (uploading, publishing) are not carried out. Each job is run on a tree that keeps its boundary, on one that
breaks it, with a path that does not exist, with the wrong version, with inputs that a shell would run, and against an
earlier commit. Ends with 1 at the first job that does something else.
"""
import json
import os
import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree

import yaml

root, bornage = map(os.path.abspath, sys.argv[1:])
TEMPLATE = """AWSTemplateFormatVersion: "2010-09-09"
Resources:
  %s:
    Type: AWS::S3::Bucket
    Properties: {BucketName: ledger}
"""
SETTINGS = 'policies: [eu-gdpr]\ncontexts:\n  - {paths: ["**"], aws.region: %s}\n'
INSIDE, OUTSIDE = "eu-west-3", "us-east-1"


def check(condition, what):
    if not condition:
        sys.exit(f"{job}, {case}: {what}")


def load(name):
    with open(os.path.join(root, name), encoding="utf-8") as file:
        return yaml.safe_load(file)


def git(folder, *words):
    subprocess.run(["git", "-C", folder, "-c", "user.name=n", "-c", "user.email=e@example.org", "-c",
                    "commit.gpgsign=false", *words], check=True, capture_output=True)


def write(folder, name, text):
    with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
        file.write(text)


def repository(region):
    """A repository of one commit, with a bucket in the region."""
    folder = tempfile.mkdtemp(dir=scratch)
    git(folder, "init", "--quiet", "--initial-branch=main")
    write(folder, "storage.yaml", TEMPLATE % "Ledger")
    write(folder, ".bornage.yml", SETTINGS % region)
    git(folder, "add", ".")
    git(folder, "commit", "--quiet", "--message=first")
    return folder


def run(script, folder, environment, shell):
    """Runs a script as a server does, in a clean environment with bornage on the path."""
    clean = {"PATH": os.path.dirname(program) + ":/usr/local/bin:/usr/bin:/bin", "HOME": scratch, "LC_ALL": "C.UTF-8"}
    done = subprocess.run([*shell, script], cwd=folder, env=clean | environment, capture_output=True, text=True)
    return done.returncode, done.stdout + done.stderr


class Action:
    """action.yml at the top, as a runner of GitHub reads it."""
    name = "GitHub action"
    keys = {"paths": "paths", "policy": "policy", "fail_on": "fail-on", "since": "since", "version": "version",
            "options": "options", "archive": "archive", "sha256": "sha256", "upload": "upload-sarif"}
    separator = between = "\n"

    def __init__(self):
        self.action = load("action.yml")

    def run(self, folder, **given):
        given = {self.keys[key]: value for key, value in given.items()}
        inputs = {name: given.get(name, record.get("default", "")) for name, record in self.action["inputs"].items()}
        self.outputs = {}
        code, log = 0, ""
        self.uploaded = False
        for step in self.action["runs"]["steps"]:
            if code:
                break
            if "if" in step and not self.truth(step["if"], inputs):
                continue
            if "uses" in step:
                self.uploaded = True
                for value in step["with"].values():
                    check(self.text(value, inputs), "an input of the upload is empty")
                continue
            files = {name: os.path.join(tempfile.mkdtemp(dir=scratch), name)
                     for name in ("GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY")}
            for file in files.values():
                open(file, "w").close()
            environment = {key: self.text(value, inputs) for key, value in step.get("env", {}).items()}
            place = os.path.join(folder, self.text(step.get("working-directory", "."), inputs))
            code, text = run(self.text(step["run"], inputs), place,
                             environment | files | {"RUNNER_TEMP": scratch, "GITHUB_ACTION_PATH": root},
                             ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c"])
            log += text
            with open(files["GITHUB_OUTPUT"], encoding="utf-8") as file:
                outputs = dict(line.rstrip("\n").split("=", 1) for line in file)
            if "id" in step:
                self.outputs[step["id"]] = outputs
                with open(files["GITHUB_STEP_SUMMARY"], encoding="utf-8") as file:
                    self.summary = file.read()
        return code, log

    def value(self, expression, inputs):
        expression = expression.strip()
        if expression.startswith("'"):
            return expression[1:-1]
        found = re.fullmatch(r"inputs\.([\w-]+)", expression)
        if found:
            return inputs[found[1]]
        found = re.fullmatch(r"steps\.(\w+)\.outputs\.([\w-]+)", expression)
        if found:
            return self.outputs[found[1]].get(found[2], "")
        sys.exit(f"action.yml: an expression that this check does not know: {expression}")

    def text(self, value, inputs):
        return re.sub(r"\$\{\{(.*?)\}\}", lambda found: self.value(found[1], inputs), value)

    def truth(self, value, inputs):
        inner = re.fullmatch(r"\$\{\{(.*)\}\}", value)[1]
        for part in inner.split("&&"):
            left, operator, right = re.fullmatch(r"(.+?)\s*(==|!=)\s*(.+)", part.strip()).groups()
            if (self.value(left, inputs) == self.value(right, inputs)) != (operator == "=="):
                return False
        return True

    def reports(self, folder):
        outputs = self.outputs["scan"]
        check(outputs["exit-code"] in ("0", "1", "3"), "the output exit-code is missing")
        check(self.summary.startswith("<!-- bornage report -->"), "the summary is not the report")
        for name in ("sarif", "json"):
            with open(outputs[name], encoding="utf-8") as file:
                json.load(file)


class GitLab:
    """The job of the template, as a runner of GitLab with a shell of POSIX carries it out."""
    name = "GitLab template"
    keys = {"paths": "BORNAGE_PATHS", "policy": "BORNAGE_POLICY", "fail_on": "BORNAGE_FAIL_ON",
            "since": "BORNAGE_SINCE", "version": "BORNAGE_VERSION", "options": "BORNAGE_OPTIONS"}
    separator, between = " ", ","

    def __init__(self):
        self.template = load("Integrations/gitlab/bornage.gitlab-ci.yml")

    def run(self, folder, **given):
        variables = {name: record["value"] for name, record in self.template["variables"].items()}
        variables |= {self.keys[key]: value for key, value in given.items()}
        variables["CI_PIPELINE_CREATED_AT"] = "2026-11-28T06:00:00Z"
        return run("set -e\n" + "\n".join(self.template["bornage"]["script"]), folder, variables, ["dash", "-c"])

    def reports(self, folder):
        artifacts = self.template["bornage"]["artifacts"]
        for name in ("codequality", "sast"):
            with open(os.path.join(folder, artifacts["reports"][name]), encoding="utf-8") as file:
                json.load(file)
        ElementTree.parse(os.path.join(folder, artifacts["reports"]["junit"]))
        for name in artifacts["paths"]:
            check(os.path.exists(os.path.join(folder, name)), f"{name} was not written")


class Azure:
    """The first step of the template, as an agent of Azure Pipelines carries it out."""
    name = "Azure template"
    keys = {"paths": "paths", "policy": "policies", "fail_on": "failOn", "since": "since", "version": "version",
            "options": "options"}
    separator = between = "\n"

    def __init__(self):
        self.template = load("Integrations/azure-pipelines/bornage.yml")

    def run(self, folder, **given):
        parameters = {record["name"]: record["default"] for record in self.template["parameters"]}
        for key, value in given.items():
            name = self.keys[key]
            parameters[name] = value.split(self.separator) if isinstance(parameters[name], list) else value
        step = self.template["steps"][0]

        def text(found):
            inner = found[1].strip()
            joined = re.fullmatch(r"join\('([^'])', parameters\.(\w+)\)", inner)
            if joined:
                return joined[1].join(parameters[joined[2]])
            return parameters[re.fullmatch(r"parameters\.(\w+)", inner)[1]]

        environment = {key: re.sub(r"\$\{\{(.*?)\}\}", text, value).replace(
            "$(Build.ArtifactStagingDirectory)", os.path.join(folder, ".staging")) for key, value in step["env"].items()}
        code, log = run(step["bash"], folder, environment, ["bash", "--noprofile", "--norc", "-c"])
        self.log = log
        return code, log

    def reports(self, folder):
        place = os.path.join(folder, ".staging", "bornage")
        with open(os.path.join(place, "bornage.sarif"), encoding="utf-8") as file:
            json.load(file)
        ElementTree.parse(os.path.join(place, "bornage-junit.xml"))
        shown = re.search(r"^##vso\[task\.uploadsummary\](.*)$", self.log, flags=re.M)
        check(shown and os.path.exists(shown[1]), "no summary was handed to the agent")


class Jenkins:
    """The step `sh` of the Jenkinsfile, with the parameters as Jenkins hands them to a shell."""
    name = "Jenkinsfile"
    keys = GitLab.keys
    separator, between = " ", ","

    def __init__(self):
        with open(os.path.join(root, "Integrations/jenkins/Jenkinsfile"), encoding="utf-8") as file:
            text = file.read()
        # Groovy's string: a doubled backslash is one.
        self.script = re.search(r"sh '''(.*?)'''", text, flags=re.S)[1].replace("\\\\", "\\")
        self.defaults = dict(re.findall(r"string\(name: '(\w+)', defaultValue: '([^']*)'", text))

    def run(self, folder, **given):
        parameters = self.defaults | {self.keys[key]: value for key, value in given.items()}
        return run(self.script, folder, parameters, ["sh", "-c"])

    def reports(self, folder):
        place = os.path.join(folder, "bornage-reports")
        ElementTree.parse(os.path.join(place, "junit.xml"))
        with open(os.path.join(place, "bornage.sarif"), encoding="utf-8") as file:
            json.load(file)


def knows(option):
    return re.search(rf"^ +(-\w, )?{option}\b", subprocess.run(
        [bornage, "scan", "--help"], capture_output=True, text=True).stdout, flags=re.M) is not None


def everything(server):
    global job, case
    job = server.name

    case = "a tree within its boundary"
    inside = repository(INSIDE)
    code, log = server.run(inside)
    check(code == 0, f"exit code {code}:\n{log}")
    server.reports(inside)

    case = "a tree beyond its boundary"
    outside = repository(OUTSIDE)
    code, log = server.run(outside)
    check(code == 1, f"exit code {code}:\n{log}")
    server.reports(outside)

    case = "policies, threshold and options"
    code, log = server.run(
        outside, paths=server.separator.join(["storage.yaml", ".bornage.yml"]), fail_on="critical",
        policy=server.between.join(["eu-gdpr", "ch-fadp"]), options="--context=aws.region=" + INSIDE)
    check(code == 0, f"exit code {code}:\n{log}")

    if server.separator == "\n":
        case = "a path with a space"
        os.mkdir(os.path.join(inside, "two words"))
        write(inside, "two words/storage.yaml", TEMPLATE % "Ledger")
        code, log = server.run(inside, paths="two words")
        check(code == 0, f"exit code {code}:\n{log}")

    case = "a path that is not there"
    code, log = server.run(inside, paths="nowhere")
    check(code == 3, f"exit code {code}:\n{log}")
    server.reports(inside)

    case = "a policy that is not there"
    code, log = server.run(inside, policy="eu-gdpp")
    check(code == 2 and "eu-gdpr" in log, f"exit code {code}, and the log does not name the nearest policy:\n{log}")

    case = "another version"
    code, log = server.run(inside, version="99.0.0")
    check(code == 2 and "99.0.0" in log, f"exit code {code}:\n{log}")

    case = "inputs that a shell would run"
    for text in ("$(touch${IFS}ran)", "`touch ran`", ";touch ran;", "x\ntouch ran"):
        for key in ("paths", "policy", "fail_on", "version", "options"):
            code, log = server.run(inside, **{key: text})
            check(code in (2, 3), f"exit code {code} for {key} {text!r}:\n{log}")
            check(not os.path.exists(os.path.join(inside, "ran")), f"{key} {text!r} was run")

    case = "against an earlier commit"
    write(outside, "more.txt", "nothing that a scanner reads\n")
    code, log = server.run(outside, since="HEAD")
    if knows("--since"):
        check(code == 0, f"an old finding fails the job: exit code {code}:\n{log}")
        write(outside, "second.yaml", TEMPLATE % "Second")
        code, log = server.run(outside, since="HEAD")
        check(code == 1, f"a new finding does not fail the job: exit code {code}:\n{log}")
    else:
        check(code == 2 and "--since" in log, f"exit code {code} for an option that is not known:\n{log}")
    print(f"{job}: as it should be" + ("" if knows("--since") else " (this bornage has no --since)"))


def uploads(action):
    """Findings are uploaded, and fail the job all the same; nothing is uploaded that nobody asked for or that is not there."""
    global job, case
    job, case = action.name, "code scanning"
    outside = repository(OUTSIDE)
    for given, wanted, ending in [({}, False, 1), ({"upload": "true"}, True, 1),
                                  ({"upload": "true", "policy": "eu-gdpp"}, False, 2)]:
        code, log = action.run(outside, **given)
        check((action.uploaded, code) == (wanted, ending), f"exit code {code}, uploaded {action.uploaded}:\n{log}")
    print(f"{job}: uploads what it found before it fails")


def archives(action):
    """An archive is used only if its digest is the one that was given."""
    global job, case, program
    job, case = action.name, "an archive"
    folder = os.path.join(scratch, "bornage-0")
    os.makedirs(os.path.join(folder, "bin"))
    os.symlink(bornage, os.path.join(folder, "bin", "bornage"))
    archive = os.path.join(scratch, "bornage.tar.gz")
    subprocess.run(["tar", "-C", scratch, "-czf", archive, "bornage-0"], check=True)
    digest = subprocess.run(["sha256sum", archive], check=True, capture_output=True, text=True).stdout.split()[0]
    tree = repository(INSIDE)
    known, program = program, "/nonexistent/bornage"
    code, log = action.run(tree)
    check(code == 2 and "not on this runner" in log, f"exit code {code}:\n{log}")
    code, log = action.run(tree, archive=archive, sha256=digest)
    check(code == 0, f"exit code {code}:\n{log}")
    for wrong in ("", "0" * 64):
        code, log = action.run(tree, archive=archive, sha256=wrong)
        check(code == 2, f"exit code {code} with the digest {wrong!r}:\n{log}")
    code, log = action.run(tree, archive=archive + ".not", sha256=digest)
    check(code == 2, f"exit code {code} for an archive that is not there:\n{log}")
    program = known
    print(f"{job}: takes an archive by its digest only")


with tempfile.TemporaryDirectory() as scratch:
    os.mkdir(os.path.join(scratch, "path"))
    program = os.path.join(scratch, "path", "bornage")
    os.symlink(bornage, program)
    job = case = ""
    for server in (Action(), GitLab(), Azure(), Jenkins()):
        everything(server)
    uploads(Action())
    archives(Action())
