"""Events: what was done with which documents, when, by whom and where, as a text reports it."""

from typing import Any, TypeAlias

from attrs import field, frozen

__all__ = ["EVENT_TYPES", "Attendance", "Event", "Range"]

EVENT_TYPES = (
    "dissemination",
    "issuance",
    "implementation",
    "inspection",
    "review",
    "amendment",
    "repeal",
    "effect",
    "consultation",
)

# Lowest and highest number that the words allow: "gần 300" is (None, 300), "hơn 7.800" is (7800, None).
Range: TypeAlias = tuple[int | None, int | None]


def _tuple(items: Any) -> tuple[Any, ...]:
    return tuple(items)


@frozen
class Attendance:
    """How many places were connected, how many people came, and how they met; None where nothing is said.

    >>> Attendance(sites=(71, 71), mode="online").to_record()
    {'sites': [71, 71], 'people': None, 'mode': 'online'}
    """

    sites: Range | None = None
    people: Range | None = None
    mode: str | None = None

    def to_record(self) -> dict[str, Any]:
        """The three values under their names, ranges as lists."""
        return {
            "sites": list(self.sites) if self.sites else None,
            "people": list(self.people) if self.people else None,
            "mode": self.mode,
        }


@frozen
class Event:
    """One act around one or more documents, with the words that report it.

    Attributes:
        type: one of EVENT_TYPES.
        date: ISO day, month or year, of a range the first; None where the text leaves it open.
        date_end: the last day of a range, or None.
        edtf: the date in EDTF, with what is unknown in it (XXXX-04-12), or None.
        precision: "day", "month", "year" or "unknown".
        anchor: where the year comes from if the date leaves it out: "published", "text", else "none".
        date_text: the words for the date.
        month_day: MM-DD where only the year is unknown.
        organiser, chair, place: words of the text; several chairs are joined by "; ".
        attendance: who came, or None.
        docs: the keys of the documents concerned, in the order of the text.
        trigger: the words that name the act.
        start, end: the sentence or clause that reports it, in the text read.

    >>> Event("issuance", docs=("d1",), date="2024-06-21", precision="day").to_record()["date"]
    '2024-06-21'
    """

    type: str
    docs: tuple[str, ...] = field(converter=_tuple)
    date: str | None = None
    date_end: str | None = None
    edtf: str | None = None
    precision: str = "unknown"
    anchor: str = "none"
    date_text: str | None = None
    month_day: str | None = None
    organiser: str | None = None
    chair: str | None = None
    place: str | None = None
    attendance: Attendance | None = None
    trigger: str = ""
    start: int = 0
    end: int = 0

    def to_record(self) -> dict[str, Any]:
        """The event as an entry of a record's *events*; month_day is left out where it says nothing."""
        record: dict[str, Any] = {
            name: getattr(self, name)
            for name in ("type", "date", "date_end", "edtf", "precision", "anchor", "date_text")
        }
        if self.month_day is not None:
            record["month_day"] = self.month_day
        record |= {"organiser": self.organiser, "chair": self.chair, "place": self.place}
        record["attendance"] = self.attendance.to_record() if self.attendance else None
        record |= {"docs": list(self.docs), "trigger": self.trigger, "start": self.start, "end": self.end}
        return record
