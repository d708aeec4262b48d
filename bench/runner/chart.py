"""An SVG with a bar for each time; those of a case share a scale."""

from html import escape

from runner.cases import BANDWIDTH
from runner.report import groups, name_of
from runner.systems import OWN

WIDTH, LABEL, BAR, GAP, TITLE = 760, 190, 16, 4, 30
COLOURS = {OWN: "#2b6cb0"}
OTHER_COLOUR = "#a0aec0"


def text(x, y, content, anchor="start", weight="normal"):
    return (f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" '
            f'font-weight="{weight}">{escape(content)}</text>')


def draw_cell(cell, y, scale):
    """One bar, with a line from the first to the third quartile."""
    parts = [text(LABEL - 8, y + BAR - 4, name_of(cell), "end")]
    if cell["median"] is None:
        return parts + [text(LABEL, y + BAR - 4, "not available")]
    end = LABEL + cell["median"] * scale
    first, third = (LABEL + value * scale for value in cell["quartiles"])
    colour = COLOURS.get(cell["system"], OTHER_COLOUR)
    wrong = "" if cell["compared"] else " (outputs differ or not compared)"
    return parts + [
        f'<rect x="{LABEL}" y="{y}" width="{end - LABEL:.1f}" '
        f'height="{BAR}" fill="{colour}"/>',
        f'<path d="M{first:.1f} {y + BAR / 2}H{third:.1f}" '
        'stroke="#1a202c"/>',
        text(max(end, third) + 6, y + BAR - 4,
             f"{1000 * cell['median']:.2f} ms{wrong}")]


def draw(result):
    parts, y = [], 10
    for title, threads, cells, _ in groups(result):
        cells = [cell for cell in cells if cell["system"] != BANDWIDTH]
        longest = max((cell["quartiles"][1] for cell in cells
                       if cell["median"] is not None), default=1)
        parts.append(text(10, y + 18, f"{title}, {threads} "
                          f"thread{'s' if threads > 1 else ''}",
                          weight="bold"))
        y += TITLE
        for cell in cells:
            parts += draw_cell(cell, y, (WIDTH - LABEL - 230) / longest)
            y += BAR + GAP
        y += 10
    return "\n".join([
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" '
        f'height="{y}" font-family="sans-serif" font-size="12">',
        f'<rect width="{WIDTH}" height="{y}" fill="white"/>', *parts,
        "</svg>"]) + "\n"
