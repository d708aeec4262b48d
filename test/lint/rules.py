#!/usr/bin/env python3
"""Checks that every rule of an op has the same label everywhere.

A rule `<op>_cN` is described in TableGen and on the op's page of docs/spec,
enforced in the verifier at a line with the comment `// <op>_cN`, and broken by
a test: a function `@<op>_cN…` of test/Dialect/PTIR with an expected error. A
rule that both texts mark `(type constraint)` is enforced by declared types, so
the verifier need not name it. Every op has a section in docs/spec, with an
example, that describes each of its operands and attributes.
"""

import re

import source_tree

OPS = "include/ptir/Dialect/PTIR/IR/"
VERIFIER = "lib/Dialect/PTIR/IR/"
TESTS = "test/Dialect/PTIR/"
PAGES = "docs/spec/"

DEFINITION = re.compile(r'^def \w+\s*:\s*\w+<\s*"(\w+)"', re.M)
RULE = re.compile(r"^ *- (\w+_c\d+): ((?:.|\n)*?)(?=\n *- |\n *\n|\n```|\Z)",
                  re.M)
SECTION = re.compile(r"^## ptir\.(\w+)$", re.M)
COMMENT = re.compile(r"//[^\n]*")
LABEL = re.compile(r"\b(\w+_c\d+)\b")
FUNCTION = re.compile(r"func\.func (?:private )?@(\w+?_c\d+)(?:_\w+)?\(")
ARGUMENTS = re.compile(r"let arguments = \(ins(.*?)\);", re.S)
TYPED = re.compile(r"\(type constraints?\)")


class Rule:
    def __init__(self, path, line, text):
        self.path = path
        self.line = line
        self.is_typed = bool(TYPED.search(" ".join(text.split())))


def read_rules(tree, path, text, start, end, op, rules):
    """Adds the rules of one op, found in text[start:end]."""
    for match in RULE.finditer(text, start, end):
        label = match.group(1)
        line = source_tree.line_of(text, match.start())
        if label in rules:
            tree.report(path, line, f"{label} is described twice")
        if label.rsplit("_", 1)[0] != op:
            tree.report(path, line, f"{label} is described at ptir.{op}")
        rules[label] = Rule(path, line, match.group(2))


def read_parts(text, head):
    """(op, start, end) of every part that begins with a match of `head`."""
    matches = list(head.finditer(text))
    ends = [match.start() for match in matches[1:]] + [len(text)]
    return [(match.group(1), match.start(), end)
            for match, end in zip(matches, ends)]


def read_definitions(tree):
    """Op -> place, the rules of TableGen, and op -> names of its arguments."""
    ops, rules, arguments = {}, {}, {}
    for path in tree.select((OPS,), ("Ops.td",)):
        text = tree.read(path)
        for op, start, end in read_parts(text, DEFINITION):
            ops[op] = (path, source_tree.line_of(text, start))
            read_rules(tree, path, text, start, end, op, rules)
            # A class may follow, with arguments of its own.
            body = text[start:end].split("\nclass ")[0]
            match = ARGUMENTS.search(body)
            names = re.findall(r":\$(\w+)", match.group(1)) if match else []
            arguments[op] = names
    return ops, rules, arguments


def read_pages(tree, arguments=None):
    """Op -> place, and the rules of docs/spec. Reports sections that miss
    something."""
    ops, rules = {}, {}
    for path in tree.select((PAGES,), (".md",)):
        text = tree.read(path)
        for op, start, end in read_parts(text, SECTION):
            line = source_tree.line_of(text, start)
            if op in ops:
                tree.report(path, line, f"ptir.{op} has two sections")
            ops[op] = (path, line)
            read_rules(tree, path, text, start, end, op, rules)
            if not re.search(rf"^```mlir[^`]*ptir\.{op}\b",
                             text[start:end], re.M):
                tree.report(path, line, f"ptir.{op} has no example")
            for name in (arguments or {}).get(op, []):
                if f"`{name}`" not in text[start:end]:
                    tree.report(path, line, f"ptir.{op} does not describe "
                                            f"`{name}`")
    return ops, rules


def read_verifier(tree):
    """Label -> place, of comments in the verifier."""
    labels = {}
    for path in tree.select((VERIFIER,), (".cpp", ".h")):
        text = tree.read(path)
        for comment in COMMENT.finditer(text):
            for match in LABEL.finditer(comment.group(0)):
                line = source_tree.line_of(text, comment.start())
                labels.setdefault(match.group(1), (path, line))
    return labels


def read_tests(tree):
    """Label -> place, of functions that break a rule."""
    labels = {}
    for path in tree.select((TESTS,), (".mlir",)):
        for part in re.finditer(r"(?:.|\n)*?(?=\n// -----|\Z)",
                                tree.read(path)):
            function = FUNCTION.search(part.group(0))
            if function and "expected-error" in part.group(0):
                line = source_tree.line_of(part.string,
                                           part.start() + function.start())
                labels.setdefault(function.group(1), (path, line))
    return labels


def check(tree):
    defined, described, arguments = read_definitions(tree)
    sections, specified = read_pages(tree, arguments)
    enforced, broken = read_verifier(tree), read_tests(tree)
    for op in defined.keys() - sections.keys():
        tree.report(*defined[op], f"ptir.{op} has no section in {PAGES}")
    for op in sections.keys() - defined.keys():
        tree.report(*sections[op], f"ptir.{op} is no op")
    for label, rule in described.items():
        place = (rule.path, rule.line)
        if label not in specified:
            tree.report(*place, f"{label} is not in {PAGES}")
        elif specified[label].is_typed != rule.is_typed:
            tree.report(specified[label].path, specified[label].line,
                        f"{label} is a type constraint in only one of {PAGES} "
                        "and TableGen")
        if label not in enforced and not rule.is_typed:
            tree.report(*place, f"{label} is in no comment of {VERIFIER}")
        if label not in broken:
            tree.report(*place, f"{label} is broken by no test in {TESTS}")
    for label in specified.keys() - described.keys():
        tree.report(specified[label].path, specified[label].line,
                    f"{label} is not in TableGen")
    for places, what in ((enforced, "enforced"), (broken, "broken")):
        for label in places.keys() - described.keys():
            tree.report(*places[label], f"{label} is {what} but is no rule")
    return f"{len(defined)} ops, {len(described)} rules"


if __name__ == "__main__":
    source_tree.main(__doc__, check)
