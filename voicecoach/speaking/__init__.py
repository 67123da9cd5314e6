"""The counterpart's voice: lines rendered ahead, kept, and played to the sample."""
