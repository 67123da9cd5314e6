"""Edge: sessions on disk."""
