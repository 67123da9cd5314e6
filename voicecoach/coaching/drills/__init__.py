"""Drills: one skill, a few minutes, a verdict after every try."""
