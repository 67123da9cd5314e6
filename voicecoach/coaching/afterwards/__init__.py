"""After the talk: who does what by when, when to look at it again, and how to mend what broke."""
