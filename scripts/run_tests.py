#!/usr/bin/env python3
"""Runs lit over the given folders and closes with `N passed, N failed`.

Exit status 0 if every test that ran passed and at least one did.
"""

import argparse
import collections
import json
import os
import resource
import subprocess
import sys
import tempfile

PASSED = {"PASS", "FLAKYPASS", "XFAIL"}
NOT_RUN = {"UNSUPPORTED", "SKIPPED", "EXCLUDED"}
# A test that loops is killed; lit's own time limit needs a Python package.
CPU_SECONDS = 600


def limit_cpu_time():
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))


def run_lit(lit, workers, folders):
    """lit's exit status and its results, one dictionary per test."""
    with tempfile.TemporaryDirectory() as scratch:
        report = os.path.join(scratch, "results.json")
        # A GoogleTest program is one process: its tests may share a fixture.
        command = [lit, "-sv", "-j", str(workers), "--no-gtest-sharding"]
        status = subprocess.run(
            command + ["-o", report] + folders, preexec_fn=limit_cpu_time
        ).returncode
        if not os.path.exists(report):
            return status or 1, []
        with open(report, encoding="utf-8") as file:
            return status, json.load(file)["tests"]


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lit", required=True, help="the lit program")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("folders", nargs="+", help="folders or files of tests")
    options = parser.parse_args()

    status, tests = run_lit(options.lit, options.workers, options.folders)
    codes = collections.Counter(test["code"] for test in tests)
    passed = sum(codes[code] for code in PASSED)
    not_run = sum(codes[code] for code in NOT_RUN)
    failed = len(tests) - passed - not_run
    if not_run:
        print(f"{not_run} not run")
    print(f"{passed} passed, {failed} failed", flush=True)
    sys.exit(0 if status == 0 and failed == 0 and passed > 0 else 1)


if __name__ == "__main__":
    main()
