"""The debrief against the prep sheet: what was planned, and what came of it.

A part of the sheet that was left empty cannot be compared; one remark at the end says which.
Without a sheet none of this is said.
"""
