"""Errors that end the runner, or one cell of its table, with one line."""

import re


class BenchError(Exception):
    """Something that keeps figures from being true, or from being had."""


def reason_in(text):
    """The line that says why a program failed: the first that begins with its
    name and `error:`, else the last that names a Python exception, else the
    last."""
    lines = text.strip().splitlines()
    for line in lines:
        if re.match(r"[\w.-]+: error: ", line):
            return line
    for line in reversed(lines):
        if re.match(r"[\w.]*(Error|Exception)\b", line):
            return line
    return lines[-1] if lines else ""
