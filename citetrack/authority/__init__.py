"""The authority file: the works that are known, and what is known of each."""

from citetrack.authority.force import is_in_force
from citetrack.authority.merging import RegisterConflict
from citetrack.authority.register import AuthorityFile
from citetrack.authority.series import CompleteSeries
from citetrack.authority.works import Work

__all__ = ["AuthorityFile", "CompleteSeries", "RegisterConflict", "Work", "is_in_force"]
