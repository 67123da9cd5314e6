"""Does the counterpart answer what was said? Utterances, replies and blind judgements."""
