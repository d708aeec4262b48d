#!/usr/bin/env python3
"""Calls functions of a file on both backends and compares the results.

Usage: against_reference.py PROGRAM FILE.mlir FOLDER

Each function is a module of its own in FOLDER, so that each compiles quickly.

A comment `// run: NAME [extent…]` calls the public function NAME with random
arguments, `// fail: NAME [extent…]: TEXT` expects both backends to exit with 1
and a message with TEXT, after at most 1000 steps. Integers and predicates are
equal, floats close. `// is: NAME [extent…]: JSON` gives the elements of each
result, which both backends must have exactly.
"""

import json
import os
import re
import subprocess
import sys

RELATIVE = {"f32": 1e-5, "cf32": 1e-5, "f64": 1e-9, "f16": 2e-3,
            "bf16": 1.6e-2}
SMALLEST = 1e-6


def call(program, path, backend, extents, flags=()):
    command = [program, "exec", path, "--json", "--backend", backend,
               "--no-cache", "--threads", "2"]
    for extent in extents:
        command += ["--extent", extent]
    command += flags
    return subprocess.run(command, capture_output=True, text=True, timeout=120)


def numbers(data):
    """The leaves, complex numbers as two."""
    if isinstance(data, list):
        for item in data:
            yield from numbers(item)
    elif isinstance(data, dict):
        yield data["re"]
        yield data["im"]
    else:
        yield data


def close(dtype, expected, found):
    if expected == found:
        return True
    if dtype not in RELATIVE or "nan" in (expected, found):
        return False
    expected, found = float(expected), float(found)
    size = max(abs(expected), abs(found))
    return abs(expected - found) <= RELATIVE[dtype] * size + SMALLEST


def differences(expected, found):
    if len(expected) != len(found):
        yield f"{len(expected)} results, found {len(found)}"
        return
    for i, (want, have) in enumerate(zip(expected, found)):
        for key in ("shape", "dtype"):
            if want[key] != have[key]:
                yield f"result {i}: {want[key]}, found {have[key]}"
                return
        values = zip(numbers(want["data"]), numbers(have["data"]), strict=True)
        for j, (x, y) in enumerate(values):
            if not close(want["dtype"], x, y):
                yield f"result {i}, element {j}: {x}, found {y}"
                break


def check_run(answers):
    for backend, answer in answers.items():
        if answer.returncode != 0:
            return f"{backend}: {answer.stderr.strip()}"
    expected, found = (json.loads(a.stdout)["results"]
                       for a in answers.values())
    return "; ".join(differences(expected, found))


def check_values(answers, text):
    for backend, answer in answers.items():
        if answer.returncode != 0:
            return f"{backend}: {answer.stderr.strip()}"
        found = [r["data"] for r in json.loads(answer.stdout)["results"]]
        if found != json.loads(text):
            return f"{backend}: expected {text}, found {json.dumps(found)}"
    return ""


def check_failure(answers, text):
    for backend, answer in answers.items():
        if answer.returncode != 1 or text not in answer.stderr:
            return (f"{backend}: expected {text!r}, found exit code "
                    f"{answer.returncode}, {answer.stderr.strip()!r}")
    return ""


def write_module(folder, name, text):
    """The file with one function of the text, and the private ones."""
    functions = re.findall(rf"^func\.func (?:private @\w+|@{name})\(.*?^}}$",
                           text, re.M | re.S)
    path = os.path.join(folder, name + ".mlir")
    with open(path, "w", encoding="utf-8") as file:
        file.write("\n".join(functions) + "\n")
    return path


def main(program, path, folder):
    with open(path, encoding="utf-8") as file:
        text = file.read()
    os.makedirs(folder, exist_ok=True)
    cases = re.findall(r"^// (run|fail|is): (\w+)((?: \d+)*)(?:: (.*))?$", text,
                       re.M)
    bad = 0
    for kind, name, extents, message in cases:
        module = write_module(folder, name, text)
        flags = ["--max-steps", "1000"] if kind == "fail" else []
        answers = {backend: call(program, module, backend, extents.split(),
                                 flags)
                   for backend in ("reference", "native")}
        problem = (check_run(answers) if kind == "run"
                   else check_values(answers, message) if kind == "is"
                   else check_failure(answers, message))
        bad += bool(problem)
        print(f"{name}{extents}: {problem or 'same'}")
    print(f"{len(cases)} calls, {bad} bad")
    return 1 if bad or not cases else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
