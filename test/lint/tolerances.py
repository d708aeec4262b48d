#!/usr/bin/env python3
"""Checks that the tolerance table of docs/spec is the one that tests use.

docs/spec/index.md states, in units in the last place, how far results may be
off; test/conformance/Tolerance.cpp has the numbers that results are held to.
"""

import re

import source_tree

PAGE = "docs/spec/index.md"
CODE = "test/conformance/Tolerance.cpp"

# Accuracy of the code -> how its row of the page begins.
ROWS = {
    "Exact": "| what moves",
    "Elementary": "| `exp`",
    "Normalised": "| `layer_norm`",
    "Sum": "| sums",
}
CODE_ROW = re.compile(r"/\* (\w+)\s*\*/ \{([\d, ]+)\}")


def read_code(tree):
    """Accuracy -> (line, bounds by type)."""
    text = tree.read(CODE)
    order = ["f8", "bf16", "f16", "f32", "f64", "cf32", "cf64"]
    return {match.group(1): (source_tree.line_of(text, match.start()),
                             dict(zip(order, map(int, match.group(2).split(",")))))
            for match in CODE_ROW.finditer(text)}


def read_page(tree):
    """Accuracy -> (line, bounds by type)."""
    rows = {}
    for number, line in enumerate(tree.read(PAGE).splitlines(), 1):
        for accuracy, head in ROWS.items():
            if not line.startswith(head):
                continue
            _, f64, f32, narrow, complex_ = [
                cell.strip() for cell in line.strip("|").split("|")]
            narrow_default = narrow.split()[0]
            f8 = re.search(r"f8: (\d+)", narrow)
            bounds = {"f64": f64, "f32": f32, "bf16": narrow_default,
                      "f16": narrow_default,
                      "f8": f8.group(1) if f8 else narrow_default}
            if complex_:
                bounds["cf32"] = bounds["cf64"] = complex_.split()[0]
            rows[accuracy] = (number, {key: int(value)
                                       for key, value in bounds.items()})
    return rows


def check(tree):
    code, page = read_code(tree), read_page(tree)
    for accuracy in ROWS:
        if accuracy not in code:
            tree.report(CODE, 1, f"no row for {accuracy}")
        if accuracy not in page:
            tree.report(PAGE, 1, f"no row for {accuracy}")
        if accuracy not in code or accuracy not in page:
            continue
        line, stated = page[accuracy]
        for element, bound in stated.items():
            held = code[accuracy][1][element]
            if held != bound:
                tree.report(PAGE, line, f"{accuracy}, {element}: expected the "
                                        f"{held} ULP of {CODE}, found {bound}")
    return f"{len(page)} rows"


if __name__ == "__main__":
    source_tree.main(__doc__, check)
