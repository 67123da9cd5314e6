"""What a session leaves to read: the result in a stable format, and the feedback as text."""
