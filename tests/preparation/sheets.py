"""Sheets and answers for the tests."""

from __future__ import annotations

FULL = """\
issue: Vera Holt will not renew the maintenance contract at the new price.
people:
  - {name: Vera Holt, role: operations manager}
  - {name: Tom Price, role: finance}
style: analyst
aims: [Renew for two years, Find out what went wrong in March]
figures:
  - {name: price per year, limit: "not below 42,000 pounds", target: "48,000"}
best: 50,000 pounds a year for three years
worst: 42,000 pounds for one year
batna: {what: sell the hours of the crew to the hospital, value: "39,000 pounds"}
trades:
  - {give: a named engineer on call, want: a two-year term}
  - {give: monthly reports, want: payment within 14 days}
interests: [no more night failures without a warning]
story:
  mine: In March a pump failed. We mended it overnight. Then she went quiet.
  theirs: You let the pumps fail in March. I warned you twice. Then you asked for more money.
agenda: [what happened in March, the price, the term]
criteria: [the published index of maintenance prices]
questions: [What happened on your side after the March failure?]
counterpart:
  name: Vera Holt
  role: operations manager
  situation: contract
  sex: female
  style: analyst
  says_first: ["Your price has gone up by a fifth. Your service has not."]
  figure: price per year
  unit: GBP
  opens_at: 36,000 pounds
  limit: 46,000 pounds
  hides:
    - {fact: "The hospital board counts every night failure against me.", key: emotion_label}
    - {fact: "Tom has a quote from another firm, and it is slower than you.", key: open_question}
    - {fact: "If the contract lapses in June I run the pumps by hand.", key: silence}
  angers: [being rushed, vague answers]
  sayings: ["Numbers first, adjectives later."]
"""

# One line per question of `voicecoach prepare --persona`; an empty line ends a list or skips.
ANSWERS = """\
Vera Holt will not renew at the new price.
Vera Holt, operations manager
Tom Price, finance

4
Renew for two years

price per year
not below 42,000 pounds
48k

50,000 pounds a year for three years
42,000 pounds for one year
sell the hours to the hospital
39,000 pounds
If they sign for two years, then a named engineer on call
monthly reports -> payment within 14 days

no more night failures without a warning

We raised the price once in five years.
You let the pumps fail in March.
what happened in March
the price

the published index of maintenance prices

What happened on your side after the March failure?

Vera Holt
operations manager
1
contract
Your price has gone up by a fifth. Explain that.

price per year
36,000 pounds
46,000 pounds
The hospital board counts every night failure against me.
Tom has a quote from another firm.

4
1
being rushed

Numbers first, adjectives later.

2
"""
