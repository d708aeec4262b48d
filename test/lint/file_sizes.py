#!/usr/bin/env python3
"""Checks that no file is too long: 600 lines, 800 in tests.

Files of more than 250 lines are listed with their length, which is no finding.
"""

import source_tree

TARGET = 250
LIMIT = 600
TEST_LIMIT = 800


def check(tree):
    paths = tree.select(suffixes=(".cpp", ".h", ".td", ".c", ".py"))
    long_files = []
    for path in paths:
        lines = tree.read(path).count("\n")
        limit = TEST_LIMIT if path.startswith("test/") else LIMIT
        if lines > limit:
            tree.report(path, 1, f"expected at most {limit} lines, found "
                                 f"{lines}")
        elif lines > TARGET and not path.startswith("test/"):
            long_files.append((lines, path))
    for lines, path in sorted(long_files, reverse=True):
        print(f"note: {path} has {lines} lines")
    return f"{len(paths)} files"


if __name__ == "__main__":
    source_tree.main(__doc__, check)
