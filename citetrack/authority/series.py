"""Complete series: what the owner of a register declares to be all there is."""

from attrs import field, frozen

from citetrack.authority.works import Identity, identity_of
from citetrack.gazetteer._tables import filled

__all__ = ["CompleteSeries"]


@frozen
class CompleteSeries:
    """A series of numbers of which a register holds every document, as its owner declares.

    In a register it is a row with a star for the number: `*/2020/NĐ-CP`, or `*-QĐ/TU` with a place.

    >>> CompleteSeries("NĐ-CP", 2020).covers("99999/2020/NĐ-CP")
    True

    Attributes:
        code: the symbol, in any spelling.
        year: of the symbol, or of issue where the symbol carries none; None for all years.
        type: the type, None for all that the symbol stands for.
        place: the province or city, None for all.
        source: who declares it.
    """

    code: str = field(validator=filled)
    year: int | None = None
    type: str | None = None
    place: str | None = None
    source: str | None = None

    def covers(
        self, identifier: str, type_name: str | None = None, year: int | None = None, place: str | None = None
    ) -> bool:
        """Whether a document belongs to the series; what is not known of it speaks against that, but for the type.

        *year* is that of issue, for a symbol without one.
        """
        known = identity_of(identifier)
        if known is None or known[2:] != self._symbol:
            return False
        stated = int(known[1]) if known[1] else year
        return (
            self.year in (None, stated)
            and (self.type is None or type_name in (None, self.type))
            and self.place in (None, place)
        )

    @property
    def _symbol(self) -> Identity:
        return (identity_of(f"0-{self.code}") or ())[2:]
