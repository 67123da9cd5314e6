"""Edge: sound comes in."""
