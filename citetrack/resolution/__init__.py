"""Resolution: from a document of a text to the work that it is, with the reasons; never a guess."""

from citetrack.resolution.checks import CHECKS
from citetrack.resolution.decisions import RULES
from citetrack.resolution.evidence import title_agreement
from citetrack.resolution.finders import FINDERS
from citetrack.resolution.resolver import Resolver
from citetrack.resolution.results import Ambiguous, Candidate, Resolution, Resolved, Unresolved
from citetrack.resolution.steps import Check, Decision, Finder, Found, Rule, Setting

__all__ = [
    "CHECKS",
    "FINDERS",
    "RULES",
    "Ambiguous",
    "Candidate",
    "Check",
    "Decision",
    "Finder",
    "Found",
    "Resolution",
    "Resolved",
    "Resolver",
    "Rule",
    "Setting",
    "Unresolved",
    "title_agreement",
]
