"""Outputs: a timeline in the formats that other programs and people read."""
