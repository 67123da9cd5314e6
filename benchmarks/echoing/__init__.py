"""The parts of `benchmarks/echo.py`."""
