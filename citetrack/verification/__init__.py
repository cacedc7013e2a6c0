"""Verification: findings about the citations of a text, each with a rule, a severity and its place."""

from citetrack.verification.allowed import Allowed, AllowedWorks, allowed_works
from citetrack.verification.values import SEVERITIES, Finding, Rule, rules
from citetrack.verification.verifying import verify, verify_reading

__all__ = [
    "SEVERITIES",
    "Allowed",
    "AllowedWorks",
    "Finding",
    "Rule",
    "allowed_works",
    "rules",
    "verify",
    "verify_reading",
]
