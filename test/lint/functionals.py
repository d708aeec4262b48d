#!/usr/bin/env python3
"""Checks that the table of functionals names what the headers declare."""

import re

import source_tree

TABLE = "lib/Functional/FunctionalTable.cpp"
HEADERS = "include/ptir/Functional/"

# Functions that take an emitter and are no functional of their own.
OTHERS = {
    "extentOf": "reads an extent",
    "applyRopeQK": "apply_rope twice",
}

# {"key", "function(…", "summary", "Header.h", "paths"}, each of the strings
# possibly in parts.
STRING = r'"((?:[^"\\]|\\.)*)"'
ROW = re.compile(r"\{" + r",\s*".join([STRING] * 5) + r"\}")
DECLARATION = re.compile(r"^[\w:<>]+(?:\s+|\s*\*)(\w+)\(Emitter &\w*", re.M)


def read_rows(tree):
    """(key, function, header, line) of each row."""
    text = tree.read(TABLE)
    # Lines stay where they are: parts of strings are joined by a mark.
    joined = re.sub(r'"(\s*\n\s*)"', lambda match: "\x01" * len(match.group()),
                    text)
    for match in ROW.finditer(joined):
        key, signature, _, header, _ = match.groups()
        line = source_tree.line_of(text, match.start())
        yield key, signature.split("(")[0].strip("\x01"), header, line


def check(tree):
    declared = {}
    for path in tree.select((HEADERS,), (".h",)):
        text = tree.read(path)
        for match in DECLARATION.finditer(text):
            place = (path, source_tree.line_of(text, match.start()))
            declared.setdefault(match.group(1), place)
    rows = list(read_rows(tree))
    for key, function, header, line in rows:
        path = declared.get(function, ("", 0))[0]
        if path != HEADERS + header:
            tree.report(TABLE, line, f"{key}: {HEADERS}{header} does not "
                                     f"declare {function}")
    functions = {function for _, function, _, _ in rows}
    for function, (path, line) in declared.items():
        if function not in functions and function not in OTHERS:
            tree.report(path, line, f"{function} has no row in {TABLE}")
    return f"{len(rows)} functionals"


if __name__ == "__main__":
    source_tree.main(__doc__, check)
