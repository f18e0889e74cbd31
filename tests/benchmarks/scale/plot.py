"""Lines on logarithmic axes as an SVG picture: one panel for each unit."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from math import ceil, floor, log10
from xml.sax.saxutils import escape

_WIDTH, _HEIGHT, _GAP = 300, 260, 130
_LEFT, _TOP, _BOTTOM = 60, 40, 50
_COLOURS = ("#8a1f17", "#1f5f8a", "#2f7d32", "#8a6d17", "#6a3d9a", "#b15928", "#555555")
_STEP = 14  # between two names beside the lines


@dataclass(frozen=True, slots=True)
class Series:
    """A line: the unit of its panel, its name, and points (number of articles, figure)."""

    unit: str
    name: str
    points: Sequence[tuple[float, float]]


def svg(every: Sequence[Series]) -> str:
    """The whole picture; series of one unit stand together in `every`."""
    panels = [list(group) for _, group in groupby(every, key=lambda series: series.unit)]
    width = _LEFT + len(panels) * (_WIDTH + _GAP)
    parts = [_panel(panel, _LEFT + number * (_WIDTH + _GAP)) for number, panel in enumerate(panels)]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {_TOP + _HEIGHT + _BOTTOM}" '
        'font-family="system-ui, sans-serif" font-size="12" role="img">\n'
        "<title>Growth from the smallest archive to the largest, both axes logarithmic</title>\n"
        f'<rect width="100%" height="100%" fill="#fbfaf6"/>\n{"".join(parts)}</svg>\n'
    )


def _decades(values: Iterable[float]) -> tuple[int, int]:
    logs = [log10(value) for value in values]
    low, high = floor(min(logs)), ceil(max(logs))
    return low, max(high, low + 1)


def _panel(panel: Sequence[Series], left: int) -> str:
    across = _decades(x for series in panel for x, _ in series.points)
    up = _decades(y for series in panel for _, y in series.points)

    def place(x: float, y: float) -> tuple[float, float]:
        return (
            left + _WIDTH * (log10(x) - across[0]) / (across[1] - across[0]),
            _TOP + _HEIGHT * (up[1] - log10(y)) / (up[1] - up[0]),
        )

    parts = [f'<text x="{left}" y="{_TOP - 16}" font-weight="bold">{escape(panel[0].unit)}</text>\n']
    for power in range(up[0], up[1] + 1):
        _, y = place(10 ** across[0], 10.0**power)
        parts.append(f'<path d="M{left} {y:.0f}h{_WIDTH}" stroke="#ded9cd"/>')
        parts.append(f'<text x="{left - 6}" y="{y + 4:.0f}" text-anchor="end">{10.0**power:,g}</text>\n')
    for power in range(across[0], across[1] + 1):
        x, _ = place(10.0**power, 10 ** up[0])
        parts.append(f'<text x="{x:.0f}" y="{_TOP + _HEIGHT + 18}" text-anchor="middle">{10**power:,}</text>\n')
    parts.append(f'<text x="{left + _WIDTH / 2:.0f}" y="{_TOP + _HEIGHT + 38}" text-anchor="middle">articles</text>\n')
    lowest = -_STEP
    coloured = zip(panel, _COLOURS, strict=False)
    for series, colour in sorted(coloured, key=lambda each: -each[0].points[-1][1]):
        points = [place(x, y) for x, y in series.points]
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
        end_x, end_y = points[-1]
        lowest = max(round(end_y), lowest + _STEP)
        parts.append(f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"/>')
        parts += [f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{colour}"/>' for x, y in points]
        parts.append(f'<text x="{end_x + 8:.0f}" y="{lowest + 4}" fill="{colour}">{escape(series.name)}</text>\n')
    return "".join(parts)
