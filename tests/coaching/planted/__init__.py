"""Sessions with known events, and an account of them that asks nothing of the coach.

`bank` holds utterances with what is true of each, written by hand; `builder` lays them out on a
clock and writes down what it planted; `sessions` and `talks` are the thirty sessions, by hand and
through the real counterpart and recogniser; `counts`, `events` and `marks` say what a true remark
must hold, by loops of their own over the same turns; `audit` compares.
"""
