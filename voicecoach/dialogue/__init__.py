"""The counterpart and what it understands: personas, moves, trust, facts, bargaining."""
