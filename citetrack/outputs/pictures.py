"""Pictures: a timeline as a still chart for reports, PNG or SVG, in the colours and signs of the page."""

from collections import Counter
from datetime import date
from io import BytesIO
from typing import TYPE_CHECKING, Any

from attrs import frozen

from citetrack.errors import MissingExtraError
from citetrack.events.values import EVENT_TYPES
from citetrack.outputs.page.payload import labels, shown, words
from citetrack.timeline import Timeline
from citetrack.timeline.units import days_of

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

__all__ = ["PICTURE_FORMATS", "timeline_picture"]

PICTURE_FORMATS = ("png", "svg")
# As in outputs/page/style.css and js/elements.js: colour, marker, whether it is filled.
_LOOKS = (
    ("#0b66b8", "o", True),
    ("#c8401a", "D", True),
    ("#00795c", "^", True),
    ("#8a3fc0", "s", True),
    ("#96690a", "p", True),
    ("#b3206f", "v", True),
    ("#4b5563", "X", True),
    ("#3f7d0b", "o", False),
    ("#0c7f96", "s", False),
)
_INK, _QUIET, _LINE = "#1b2430", "#566173", "#dde2e9"
_EPOCH = date(1970, 1, 1)  # from which matplotlib counts days
_LANES = 40  # documents; more cannot be read on one sheet
_LABEL = 42  # characters
# Glyphs become outlines, so that the picture looks the same where the font is missing; ids come from the salt.
_SETTINGS: Any = {"font.family": "DejaVu Sans", "svg.fonttype": "path", "svg.hashsalt": "citetrack", "font.size": 9}


@frozen
class _Point:
    """One event in one lane, from its first to its last possible day."""

    lane: int
    type: int
    first: date
    last: date


def timeline_picture(timeline: Timeline, form: str = "png", *, language: str = "vi", title: str | None = None) -> bytes:
    """A chart of *timeline*, a lane for each document, as the bytes of a PNG or SVG file.

    Of more than 40 documents those with most events are shown, and the rest is counted below the chart, as are
    the events without a day. The same timeline gives the same SVG.

    Raises:
        MissingExtraError: matplotlib is not installed.
        ValueError: *form* or *language* is another one.
    """
    if form not in PICTURE_FORMATS:
        raise ValueError(f"{form!r} is no form of picture; expected png or svg")
    if language not in words():
        raise ValueError(f"{language!r} is no language of the picture; expected one of {', '.join(sorted(words()))}")
    try:
        from matplotlib import rc_context
    except ImportError as error:
        raise MissingExtraError("image", "matplotlib") from error
    out = BytesIO()
    with rc_context(_SETTINGS):
        figure = _figure(timeline, words()[language], title)
        # No day of making in it: the same timeline is the same file.
        figure.savefig(out, format=form, dpi=160, metadata={"Date": None} if form == "svg" else {"Software": None})
    return out.getvalue()


def _lanes(timeline: Timeline) -> dict[str, str]:
    """The keys of the documents that get a lane with their labels, by their first dated event."""
    keys = [document.key for one in timeline if one.event.date for document in one.documents]
    kept = {key for key, _ in sorted(Counter(keys).items(), key=lambda pair: (-pair[1], pair[0]))[:_LANES]}
    said = labels(timeline)
    return {key: said[key] for key in dict.fromkeys(keys) if key in kept}


def _points(timeline: Timeline, lanes: dict[str, str]) -> list[_Point]:
    places = {key: lane for lane, key in enumerate(lanes)}
    return [
        _Point(places[document.key], EVENT_TYPES.index(one.event.type), *days)
        for one in timeline
        if (days := days_of(one))
        for document in one.documents
        if document.key in places
    ]


def _figure(timeline: Timeline, said: Any, title: str | None) -> "Figure":
    from matplotlib.figure import Figure

    lanes = _lanes(timeline)
    figure = Figure(figsize=(11, max(2.6, 1.5 + 0.27 * len(lanes))), layout="constrained", facecolor="white")
    axes = figure.subplots()
    points = _points(timeline, lanes)
    for kind in sorted({point.type for point in points}):
        _draw(axes, kind, [point for point in points if point.type == kind])
    _dress(axes, lanes)
    axes.set_title(
        shown(title or said["title"]).replace("$", r"\$"), loc="left", fontsize=13, fontweight="bold", color=_INK
    )
    _legend(figure, axes, {point.type for point in points}, said)
    axes.set_xlabel(_below(timeline, lanes, said), loc="left", color=_QUIET, fontsize=8)
    return figure


def _draw(axes: "Axes", kind: int, points: list[_Point]) -> None:
    """All events of one type: bars over the days that they may have been on, signs in the middle."""
    colour, marker, is_filled = _LOOKS[kind]
    spans = [((point.first - _EPOCH).days, (point.last - _EPOCH).days) for point in points]
    lanes = [point.lane for point in points]
    first, last = zip(*spans, strict=True)
    axes.hlines(lanes, first, last, color=colour, alpha=0.28, linewidth=4)
    middle = [(start + end) / 2 for start, end in spans]
    face = colour if is_filled else "white"
    axes.plot(middle, lanes, marker, markersize=6, color=colour, markerfacecolor=face, linestyle="", zorder=3)
    axes.xaxis_date()


def _dress(axes: "Axes", lanes: dict[str, str]) -> None:
    """Names of lanes, years, thin lines; signs of other writing directions and formulas stay letters."""
    names = [_short(label).replace("$", r"\$") for label in lanes.values()]
    axes.set_yticks(range(len(names)), names, color=_INK)
    axes.set_ylim(len(names) - 0.4, -0.6)
    axes.grid(axis="y", color=_LINE, linewidth=0.6)
    axes.set_axisbelow(True)
    axes.tick_params(axis="both", length=0)
    axes.tick_params(axis="x", colors=_QUIET)
    axes.spines[["top", "right", "left"]].set_visible(False)
    axes.spines["bottom"].set_color(_LINE)
    if not lanes:
        axes.set_xticks([])


def _short(label: str) -> str:
    return label if len(label) <= _LABEL else label[: _LABEL - 1].rstrip() + "…"


def _legend(figure: "Figure", axes: "Axes", types: set[int], said: Any) -> None:
    from matplotlib.lines import Line2D

    handles = []
    for kind in sorted(types):
        colour, marker, is_filled = _LOOKS[kind]
        face = colour if is_filled else "white"
        label = said[EVENT_TYPES[kind]]
        handles.append(Line2D([], [], color=colour, marker=marker, markerfacecolor=face, linestyle="", label=label))
    if handles:
        figure.legend(handles=handles, loc="outside lower left", ncols=len(handles), frameon=False, fontsize=8)


def _below(timeline: Timeline, lanes: dict[str, str], said: Any) -> str:
    """What the picture does not show, in words."""
    undated = sum(one.event.date is None for one in timeline)
    documents = {document.key for one in timeline for document in one.documents}
    parts = [said["events"].format(len(timeline)), said["of_documents"].format(f"{len(lanes)} / {len(documents)}")]
    if undated:
        parts.append(said["undated_count"].format(undated))
    return " · ".join(parts)
