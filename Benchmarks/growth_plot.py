"""Draws the growth as a plain SVG: time on the left, memory on the right, more files and longer files as two lines."""
from collections.abc import Callable
from xml.sax.saxutils import escape

from growth import FACTORS, Point, Series

WIDTH, HEIGHT = 760, 340
PANEL_WIDTH, PANEL_HEIGHT, TOP = 290, 220, 56
COLOURS = ("#005eb8", "#a23b00")
MARKS = ("circle", "square")


def plot(series: list[Series], title: str) -> str:
    drawn = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif" font-size="13" '
        'role="img">',
        f"<title>{escape(title)}</title>",
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>',
        f'<text x="16" y="24" font-size="15">{escape(title)}</text>']
    first = series[0].points[0].measured.median
    drawn += panel(series, 60, "Seconds", lambda point: point.measured.median, lambda factor: factor * first)
    drawn += panel(series, 430, "Peak memory, MB", lambda point: point.measured.memory_bytes / 1e6)
    for index, one in enumerate(series):
        x = 60 + 170 * index
        drawn += [mark(x, HEIGHT - 18, index), f'<text x="{x + 10}" y="{HEIGHT - 14}">more {escape(one.name)}</text>']
    drawn.append(f'<path d="M400 {HEIGHT - 18}h24" stroke="#767676" stroke-dasharray="4 4"/>'
                 f'<text x="430" y="{HEIGHT - 14}">in proportion</text>')
    return "\n".join([*drawn, "</svg>", ""])


def panel(
    series: list[Series], left: float, title: str, value: Callable[[Point], float],
    proportion: Callable[[int], float] | None = None
) -> list[str]:
    values = [value(point) for one in series for point in one.points]
    highest = max(values + ([proportion(FACTORS[-1])] if proportion else []))
    step = round_step(highest / 5)
    highest = step * -(-highest // step)

    def across(factor: int) -> float:
        return left + PANEL_WIDTH * factor / FACTORS[-1]

    def down(amount: float) -> float:
        return TOP + PANEL_HEIGHT * (1 - amount / highest)

    drawn = [f'<text x="{left}" y="{TOP - 10}">{escape(title)}</text>']
    for index in range(round(highest / step) + 1):
        y = down(index * step)
        drawn.append(f'<path d="M{left} {y:.1f}h{PANEL_WIDTH}" stroke="#d8dde0"/>'
                     f'<text x="{left - 6}" y="{y + 4:.1f}" text-anchor="end">{index * step:g}</text>')
    for factor in FACTORS:
        drawn.append(f'<text x="{across(factor):.1f}" y="{TOP + PANEL_HEIGHT + 18}" text-anchor="middle">{factor}×</text>')
    if proportion:
        drawn.append(f'<path d="M{left} {down(0):.1f}L{across(FACTORS[-1]):.1f} {down(proportion(FACTORS[-1])):.1f}" '
                     'stroke="#767676" stroke-dasharray="4 4"/>')
    for index, one in enumerate(series):
        places = [(across(point.factor), down(value(point))) for point in one.points]
        line = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
        drawn.append(f'<polyline points="{line}" fill="none" stroke="{COLOURS[index]}" stroke-width="2"/>')
        drawn += [mark(x, y, index) for x, y in places]
    return drawn


def mark(x: float, y: float, index: int) -> str:
    """A shape of its own for each series, so that it can be told without its colour."""
    if MARKS[index] == "circle":
        return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" fill="{COLOURS[index]}"/>'
    return f'<rect x="{x - 4:.1f}" y="{y - 4:.1f}" width="8" height="8" fill="{COLOURS[index]}"/>'


def round_step(rough: float) -> float:
    """The next of 1, 2 and 5 times a power of ten."""
    power = 10.0 ** -9
    while True:
        for step in (power, 2 * power, 5 * power):
            if step >= rough * (1 - 1e-9):
                return step
        power *= 10
