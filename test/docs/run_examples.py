#!/usr/bin/env python3
"""Runs the examples of Markdown documents.

A block fenced as `sh` is run by bash, in order, in a folder of its document that
looks like the root of the source tree as far as examples read it, with the
build tree in `build`. A `text` block that follows it must be its standard
output, where a line of `…` stands for any lines and `…` inside a line for
anything. Blocks fenced as `sh no-run` may only call the scripts that install
and build.
"""

import argparse
import os
import re
import subprocess
import sys

FENCE = re.compile(r"^```([^\n]*)\n(.*?)^```$", re.M | re.S)
SETUP = re.compile(r"\s*(#.*)?$|"
                   r"(ASAN_OPTIONS=\S+ )?(scripts/|\.ci/|git |cd |cmake |ninja )")


# What examples read of the source tree.
VISIBLE = ("bench", "configs", "models", "scripts", "test")


class Example:
    def __init__(self, document, line, script):
        self.where = f"{os.path.basename(document)}:{line}"
        self.script = script
        self.expected = None


def read_examples(document):
    """The examples of a document; and its findings."""
    with open(document, encoding="utf-8") as file:
        text = file.read()
    examples, findings = [], []
    last, end = None, 0
    for match in FENCE.finditer(text):
        kind, body = match.groups()
        line = text.count("\n", 0, match.start()) + 1
        follows = last and not text[end:match.start()].strip()
        end = match.end()
        if kind == "sh":
            last = Example(document, line, body)
            examples.append(last)
            continue
        if kind == "text" and follows:
            last.expected = body
        elif kind == "sh no-run":
            findings += [
                f"{os.path.basename(document)}:{line}: '{command}' is an "
                "example that nobody runs"
                for command in body.splitlines() if not SETUP.match(command)
            ]
        last = None
    return examples, findings


def as_pattern(expected):
    lines = []
    for line in expected.splitlines():
        if line.strip() == "…":
            lines.append(r"(?:.*\n)*?")
        else:
            lines.append(".*".join(map(re.escape, line.split("…"))) + r"\n")
    return re.compile("".join(lines))


def run(example, folder, environment):
    """What is wrong, or None."""
    result = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", example.script], cwd=folder,
        env=environment, capture_output=True, text=True, check=False)
    if result.returncode != 0:
        return (f"{example.where}: exit code {result.returncode}\n"
                f"{result.stdout}{result.stderr}")
    if example.expected is not None:
        # Newlines at the end do not count.
        output = result.stdout.rstrip("\n")
        output += "\n" if output else ""
        if not as_pattern(example.expected).fullmatch(output):
            return (f"{example.where}: expected\n{example.expected}found\n"
                    f"{result.stdout}")
    return None


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--path", required=True, help="put before PATH")
    parser.add_argument("--source", required=True,
                        help="root of the source tree")
    parser.add_argument("--build", required=True,
                        help="root of the build tree")
    parser.add_argument("--scratch", required=True,
                        help="empty folder to run in")
    parser.add_argument("documents", nargs="+")
    options = parser.parse_args()

    environment = dict(os.environ)
    environment["PATH"] = options.path + ":" + environment["PATH"]
    # One object cache for all, and none of the user's.
    environment["HOME"] = os.path.abspath(options.scratch)
    environment["XDG_CACHE_HOME"] = os.path.join(environment["HOME"], "cache")
    count, findings = 0, []
    for document in options.documents:
        examples, wrong = read_examples(document)
        findings += wrong
        if not examples:
            continue
        # Documents of two folders may have the same name.
        name = os.path.relpath(document, options.source).replace("/", "_")
        folder = os.path.join(options.scratch, name)
        os.makedirs(folder)
        for name in VISIBLE:
            os.symlink(os.path.join(options.source, name),
                       os.path.join(folder, name))
        os.symlink(options.build, os.path.join(folder, "build"))
        for example in examples:
            count += 1
            finding = run(example, folder, environment)
            findings += [finding] if finding else []
    for finding in findings:
        print(finding)
    print(f"{count} examples: {len(findings)} findings")
    sys.exit(1 if findings or not count else 0)


if __name__ == "__main__":
    main()
