"""What a session survives, printed as tables: see docs/reliability.md.

python -m benchmarks.reliability kill     killed, power cut, disk full
python -m benchmarks.reliability fuzz     strangers' files, arguments and requests
python -m benchmarks.reliability endure   hours on end: memory, handles, threads, drift
python -m benchmarks.reliability starve   busy cores, slow recognition, little memory
python -m benchmarks.reliability devices  unplugged, changed, held by another program
"""
