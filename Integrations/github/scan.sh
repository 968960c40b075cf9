#!/usr/bin/env bash
# The scan of the GitHub action: inputs from the environment, reports into the runner's temporary folder, the exit code of
# bornage into the step's output. Ends with an error itself only when there is nothing that could scan.
set -euo pipefail

fail() {
  echo "::error title=bornage::$1"
  exit 2
}

output() { printf '%s=%s\n' "$1" "$2" >>"$GITHUB_OUTPUT"; }

# Lines of an input, without the empty ones, as elements of the array `lines`.
lines_of() {
  lines=()
  local line
  while IFS= read -r line || [ -n "$line" ]; do
    line=${line%$'\r'}
    line=${line#"${line%%[![:space:]]*}"}
    line=${line%"${line##*[![:space:]]}"}
    [ -z "$line" ] || lines+=("$line")
  done <<<"${1:-}"
}

reports=$(mktemp -d "${RUNNER_TEMP:-/tmp}/bornage.XXXXXX")

if [ -n "${INPUT_ARCHIVE:-}" ]; then
  [ -f "$INPUT_ARCHIVE" ] || fail "There is no archive $INPUT_ARCHIVE: fetch a release in an earlier step of the job."
  [ -n "${INPUT_SHA256:-}" ] || fail "The input sha256 is missing: an archive is only used when its digest is known."
  read -r digest _ < <(sha256sum "$INPUT_ARCHIVE")
  [ "$digest" = "${INPUT_SHA256,,}" ] ||
    fail "The archive is not the one that was meant: its digest is $digest, not $INPUT_SHA256."
  mkdir "$reports/program"
  tar -xzf "$INPUT_ARCHIVE" -C "$reports/program" --strip-components=1
  PATH=$reports/program/bin:$PATH
fi
command -v bornage >/dev/null ||
  fail "bornage is not on this runner: give the inputs archive and sha256, install the Debian package in an earlier step, or run the job in the container image."
version=$(bornage --version) ||
  fail "bornage does not start on this runner; the Debian package names the libraries that it needs (libyaml, libxml2)."
[ -z "${INPUT_VERSION:-}" ] || [ "$version" = "$INPUT_VERSION" ] ||
  fail "This is bornage $version, not ${INPUT_VERSION} as the workflow demands."

arguments=()
lines_of "${INPUT_POLICY:-}" && for policy in "${lines[@]}"; do arguments+=("--policy=$policy"); done
lines_of "${INPUT_FAIL_ON:-}" && for threshold in "${lines[@]}"; do arguments+=("--fail-on=$threshold"); done
[ -z "${INPUT_BASELINE:-}" ] || arguments+=("--baseline=$INPUT_BASELINE")
[ -z "${INPUT_SINCE:-}" ] || arguments+=("--since=$INPUT_SINCE")
lines_of "${INPUT_OPTIONS:-}" && arguments+=("${lines[@]}")
lines_of "${INPUT_PATHS:-.}" && paths=("${lines[@]}")
[ ${#paths[@]} -gt 0 ] || paths=(.)

echo "bornage $version"
code=0
# Annotations of the changed files go to the log, where the runner reads them.
bornage scan "${arguments[@]}" --format=github --format="sarif=$reports/bornage.sarif" \
  --format="json=$reports/bornage.json" --format="markdown=$reports/bornage.md" -- "${paths[@]}" || code=$?

output exit-code "$code"
output sarif "$([ ! -f "$reports/bornage.sarif" ] || echo "$reports/bornage.sarif")"
output json "$([ ! -f "$reports/bornage.json" ] || echo "$reports/bornage.json")"
summary=${GITHUB_STEP_SUMMARY:-/dev/null}
if [ -f "$reports/bornage.md" ]; then
  cat "$reports/bornage.md" >>"$summary"
else
  printf '## bornage: no report\n\nThe scan ended with exit code %s before it could write one; the log says why.\n' \
    "$code" >>"$summary"
  echo "::error title=bornage::The scan ended with exit code $code and without a report; the log above says why."
fi
# No code of ours: a signal, or a shell that could not start it.
case $code in 0 | 1 | 2 | 3 | 70) ;; *) fail "bornage was ended with exit code $code." ;; esac
