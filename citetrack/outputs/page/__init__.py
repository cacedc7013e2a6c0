"""The page: a timeline as one HTML file that needs nothing else, to be looked at, searched and printed."""

from citetrack.outputs.page.assembly import timeline_page

__all__ = ["timeline_page"]
