"""The figures of all archives as one table, and their growth as a plot."""

import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from tests.benchmarks.scale.plot import Series, svg

Held = dict[str, Any]
Cell = Callable[[Held], str]
Row = tuple[str, Cell, str]

MARKED = re.compile(r"(?<=<!-- figures -->\n).*(?=<!-- end of figures -->)", re.DOTALL)
PLOT = "images/benchmarks.svg"
_PAGES = {
    "explorer": "explorer",
    "article": "article",
    "day": "day",
    "source": "source",
    "person": "person",
    "front": "front page",
}
_ASKED = {"explorer": "p95 < 120 ms"} | dict.fromkeys(("article", "day", "source", "person"), "p95 < 30 ms")
_FASTER = {"SQLite FTS5": "≥ 30×", "PostgreSQL tsvector": "≥ 60×"}
_BROAD = "one broad word"


def markdown(archives: Sequence[Held]) -> str:
    """One table: a line for each figure, a column for each archive, and what is asked for at a million articles."""
    sizes = [f"{held['articles']:,}" for held in archives]
    lines = [f"| articles | {' | '.join(sizes)} | asked for |", f"| --- |{' ---: |' * len(sizes)} --- |"]
    for label, cell, asked in _rows(archives[-1]):
        cells = " | ".join(_filled(cell, held) for held in archives)
        lines.append(f"| {label} | {cells} | {asked} |")
    return "\n".join(lines)


def _filled(cell: Cell, held: Held) -> str:
    """A figure that was not measured for this archive is a dash."""
    try:
        return cell(held)
    except KeyError:
        return "–"


def write(docs: Path, archives: Sequence[Held]) -> None:
    """Put the table in its place in docs/benchmarks.md, and the plot beside it."""
    page = docs / "benchmarks.md"
    shown = f"{markdown(archives)}\n\n![Growth with the number of articles]({PLOT})"
    page.write_text(MARKED.sub(lambda _: f"\n{shown}\n\n", page.read_text()))
    (docs / PLOT).write_text(svg(list(_series(archives))))


def _rows(largest: Held) -> Iterator[Row]:
    yield from _engine(largest)
    yield from _rivals(largest)
    for question, costs in largest.get("deep", {}).items():
        for asked in costs:
            yield f"deep: {question}, {asked}, ms", _deep(question, asked), ""
    yield "deep: memory after all ids, MB", lambda held: f"{held['walk_memory']:,.0f}", ""
    for kind in largest.get("quotes", {}):
        yield f"quotes: {kind}, ms", _spread("quotes", kind), ""
    for name, label in _PAGES.items():
        yield f"page: {label}, ms", _spread("pages", name), _ASKED.get(name, "")
    yield "memory of a worker: most ever, at the end, without files, MB", _memory, "< 350 MB"
    yield "index, MB", lambda held: f"{held['index_mb']:,.0f}", ""
    yield "index against text", lambda held: f"{held['index_mb'] / held['text_mb']:.1f}×", ""
    yield "rebuild, articles a second", lambda held: f"{held['rebuild_rate']:,.0f}", "≥ 3,000"
    yield "rebuild, cores busy", lambda held: f"{held['rebuild_cores']:.1f}", ""
    yield "rebuild, memory MB", lambda held: f"{held['rebuild_memory']:,.0f}", ""
    yield "requests a second: bare “hello”", lambda held: f"{held['busy']['hello']:,.0f}", ""
    for name in ("front", "explorer", "article"):
        yield f"requests a second: {name}", _busy(name), ""
        yield f"… ms in engine, database, templates, rest: {name}", _where(name), ""
    for name in largest.get("editors", {}):
        yield f"admin: {name}, ms", _spread("editors", name), "< 300 ms"


def _engine(largest: Held) -> Iterator[Row]:
    for kind in ("all", *(kind for kind in largest.get("engine", {}) if kind != "all")):
        named = "200 questions" if kind == "all" else kind
        yield f"engine: {named}, ms", _spread("engine", kind), "p95 < 60 ms" if kind == "all" else ""
        yield f"bare Tantivy: {named}, ms", _spread("bare", kind), ""
    yield "engine over bare Tantivy, median", _overhead("p50"), "≤ 1.5×"
    yield "engine over bare Tantivy, 95th percentile", _overhead("p95"), ""


def _rivals(largest: Held) -> Iterator[Row]:
    kinds = largest.get("rivals", {}).get("engine", {})
    yield "20 hits, two facets, total; one broad word: engine, ms", _rival("engine", _BROAD), ""
    for rival, asked in _FASTER.items():
        yield f"… {rival}, ms", _rival(rival, _BROAD), ""
        yield f"… engine faster than {rival}, median", _faster(rival, _BROAD), asked
    for kind in kinds:
        if kind != _BROAD:
            for rival in _FASTER:
                yield f"… {kind}: engine faster than {rival}, median", _faster(rival, kind), ""
    yield (
        "questions on whose totals all three agree",
        lambda held: f"{held['rivals_agree']} of {held['rivals_asked']}",
        "",
    )


def _number(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:.1f}"


def _both(spread: dict[str, float]) -> str:
    return f"{_number(spread['p50'])} / {_number(spread['p95'])}"


def _spread(table: str, name: str) -> Cell:
    return lambda held: _both(held[table][name])


def _overhead(of: str) -> Cell:
    return lambda held: f"{held['engine']['all'][of] / held['bare']['all'][of]:.2f}×"


def _rival(name: str, kind: str) -> Cell:
    return lambda held: _both(held["rivals"][name][kind])


def _faster(rival: str, kind: str) -> Cell:
    return lambda held: f"{held['rivals'][rival][kind]['p50'] / held['rivals']['engine'][kind]['p50']:.1f}×"


def _deep(question: str, asked: str) -> Cell:
    return lambda held: _number(held["deep"][question][asked])


def _memory(held: Held) -> str:
    return " / ".join(f"{held['memory'][name]:,.0f}" for name in ("VmHWM", "VmRSS", "RssAnon"))


def _busy(name: str) -> Cell:
    return lambda held: f"{held['busy'][name]:,.0f} (1 : {held['busy']['hello'] / held['busy'][name]:.1f})"


def _where(name: str) -> Cell:
    return lambda held: " / ".join(f"{milliseconds:.1f}" for milliseconds in held["where"][name].values())


def _series(archives: Sequence[Held]) -> Iterator[Series]:
    """What grows, each with the unit of its panel."""
    wanted: list[tuple[str, str, Callable[[Held], float]]] = [
        ("ms, 95th percentile", "engine", lambda held: float(held["engine"]["all"]["p95"])),
        *(("ms, 95th percentile", label, _p95(name)) for name, label in _PAGES.items()),
        ("MB", "index", lambda held: float(held["index_mb"])),
        ("MB", "text", lambda held: float(held["text_mb"])),
        ("MB", "a worker", lambda held: float(held["memory"]["VmHWM"])),
        ("articles a second", "rebuild", lambda held: float(held["rebuild_rate"])),
    ]
    for unit, name, figure in wanted:
        try:
            yield Series(unit, name, [(held["articles"], figure(held)) for held in archives])
        except KeyError:
            continue  # not measured in every archive


def _p95(name: str) -> Callable[[Held], float]:
    return lambda held: float(held["pages"][name]["p95"])
