#!/usr/bin/env python3
"""Checks names: of files, in banners, in include guards."""

import os
import re

import source_tree

# A file is named after what is in it.
MEANINGLESS = re.compile(r"(Utils?|Helpers?|Common|Misc|Util[a-z]*)$", re.I)

LICENCE = "SPDX-License-Identifier: Apache-2.0"


def check_banner(tree, path, text):
    name = os.path.basename(path).removesuffix(".in")
    first = text.split("\n", 1)[0]
    if f"===- {name} - " not in first:
        tree.report(path, 1, f"expected a banner '===- {name} - what it is'")
    if LICENCE not in text[:1000]:
        tree.report(path, 1, f"expected '{LICENCE}' in the banner")
    gap = text[:2000].find("===//\n\n//\n")
    if gap >= 0:
        tree.report(path, source_tree.line_of(text, gap) + 1,
                    "expected a banner in one piece, found an empty line")


def check_guard(tree, path, text):
    folder, name = os.path.split(path.removesuffix(".in"))
    folder = folder.removeprefix("include/").replace("-", "_")
    words = folder.upper().split("/")
    if words[:1] != ["PTIR"]:
        words.insert(0, "PTIR")
    guard = "_".join(words + [name.upper().replace(".", "_")])
    match = re.search(r"^#ifndef (\w+)$", text, re.M)
    found = match.group(1) if match else "none"
    if found != guard:
        line = source_tree.line_of(text, match.start()) if match else 1
        tree.report(path, line, f"expected include guard {guard}, found "
                                f"{found}")


def check(tree):
    sources = (".cpp", ".h", ".h.in", ".td", ".c")
    paths = tree.select()
    for path in paths:
        name = os.path.basename(path)
        if MEANINGLESS.search(name.split(".")[0]):
            tree.report(path, 1, f"{name} says nothing about what is in it")
        if path.endswith(sources):
            text = tree.read(path)
            check_banner(tree, path, text)
            if path.endswith((".h", ".h.in")):
                check_guard(tree, path, text)
    return f"{len(paths)} files"


if __name__ == "__main__":
    source_tree.main(__doc__, check)
