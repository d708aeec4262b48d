#!/usr/bin/env python3
"""Finds what no source may contain: hidden options, ignored failures, output
of a library, unfinished work, paths of one machine."""

import re

import source_tree

LIBRARY = ("lib/", "models/", "include/")
CODE = (".cpp", ".h", ".td", ".c")


class Rule:
    def __init__(self, pattern, message, folders=("",), suffixes=None,
                 except_in=()):
        self.pattern = re.compile(pattern, re.M)
        self.message = message
        self.folders = folders
        self.suffixes = suffixes or source_tree.TEXT_SUFFIXES
        self.except_in = except_in


RULES = [
    Rule(r"\bcl::(opt|list|bits|alias)\b",
         "a library has no command-line options of its own; pass options "
         "live in Passes.td", LIBRARY, CODE),
    Rule(r"\b(secure_)?getenv\(",
         "environment variables are read in Environment.cpp of the tool",
         LIBRARY + ("tools/",), CODE, ("tools/ptir-run/Environment.cpp",)),
    # At the start of a statement nobody looks at the result.
    Rule(r"(?:[;{})]|^)\s*(?:mlir::)?apply(Patterns\w*|OpPatterns\w*|"
         r"PartialConversion|FullConversion)\(",
         "the result of a rewrite driver must be checked",
         LIBRARY + ("tools/",), CODE),
    Rule(r"\bstd::(cout|cerr|clog)\b|\bllvm::(outs|errs|dbgs)\(\)|"
         r"\b(?:std::)?(printf|puts|perror)\(|\bfprintf\(",
         "a library does not print", LIBRARY, CODE),
    Rule(r"\b(?:std::)?(abort|_?exit|terminate)\(|\breport_fatal_error\b",
         "a library does not end the process", LIBRARY, CODE),
    Rule(r"\b(TODO|FIXME|XXX|HACK)\b", "unfinished work"),
    Rule(r"(?<![\w.}%/])/(work|root|home/\w+|tmp|mnt)/",
         "a path of one machine"),
]


def check(tree):
    # This folder spells out what it looks for.
    own = set(tree.select(("test/lint/",)))
    paths = [path for path in tree.select() if path not in own]
    for rule in RULES:
        for path in tree.select(rule.folders, rule.suffixes):
            if path in own or path in rule.except_in:
                continue
            text = tree.read(path)
            for match in rule.pattern.finditer(text):
                line = source_tree.line_of(text, match.end() - 1)
                tree.report(path, line, rule.message)
    return f"{len(paths)} files"


if __name__ == "__main__":
    source_tree.main(__doc__, check)
