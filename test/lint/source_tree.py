"""The files of a source tree, and how a lint reports what it finds in them.

Every lint takes the root of a tree, prints one line per finding,
`path:line: message`, and exits with 1 if there was one.
"""

import argparse
import os
import sys

# Never linted: build output, and trees that are wrong on purpose.
SKIPPED_FOLDERS = {".git", ".cache", "__pycache__", "test/lint/Inputs"}

# Text that people write; everything else is data.
TEXT_SUFFIXES = (
    ".cpp", ".h", ".h.in", ".td", ".c", ".py", ".py.in", ".cmake", ".cmake.in",
    ".cfg", ".mlir", ".test", ".md", "CMakeLists.txt", ".json.in",
)


class Tree:
    def __init__(self, root):
        self.root = os.path.abspath(root)
        self.findings = []
        self.paths = sorted(self._walk())

    def _walk(self):
        for folder, subfolders, names in os.walk(self.root):
            relative = os.path.relpath(folder, self.root)
            prefix = "" if relative == "." else relative + "/"
            subfolders[:] = [
                name for name in subfolders
                if name not in SKIPPED_FOLDERS
                and prefix + name not in SKIPPED_FOLDERS
                and not (prefix == "" and name.startswith("build"))
            ]
            for name in names:
                yield prefix + name

    def select(self, folders=("",), suffixes=TEXT_SUFFIXES):
        """Paths below one of the folders that end in one of the suffixes."""
        return [
            path for path in self.paths
            if path.endswith(tuple(suffixes))
            and any(path.startswith(folder) for folder in folders)
        ]

    def exists(self, path):
        return os.path.exists(os.path.join(self.root, path))

    def read(self, path):
        with open(os.path.join(self.root, path), encoding="utf-8") as file:
            return file.read()

    def report(self, path, line, message):
        self.findings.append((path, line, message))


def line_of(text, offset):
    return text.count("\n", 0, offset) + 1


def main(description, check):
    """Runs `check(tree)`, which returns what was looked at, as a phrase."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("root", help="root of the source tree")
    tree = Tree(parser.parse_args().root)
    looked_at = check(tree)
    for path, line, message in sorted(tree.findings):
        print(f"{path}:{line}: {message}")
    print(f"{looked_at}: {len(tree.findings)} findings")
    sys.exit(1 if tree.findings else 0)
