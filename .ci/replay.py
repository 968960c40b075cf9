"""Refactorings of a real tree, and what the gate makes of each: see `.ci/replay`. Standard library only."""

import argparse
import json
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time

GIT = ["git", "-c", "user.name=Replay", "-c", "user.email=replay@example.org", "-c", "gc.auto=0",
       "-c", "core.autocrlf=false", "-c", "core.excludesFile=/dev/null"]
KINDS = ["k8s", "k8s-cloud", "cfn", "sam", "compose", "arm", "xml", "tfplan"]
# What stands for itself, so that it may be moved alone; the others are moved with their folder.
ALONE = ("k8s/", "cfn/", "k8s-cloud/")
CONFIGURATION = """policies: [eu-gdpr, fr-secnumcloud-3.2]
contexts:
  - paths: ['**']
    aws.region: us-east-1
    azure.region: eastus
    kubernetes.country: US
    host.country: US
    host.operator: ovhcloud
"""
BREACH = """AWSTemplateFormatVersion: "2010-09-09"
Resources:
  Injected{n}:
    Type: AWS::RDS::DBInstance
    Properties:
      StorageEncrypted: false
      MasterUserPassword: in-clear-{n}
"""
# Pairs of files that declare the same object.
TWINS = "k8s/twins/"
TWIN = """apiVersion: v1
kind: Pod
metadata:
  name: twin-{n}
spec:
  containers:
    - name: store
      image: docker.io/library/postgres:17
      volumeMounts:
        - mountPath: /var/lib/postgresql
          name: data
  volumes:
    - name: data
      emptyDir: {{}}
"""


class Tree:
    """A repository of descriptors, and the changes that are made to it."""

    def __init__(self, folder, chance):
        self.folder = folder
        self.chance = chance

    def git(self, *words):
        return subprocess.run(GIT + ["-C", self.folder] + list(words), check=True, capture_output=True, text=True).stdout

    def commit(self, message):
        self.git("add", "-A", "-f")
        self.git("commit", "-q", "--allow-empty", "-m", message)

    def files(self):
        return [p for p in self.git("ls-files", "-z").split("\0") if p and not p.startswith(".")]

    def path(self, name):
        return os.path.join(self.folder, name)

    def read(self, name):
        with open(self.path(name), "rb") as file:
            return file.read()

    def text(self, name):
        try:
            return self.read(name).decode("utf-8")
        except UnicodeDecodeError:
            return None

    def write(self, name, data):
        os.makedirs(os.path.dirname(self.path(name)), exist_ok=True)
        with open(self.path(name), "wb") as file:
            file.write(data if isinstance(data, bytes) else data.encode("utf-8"))

    def pick(self, fits, count):
        found = [f for f in self.files() if fits(f)]
        self.chance.shuffle(found)
        return found[:count]

    # What several files declare under one name means the nearest to whoever refers to it: where such a file goes
    # decides what the reference means, so moving one is no mere refactoring.

    def ambiguous(self):
        found = {}
        for name in self.files():
            if not name.startswith("k8s/"):
                continue
            for declared in set(re.findall(r"""^(?:\s*"name"|  name): *["']?([\w.-]+)""", self.text(name) or "", re.M)):
                found.setdefault(declared, set()).add(name)
        return {declared for declared, names in found.items() if len(names) > 1}

    # What a kustomization names takes its namespace from there: elsewhere, under another name or in part it is another
    # object. So it is with the kustomization itself.

    def kustomized(self):
        texts = [self.text(n) or "" for n in self.files() if os.path.basename(n).startswith("kustomization.y")]
        named = {os.path.basename(word) for text in texts for word in re.findall(r"[\w./-]+\.(?:ya?ml|json)", text)}
        return named | {"kustomization.yaml", "kustomization.yml"}

    def is_settled(self, name, ambiguous):
        text = self.text(name) or ""
        # A baseline does not know how often a file declares an object: twins that are split again count as new there.
        return not name.startswith(TWINS) and not ambiguous.intersection(re.findall(r"[\w.-]+", text))

    # The refactorings: each answers what it did, or None if it found nothing to do.

    def move(self):
        done = 0
        ambiguous = self.ambiguous()
        named = self.kustomized()
        for name in self.pick(lambda f: f.startswith(ALONE) and os.path.basename(f) not in named
                              and self.is_settled(f, ambiguous), 5):
            top, rest = name.split("/", 1)
            target = f"{top}/moved-{self.chance.randrange(10)}/{self.chance.randrange(10**6)}/{os.path.basename(rest)}"
            os.makedirs(os.path.dirname(self.path(target)), exist_ok=True)
            os.rename(self.path(name), self.path(target))
            done += 1
        return done

    def rename(self):
        done = 0
        named = self.kustomized()
        for name in self.pick(lambda f: f.startswith(ALONE) and "." in os.path.basename(f)
                              and os.path.basename(f) not in named, 5):
            folder, base = os.path.split(name)
            target = f"{folder}/renamed-{self.chance.randrange(10**6)}-{base[-60:]}"
            os.rename(self.path(name), self.path(target))
            done += 1
        return done

    def move_folder(self):
        folders = sorted({os.path.dirname(f) for f in self.files() if f.count("/") >= 2})
        # A leaf only: what is above may be named by others with `../`.
        leaves = [f for f in folders if not any(o.startswith(f + "/") for o in folders)]
        if not leaves:
            return None
        ambiguous = self.ambiguous()
        settled = [f for f in leaves if all(self.is_settled(n, ambiguous) for n in self.files()
                                            if n.startswith(f + "/") and f.startswith("k8s/"))]
        folder = self.chance.choice(settled)
        target = f"{folder.split('/')[0]}/{self.chance.randrange(10**6)}/{os.path.basename(folder)}"
        # The name of a folder is the name of a Compose project: it stays.
        os.makedirs(os.path.dirname(self.path(target)), exist_ok=True)
        os.rename(self.path(folder), self.path(target))
        return 1

    def reformat(self):
        done = 0
        for name in self.pick(lambda f: f.endswith((".yaml", ".yml", ".template")), 8):
            text = self.text(name)
            if text is None or text.lstrip().startswith("{") or "%YAML" in text or "{{" in text:
                continue
            lines = text.split("\n")
            way = self.chance.randrange(3)
            if way == 0:
                text = "# reformatted\n#\n\n" + text
            elif way == 1:
                # A key in the first column is never inside a text block.
                text = "\n".join(("\n# part\n" + l) if re.match(r"^[A-Za-z]\w*:", l) else l for l in lines)
            elif "\r" not in text and not re.search(r": *[|>]", text):
                text = "\r\n".join(lines)
            else:
                continue
            self.write(name, text)
            done += 1
        for name in self.pick(lambda f: f.endswith(".json"), 4):
            text = self.text(name)
            try:
                value = json.loads(text or "")
            except ValueError:
                continue
            self.write(name, json.dumps(value, indent=self.chance.choice([1, 2, 3, 4]), ensure_ascii=False) + "\n")
            done += 1
        for name in self.pick(lambda f: f.endswith(".xml"), 4):
            text = self.text(name)
            if text is None or "?>" not in text[:200] or not text.startswith("<?xml"):
                continue
            head, rest = text.split("?>", 1)
            self.write(name, head + "?>\n<!-- reformatted -->\n\n" + rest)
            done += 1
        return done

    def documents(self, name):
        text = self.text(name)
        # A template is not read at all: what it is joined with would be read no longer, which is no refactoring.
        if text is None or "{{" in text or "{%" in text or re.search(r"^(%|\.\.\.)", text, re.M) or "\r" in text:
            return []
        parts = [p.strip("\n") for p in re.split(r"^---[ \t]*(?:#.*)?$", text, flags=re.M)]
        parts = [p for p in parts if re.search(r"^\s*[^#\s]", p, re.M)]
        return parts if all(re.search(r"^apiVersion:", p, re.M) for p in parts) else []

    def is_alone_yaml(self, name):
        return (name.startswith("k8s/") and name.endswith((".yaml", ".yml")) and "kustomization" not in name
                and not name.startswith(TWINS))

    def split(self):
        done = 0
        named = self.kustomized()
        for name in self.pick(lambda f: self.is_alone_yaml(f) and os.path.basename(f) not in named, 60):
            parts = self.documents(name)
            if len(parts) < 2:
                continue
            cut = self.chance.randrange(1, len(parts))
            base, ending = os.path.splitext(name)
            self.write(name, "\n---\n".join(parts[:cut]) + "\n")
            self.write(f"{base}-part-{self.chance.randrange(10**6)}{ending}", "\n---\n".join(parts[cut:]) + "\n")
            done += 1
            if done == 3:
                break
        return done

    def reorder(self):
        done = 0
        for name in self.pick(self.is_alone_yaml, 60):
            parts = self.documents(name)
            if len(parts) < 2:
                continue
            self.chance.shuffle(parts)
            self.write(name, "\n---\n".join(parts) + "\n")
            done += 1
            if done == 3:
                break
        for name in self.pick(lambda f: f.startswith("cfn/") and f.endswith((".json", ".template")), 10):
            try:
                value = json.loads(self.text(name) or "")
                resources = list(value["Resources"].items())
            except (ValueError, KeyError, TypeError, AttributeError):
                continue
            self.chance.shuffle(resources)
            value["Resources"] = dict(resources)
            self.write(name, json.dumps(value, indent=2, ensure_ascii=False) + "\n")
            done += 1
            if done == 5:
                break
        return done

    def join(self):
        ambiguous = self.ambiguous()
        named = self.kustomized()
        names = [n for n in self.pick(lambda f: self.is_alone_yaml(f) and os.path.basename(f) not in named, 40)
                 if self.documents(n) and self.is_settled(n, ambiguous)][:2]
        if len(names) < 2:
            return None
        first, second = names
        self.write(first, "\n---\n".join(self.documents(first) + self.documents(second)) + "\n")
        os.remove(self.path(second))
        return 1


    def join_same(self):
        """Joins two files that declare the same object: two they were, and two they stay."""
        folders = {}
        for name in self.files():
            if name.startswith(TWINS):
                folders.setdefault(os.path.dirname(name), []).append(name)
        pairs = [sorted(names) for _, names in sorted(folders.items())
                 if len(names) == 2 and all(self.documents(n) for n in names)]
        if not pairs:
            return None
        first, second = self.chance.sample(self.chance.choice(pairs), 2)
        self.write(first, "\n---\n".join(self.documents(first) + self.documents(second)) + "\n")
        os.remove(self.path(second))
        return 1


def plant(corpus, folder, count, chance):
    """Copies folders of the corpus whole, until there are enough files."""
    groups = {}
    for kind in KINDS:
        for path, _, names in os.walk(os.path.join(corpus, kind)):
            for name in names:
                full = os.path.join(path, name)
                if os.path.isfile(full) and not os.path.islink(full) and os.path.getsize(full) < 200_000:
                    groups.setdefault(os.path.relpath(path, corpus), []).append(name)
    order = sorted(groups)
    chance.shuffle(order)
    planted = 0
    for group in order:
        if planted >= count:
            break
        for name in groups[group]:
            target = os.path.join(folder, group, name)
            os.makedirs(os.path.dirname(target), exist_ok=True)
            shutil.copyfile(os.path.join(corpus, group, name), target)
            planted += 1
            if planted >= count and len(groups[group]) > 500:
                break
    return planted


def scan(program, folder, *words):
    run = subprocess.run([program, "scan", ".", "--format", "json", "--allow-incomplete"] + list(words),
                         cwd=folder, capture_output=True)
    if run.returncode not in (0, 1):
        sys.exit(f"the scan ended with {run.returncode}: {run.stderr.decode()}")
    return json.loads(run.stdout), run.returncode


def against(program, folder):
    """New, worsened, unchanged and fixed findings since the last commit."""
    report, code = scan(program, folder, "--since", "HEAD~1", "--no-baseline")
    since = report["comparison"]["since"]
    wrong = [f for f in report["findings"] if f["prior"]["state"] != "unchanged"]
    return since["new"], since["worsened"], since["unchanged"], len(since["fixed"]), wrong, since["fixed"], code


def told(findings):
    return [f"{f['rule']} {f.get('file')} {f['message'][:140]}" for f in findings[:3]]


def replay(program, corpus, options):
    chance = random.Random(options.seed)
    failures = 0
    with tempfile.TemporaryDirectory(prefix="bornage-replay-") as folder:
        tree = Tree(folder, chance)
        tree.git("init", "-q", "-b", "main")
        files = plant(corpus, folder, options.files, chance)
        for number in range(40):
            for side in ["left", "right"]:
                tree.write(f"{TWINS}{number}/{side}.yaml", TWIN.format(n=number))
                files += 1
        tree.write(".bornage.yml", CONFIGURATION)
        tree.commit("plant")
        subprocess.run([program, "baseline", "write"], cwd=folder, check=True, capture_output=True)
        tree.commit("baseline")
        ways = [Tree.move, Tree.rename, Tree.move_folder, Tree.reformat, Tree.split, Tree.reorder, Tree.join,
                Tree.join_same]
        counts = {way.__name__: [0, 0, 0, 0, 0, 0, 0] for way in ways}
        made = 0
        while made < options.commits:
            way = ways[made % len(ways)]
            if not way(tree):
                ways.remove(way)
                continue
            tree.commit(way.__name__)
            made += 1
            new, worse, same, fixed, wrong, gone, _ = against(program, folder)
            known, _ = scan(program, folder)
            fresh = [f for f in known["findings"] if not f["prior"]["silences"]]
            stale = known["comparison"]["baseline"]["fixed"]
            row = counts[way.__name__]
            for place, value in enumerate([1, new, worse, fixed, len(fresh), len(stale), same]):
                row[place] += value
            if new or worse or fixed:
                print(f"commit {made}, {way.__name__}: {new} new, {worse} worsened, {fixed} fixed", *told(wrong),
                      *["- " + t for t in told(gone)], sep="\n  ")
            if fresh or stale:
                failures += 1
                print(f"commit {made}, {way.__name__}: the baseline misses {len(fresh)}, calls {len(stale)} fixed",
                      *told(fresh), *[f"- {e['rule']} {e['resource']} {e['file']}" for e in stale[:3]], sep="\n  ")
            if made % 20 == 0:
                subprocess.run([program, "baseline", "prune"], cwd=folder, check=True, capture_output=True)
        print(f"{files} files, {made} commits; findings compared: {sum(r[6] for r in counts.values())}")
        print(f"{'refactoring':12} commits  new worsened fixed | baseline: new fixed")
        for name, row in counts.items():
            print(f"{name:12} {row[0]:7} {row[1]:4} {row[2]:8} {row[3]:5} | {row[4]:13} {row[5]:5}")
        failures += sum(sum(row[1:6]) for row in counts.values())
        failures += inject(program, tree)
    return failures


def inject(program, tree):
    """Breaches that are new, and mended again: the gate must see each."""
    missed = 0
    for number in range(20):
        name = f"cfn/injected-{number}.yaml"
        # Every second one takes the name of a resource that is in the baseline elsewhere.
        tree.write(name, BREACH.format(n=0 if number % 2 else number))
        tree.commit("inject")
        new, _, _, _, _, _, code = against(program, tree.folder)
        known, known_code = scan(program, tree.folder)
        if not new or code != 1 or known_code != 1:
            missed += 1
            print(f"injection {number} was not seen: {new} new, exit codes {code} and {known_code}")
        if number % 2 == 0:
            subprocess.run([program, "baseline", "update"], cwd=tree.folder, check=True, capture_output=True)
            tree.commit("accepted")
        else:
            os.remove(tree.path(name))
            tree.commit("mended")
            new, worse, _, fixed, _, _, code = against(program, tree.folder)
            if new or worse or not fixed or code != 0:
                missed += 1
                print(f"mending {number} was not seen: {new} new, {worse} worsened, {fixed} fixed, exit code {code}")
    print(f"20 injected breaches, 10 mended: {missed} missed")
    return missed


def clock(program, corpus, options):
    """The gate's time on 50 changed files of a large tree."""
    chance = random.Random(options.seed)
    with tempfile.TemporaryDirectory(prefix="bornage-replay-") as folder:
        tree = Tree(folder, chance)
        tree.git("init", "-q", "-b", "main")
        files = 0
        copy = 0
        while files < options.large:
            target = folder if copy == 0 else os.path.join(folder, f"copy-{copy}")
            files += plant(corpus, target, options.large - files, random.Random(options.seed))
            copy += 1
        tree.write(".bornage.yml", CONFIGURATION)
        tree.commit("plant")
        changed = tree.pick(lambda f: f.endswith((".yaml", ".yml")), 50)
        for name in changed:
            tree.write(name, b"# touched\n" + tree.read(name))
        tree.git("status", "-s")
        times = {}
        for label, words in {"scan": [], "scan --since HEAD": ["--since", "HEAD"]}.items():
            runs = []
            for _ in range(7):
                start = time.perf_counter()
                subprocess.run([program, "scan", ".", "--format", "sarif=/dev/null"] + words, cwd=folder,
                               capture_output=True)
                runs.append(time.perf_counter() - start)
            runs.sort()
            times[label] = runs
            print(f"{files} files, {len(changed)} changed, {label}: best {runs[0]:.3f} s, median {runs[3]:.3f} s")
    return 0


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program", nargs="?", default=".build/release/bornage")
    parser.add_argument("--commits", type=int, default=240)
    parser.add_argument("--files", type=int, default=600)
    parser.add_argument("--large", type=int, default=5000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--corpus", default="../shared/corpus")
    options = parser.parse_args()
    corpus = os.path.abspath(options.corpus)
    if not os.path.isdir(corpus):
        print(f"skipped: there is no corpus at {options.corpus}")
        return
    program = os.path.abspath(options.program)
    failures = replay(program, corpus, options) if options.commits else 0
    if options.large:
        clock(program, corpus, options)
    sys.exit(1 if failures else 0)


main()
