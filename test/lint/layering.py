#!/usr/bin/env python3
"""Checks every include against the table of levels in docs/architecture.md.

A file may include what lies in its own folder, in a folder that its row names,
and in whatever those may include. MLIR is passed on in the same way; any other
third-party header only concerns the row that names it.
"""

import os
import re

import source_tree

TABLE = "docs/architecture.md"

# First part of an include -> the word of the table.
THIRD_PARTY = {
    "mlir": "MLIR", "mlir-c": "MLIR", "llvm": "MLIR", "llvm-c": "MLIR",
    "nlohmann": "nlohmann_json", "CLI": "CLI11", "pcre2.h": "PCRE2",
    "jpeglib.h": "libjpeg", "jerror.h": "libjpeg", "png.h": "libpng",
    "omp.h": "OpenMP", "dnnl.h": "oneDNN", "dnnl.hpp": "oneDNN",
    "ATen": "LibTorch", "c10": "LibTorch", "torch": "LibTorch",
    "gtest": "GoogleTest", "gmock": "GoogleTest",
    "benchmark": "Google Benchmark",
}

PLATFORM = re.compile(
    r"[a-z_]+$|(sys|sanitizer)/\w+\.h$|"
    r"(stdint|stddef|unistd|fcntl|sched|dlfcn|link|errno|malloc|signal|poll|pthread|"
    r"immintrin)\.h$"
)

INCLUDE = re.compile(r'^[ \t]*#?[ \t]*include[ \t]+([<"])([^>"\n]+)[>"]', re.M)


class Row:
    def __init__(self, level, allowed, line):
        self.level = level
        self.allowed = allowed
        self.line = line


def read_table(tree):
    """Folder -> Row, from the first table with a column `may include`."""
    rows = {}
    inside = False
    for number, line in enumerate(tree.read(TABLE).splitlines(), start=1):
        if not line.startswith("|"):
            if inside:
                break
            continue
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if cells[-1] == "may include":
            inside = True
        elif inside and cells[0].isdigit():
            allowed = set(re.findall(r"`([^`]+)`", cells[-1]))
            allowed |= {
                word for word in THIRD_PARTY.values() if word in cells[-1]
            }
            if "everything below" in cells[-1]:
                allowed |= {name for name, row in rows.items()
                            if row.level < int(cells[0])}
            for folder in re.findall(r"`([^`]+)`", cells[1]):
                rows[folder] = Row(int(cells[0]), allowed, number)
    return rows


def check_table(tree, rows):
    for folder, row in rows.items():
        for name in row.allowed - set(THIRD_PARTY.values()):
            if name not in rows:
                tree.report(TABLE, row.line,
                            f"{folder} may include {name}, which has no row")
            elif rows[name].level >= row.level:
                tree.report(TABLE, row.line,
                            f"{folder} (level {row.level}) may include {name} "
                            f"(level {rows[name].level})")


def row_of(path, rows):
    """The row of the longest folder, or file, that holds the path."""
    for root in ("include/ptir/", "lib/"):
        if path.startswith(root):
            path = path[len(root):]
    parts = path.split("/")
    for length in range(len(parts), 0, -1):
        name = "/".join(parts[:length])
        sibling = "/".join(parts[:length - 1] + ["<name>"])
        for candidate in (name, sibling):
            if candidate in rows:
                return candidate
    return None


def closure(rows, folder):
    """Everything that a file of the folder may include."""
    allowed = set(rows[folder].allowed)
    pending = [name for name in allowed if name in rows]
    while pending:
        for name in rows[pending.pop()].allowed:
            if name not in allowed and (name in rows or name == "MLIR"):
                allowed.add(name)
                pending += [name] if name in rows else []
    return allowed


def resolve(tree, path, include):
    """Path in the tree that a quoted or project include means, or None."""
    if include.startswith("ptir/"):
        return "include/" + include
    if include.split("/")[0] in ("lib", "models", "tools", "test"):
        return include
    beside = os.path.normpath(os.path.join(os.path.dirname(path), include))
    # The backends name their parts from the common folder.
    below = "/".join(path.split("/")[:2] + [include])
    for candidate in (beside, below):
        if tree.exists(candidate) or tree.exists(candidate + ".in"):
            return candidate
    return None


def check_include(tree, rows, path, line, include, allowed):
    own = row_of(path, rows)
    first = include.split("/")[0]
    if first in THIRD_PARTY:
        word = THIRD_PARTY[first]
        if word not in allowed:
            tree.report(path, line, f"{own} may not include {include}: its "
                                    f"row does not name {word}")
        return
    target = resolve(tree, path, include)
    if target is None:
        if not PLATFORM.match(include):
            tree.report(path, line,
                        f"{include} is neither in the tree nor a header that "
                        f"has a home in the table")
        return
    other = row_of(target, rows)
    if other is None:
        tree.report(path, line, f"{target} has no row in {TABLE}")
    elif other != own and other not in allowed:
        tree.report(path, line, f"{own} may not include {include}: its row "
                                f"does not lead to {other}")
    elif (other == own and own.endswith("<name>")
          and target.split("/")[:2] != path.split("/")[:2]):
        tree.report(path, line, f"{path.split('/')[1]} may not include its "
                                f"sibling {include}")


def check(tree):
    rows = read_table(tree)
    if not rows:
        tree.report(TABLE, 1, "expected a table of levels, found none")
        return "no includes"
    check_table(tree, rows)
    count = 0
    used = set()
    for path in tree.select(("include/", "lib/", "models/", "tools/", "test/",
                             "bench/"), (".h", ".cpp", ".td", ".c")):
        own = row_of(path, rows)
        if own is None:
            tree.report(path, 1, f"its folder has no row in {TABLE}")
            continue
        used.add(own)
        text = tree.read(path)
        allowed = closure(rows, own)
        for match in INCLUDE.finditer(text):
            count += 1
            check_include(tree, rows, path,
                          source_tree.line_of(text, match.start()),
                          match.group(2), allowed)
    for folder in set(rows) - used:
        if not tree.exists(folder):
            tree.report(TABLE, rows[folder].line, f"{folder} does not exist")
    return f"{count} includes"


if __name__ == "__main__":
    source_tree.main(__doc__, check)
