#!/usr/bin/env python3
"""Finds CHECK lines that no FileCheck reads.

A line such as `// FOO-NEXT: bar` is a check if it begins like one. It is read
if a RUN or DEFINE line, of the same file or of another, gives this file to
FileCheck with that prefix.
"""

import os
import re

import source_tree

RUN = re.compile(r"(?:RUN|DEFINE|REDEFINE):(.*)$")
CHECK = re.compile(
    r"^\s*(?://|#|;|--)?\s*([A-Z][A-Z0-9_]*(?:-[A-Z0-9_]+)*?)"
    r"(?:-(?:NEXT|SAME|NOT|DAG|LABEL|EMPTY|COUNT-\d+))?(?:\{LITERAL\})?:"
)
SPLIT = re.compile(r"(?://|#)--- (\S+)$")
# What lit reads, and what people write.
KEYWORDS = {"RUN", "DEFINE", "REDEFINE", "REQUIRES", "UNSUPPORTED", "XFAIL",
            "END", "NOTE", "ALLOW_RETRIES"}
PREFIXES = re.compile(r"-check-prefix(?:es)?[= ]([\w,-]+)")


def commands(text):
    """The commands of a test, its continued lines joined."""
    joined = ""
    for line in text.splitlines():
        match = RUN.search(line)
        if not match:
            continue
        part = match.group(1).rstrip()
        if part.endswith("\\"):
            joined += part[:-1]
        else:
            yield joined + part
            joined = ""


def reads(path, text):
    """(file, prefix) of everything that the test gives to FileCheck; a part
    that split-file cuts out is `file#part`."""
    for command in commands(text):
        for call in command.split("FileCheck ")[1:]:
            call = re.split(r"[|;&]", call)[0]
            found = PREFIXES.findall(call)
            prefixes = ",".join(found).split(",") if found else ["CHECK"]
            arguments = [word for word in call.split() if word[0] == "%"]
            if not arguments:
                continue
            name = arguments[0].replace("%S", os.path.dirname(path))
            if name == "%s":
                name = path
            elif name.startswith("%t/") and "split-file %s" in text:
                name = f"{path}#{name[len('%t/'):]}"
            else:
                name = os.path.normpath(name)
            for prefix in prefixes:
                yield name, prefix


def check(tree):
    paths = tree.select(("test/",), (".mlir", ".test"))
    texts = {path: tree.read(path) for path in paths}
    read = {pair for path in paths for pair in reads(path, texts[path])}
    count = 0
    for path, text in texts.items():
        part = path
        for number, line in enumerate(text.splitlines(), start=1):
            if cut := SPLIT.match(line):
                part = f"{path}#{cut.group(1)}"
            match = CHECK.match(line)
            if not match or match.group(1) in KEYWORDS:
                continue
            count += 1
            if read.isdisjoint({(path, match.group(1)),
                                (part, match.group(1))}):
                tree.report(path, number, f"no FileCheck reads "
                                          f"{match.group(1)} lines")
    return f"{count} check lines"


if __name__ == "__main__":
    source_tree.main(__doc__, check)
