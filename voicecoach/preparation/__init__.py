"""Preparing a talk: the questions, the prep sheet, and a counterpart made from it."""
