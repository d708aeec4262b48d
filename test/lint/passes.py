#!/usr/bin/env python3
"""Checks that every pass is described, counted, filed and tested.

For each `def XPass` in a Passes.td: a summary, a description with the IR before
and after, statistics (or a reason in passes_without_statistics.txt), the file
X.cpp in the matching folder of lib/ (`Convert` may be left out), and a test
that uses its flag. For each row of the phase table: a test that names it.
"""

import os
import re

import source_tree

PASS = re.compile(r'def (\w+)\s*:\s*Pass<\s*"([^"]+)"')
EXEMPT = "test/lint/passes_without_statistics.txt"
PHASES = "lib/Pipelines/Phases.cpp"
PHASE = re.compile(r'\{"(\w+)",\s*(?:"[^"]*"\s*)+,\s*build')


def body_of(text, start):
    """The braces that follow `start`; code in [{ … }] may hold any others."""
    depth = 0
    position = text.index("{", start)
    begin = position
    while position < len(text):
        if text.startswith("[{", position):
            position = text.index("}]", position) + 2
            continue
        depth += {"{": 1, "}": -1}.get(text[position], 0)
        position += 1
        if depth == 0:
            break
    return text[begin:position]


def read_exemptions(tree):
    """Flag -> line, of the passes that need no statistics."""
    flags = {}
    if not tree.exists(EXEMPT):
        return flags
    for number, line in enumerate(tree.read(EXEMPT).splitlines(), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        flag, _, reason = line.partition(":")
        flags[flag] = number
        if not reason.strip():
            tree.report(EXEMPT, number, f"{flag} gives no reason")
    return flags


def check_description(tree, path, line, name, body):
    summary = re.search(r'let summary = "([^"]+)"', body)
    if not summary:
        tree.report(path, line, f"{name} has no summary")
    description = re.search(r"let description = \[\{(.*?)\}\]", body, re.S)
    if not description or not description.group(1).strip():
        tree.report(path, line, f"{name} has no description")
    elif description.group(1).count("```mlir") < 2:
        tree.report(path, line,
                    f"{name} does not show the IR before and after")


def check_file(tree, path, line, name):
    folder = os.path.dirname(path).replace("include/ptir", "lib", 1)
    stem = name.removesuffix("Pass")
    candidates = [f"{folder}/{stem}.cpp",
                  f"{folder}/{stem.removeprefix('Convert')}.cpp"]
    if not any(tree.exists(candidate) for candidate in candidates):
        tree.report(path, line, f"{name} is not in {candidates[0]}")


def check_phases(tree, tests):
    if not tree.exists(PHASES):
        return 0
    names = PHASE.findall(tree.read(PHASES))
    if not names:
        tree.report(PHASES, 1, "expected a table of phases, found none")
    for name in names:
        used = re.compile(
            rf"--ptir-phase-{name}\b|--compile-(to|from)[= ]{name}\b|"
            rf"ptir-compile=\S*(to|from)={name}\b")
        if not used.search(tests):
            tree.report(PHASES, 1, f"no test names phase {name}")
    return len(names)


def check(tree):
    tests = "\n".join(tree.read(path)
                      for path in tree.select(("test/",), (".mlir", ".test")))
    exempt = read_exemptions(tree)
    count = 0
    for path in tree.select(("include/",), ("Passes.td",)):
        text = tree.read(path)
        for match in PASS.finditer(text):
            count += 1
            name, flag = match.groups()
            line = source_tree.line_of(text, match.start())
            body = body_of(text, match.end())
            if not name.endswith("Pass"):
                tree.report(path, line, f"{name} does not end in Pass")
            check_description(tree, path, line, name, body)
            check_file(tree, path, line, name)
            has_statistics = re.search(r"let statistics = \[\s*Stat", body)
            if not has_statistics and exempt.pop(flag, None) is None:
                tree.report(path, line, f"{name} counts nothing and is not in "
                                        f"{EXEMPT}")
            if not re.search(rf"(?<![\w-])(--|-|=|\(|,){flag}(?![\w-])",
                             tests):
                tree.report(path, line, f"no test uses --{flag}")
    for flag, line in exempt.items():
        tree.report(EXEMPT, line, f"{flag} is no pass without statistics")
    phases = check_phases(tree, tests)
    return f"{count} passes, {phases} phases"


if __name__ == "__main__":
    source_tree.main(__doc__, check)
