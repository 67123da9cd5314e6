"""What the learner did with words: an utterance in, moves out."""

from voicecoach.dialogue.moves.recogniser import recognise_moves

__all__ = ["recognise_moves"]
