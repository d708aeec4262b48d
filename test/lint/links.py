#!/usr/bin/env python3
"""Checks that documents point to what exists: links, and paths in backquotes.

A path may hold `<name>` or `*` where any name fits.
"""

import glob
import os
import re

import source_tree

LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")
PATH = re.compile(
    r"`((?:bench|cmake|docs|include|lib|models|scripts|test|tools)/[^`\s]*)`")


def check(tree):
    count = 0
    for path in tree.select(("README.md", "docs/"), (".md",)):
        text = re.sub(r"^```.*?^```$",
                      lambda block: "\n" * block.group(0).count("\n"),
                      tree.read(path), flags=re.M | re.S)
        folder = os.path.dirname(path)
        targets = [(match, os.path.join(folder, match.group(1)))
                   for match in LINK.finditer(text)
                   if "://" not in match.group(1)]
        targets += [(match, match.group(1)) for match in PATH.finditer(text)]
        for match, target in targets:
            count += 1
            pattern = re.sub(r"<\w+>", "*", target)
            if not glob.glob(os.path.join(glob.escape(tree.root), pattern)):
                tree.report(path, source_tree.line_of(text, match.start()),
                            f"{match.group(1)} does not exist")
    return f"{count} references"


if __name__ == "__main__":
    source_tree.main(__doc__, check)
