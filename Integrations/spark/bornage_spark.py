"""Spreads bornage scans over the executors of a Spark cluster.

Every task starts one `bornage worker` as a child process, hands it jobs through a pipe and collects its answers
(docs/worker.md). Spark only carries lines: what a scan says does not depend on where it ran.

  spark-submit bornage_spark.py --jobs jobs.ndjson --out results.ndjson
      Every line of the file is a job; the paths in it are seen by all executors (a shared file system, or an image).

  spark-submit bornage_spark.py --files /data/trees --depth 1 --policy eu-gdpr --out results.ndjson
      Reads the files with Spark, from wherever it can read, and sends their text along: one job for every folder
      DEPTH levels down, so that what belongs together is scanned together.

Answers are written sorted by id, without the number of the line, which depends on who did the job. The exit code is
that of the worst job, as `bornage scan` has it: 70, 2 and 3 win over 1.
"""

import argparse
import json
import os
import re
import subprocess
import sys
import threading

# The quotes of an id are escaped, so that this can only be the member itself.
LINE = re.compile(r',"line":\d+,')


def answers(jobs, command):
    """Does the jobs of one task; yields (id, answer).

    A job on which the child ends is answered with exit code 70, and a new child does the rest.
    """
    pending = list(jobs)
    while pending:
        child = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        feeder = threading.Thread(target=feed, args=(child.stdin, list(pending)), daemon=True)
        feeder.start()
        done = 0
        # In order: the first job without an answer is the one that the child was at.
        for raw in child.stdout:
            if not raw.endswith(b"\n"):
                break
            yield pending[done][0], LINE.sub(",", raw.decode("utf-8").rstrip("\n"), count=1)
            done += 1
        code = child.wait()
        feeder.join()
        if done < len(pending):
            name = pending[done][0]
            error = f"the worker ended with {code} while it did this job; try `bornage scan` on it by itself"
            yield name, json.dumps(
                {"id": name, "status": "error", "exitCode": 70, "error": error}, separators=(",", ":")
            )
            done += 1
        pending = pending[done:]


def feed(pipe, jobs):
    """Hands jobs to a child; one that went away is noticed by its missing answers."""
    try:
        for _, line in jobs:
            pipe.write(line.encode("utf-8") + b"\n")
            pipe.flush()
        pipe.close()
    except (BrokenPipeError, OSError):
        pass


def named(line_and_number):
    """A line of a file of jobs, with an id: that of the job, else the number of the line."""
    line, number = line_and_number
    try:
        job = json.loads(line)
    except ValueError:
        job = None
    if not isinstance(job, dict):
        # The worker says what is wrong with it, and cannot say whose line it was.
        return f"line {number + 1}", line
    job.setdefault("id", f"line {number + 1}")
    return str(job["id"]), json.dumps(job, ensure_ascii=False, separators=(",", ":"))


def text(content):
    """The text of a file as the worker takes it; None if it is none."""
    for mark, encoding in ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"), (b"", "utf-8")):
        if content.startswith(mark):
            try:
                return content.decode(encoding)
            except UnicodeDecodeError:
                return None
    return None


def grouped(files, root, depth, options):
    """One job for every folder `depth` levels below the root, with the text of all its files."""

    def part(item):
        path, content = item
        below = path.split(root, 1)[-1].lstrip("/")
        group = "/".join(below.split("/")[:-1][:depth]) or "."
        return group, (below, text(bytes(content)))

    def job(item):
        group, parts = item
        content = {path: body for path, body in sorted(parts) if body is not None}
        return group, json.dumps(
            {"id": group, "content": content, **options}, ensure_ascii=False, separators=(",", ":")
        )

    return files.map(part).groupByKey().filter(lambda item: any(body is not None for _, body in item[1])).map(job)


def write(path, lines):
    """Writes the answers, whole or not at all; returns the worst exit code."""
    worst = 0
    order = [0, 1, 3, 2, 70]
    temporary = f"{path}.{os.getpid()}.part"
    try:
        with open(temporary, "w", encoding="utf-8") as file:
            for line in lines:
                found = re.search(r'"exitCode":(\d+)', line)
                code = int(found.group(1)) if found else 70
                worst = max(worst, code, key=lambda value: order.index(value) if value in order else len(order))
                file.write(line + "\n")
            file.flush()
            os.fsync(file.fileno())
        os.replace(temporary, path)
    except BaseException:
        if os.path.exists(temporary):
            os.unlink(temporary)
        raise
    return worst


def main():
    parser = argparse.ArgumentParser(description="Spreads bornage scans over a Spark cluster.")
    source = parser.add_mutually_exclusive_group(required=True)
    source.add_argument("--jobs", help="a file of jobs, a line each")
    source.add_argument("--files", help="a folder whose files are sent along")
    parser.add_argument("--depth", type=int, default=1, help="with --files: a job is a folder this many levels down")
    parser.add_argument("--out", required=True, help="the file of answers, a line each")
    parser.add_argument("--policy", action="append", default=[], help="a policy for jobs that name none")
    parser.add_argument("--context", action="append", default=[], help="with --files: KEY=VALUE")
    parser.add_argument("--format", default="json", help="with --files: the format of the reports")
    parser.add_argument("--bornage", default="bornage", help="the program, as executors find it")
    parser.add_argument("--partitions", type=int, help="how many tasks; default: four for each core of the cluster")
    options = parser.parse_args()

    from pyspark.sql import SparkSession

    context = SparkSession.builder.appName("bornage").getOrCreate().sparkContext
    partitions = options.partitions or max(1, context.defaultParallelism * 4)
    command = [options.bornage, "worker", "--ordered", "--jobs", "1"]
    for policy in options.policy:
        command += ["--policy", policy]
    if options.jobs:
        with open(options.jobs, encoding="utf-8") as file:
            lines = [line.rstrip("\n") for line in file if line.strip()]
        jobs = context.parallelize(list(map(named, zip(lines, range(len(lines))))), partitions)
    else:
        context._jsc.hadoopConfiguration().set("mapreduce.input.fileinputformat.input.dir.recursive", "true")
        root = options.files.rstrip("/")
        settings = {"contexts": options.context, "format": options.format}
        jobs = grouped(context.binaryFiles(root, partitions), root, options.depth, settings)
        jobs = jobs.repartition(partitions)
    results = jobs.mapPartitions(lambda part: answers(part, command)).sortByKey().values()
    worst = write(options.out, results.toLocalIterator())
    context.stop()
    sys.exit(worst)


if __name__ == "__main__":
    main()
