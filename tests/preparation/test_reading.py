from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.preparation.sheets import FULL
from voicecoach.dialogue.persona_file import examine_persona
from voicecoach.errors import PrepError
from voicecoach.prep_sheet import Alternative, Figure, PrepSheet, Story, Trade, second_looks
from voicecoach.preparation.counterpart import counterpart_text
from voicecoach.preparation.reading import read_sheet, write_sheet


def test_a_full_sheet_is_read_with_its_figures() -> None:
    sheet = read_sheet(FULL, "vera.yaml")
    (price,) = sheet.figures
    assert (price.unit, price.wants, price.limit, price.target) == ("GBP", "higher", 42000, 48000)
    assert sheet.batna == Alternative(what="sell the hours of the crew to the hospital", value=39e3)
    assert sheet.counterpart is not None
    assert (sheet.counterpart.wants, sheet.counterpart.opens_at) == ("lower", 36000)


def test_an_issue_alone_is_a_sheet() -> None:
    assert read_sheet("issue: The rent", "rent.yaml") == PrepSheet(issue="The rent")


def test_what_is_written_reads_back_the_same_with_plain_figures() -> None:
    sheet = read_sheet(FULL, "vera.yaml")
    text = write_sheet(sheet)
    assert "limit: 42000\n" in text
    assert read_sheet(text, "again.yaml") == sheet


TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), min_size=1).filter(
    str.strip
)


@settings(max_examples=60, deadline=None)
@given(issue=TEXTS, aims=st.lists(TEXTS, max_size=4), mine=TEXTS, give=TEXTS)
def test_whatever_people_write_survives_the_file(
    issue: str, aims: list[str], mine: str, give: str
) -> None:
    sheet = PrepSheet(
        issue=issue[:400],
        aims=tuple(aims),
        story=Story(mine=mine),
        trades=(Trade(give=give[:400]),),
    )
    assert read_sheet(write_sheet(sheet), "again.yaml") == sheet


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            "style: analyst",
            "style: analist",
            "line 5: style: 'analist' is not one of the choices; ",
        ),
        ("aims:", "aim:", "line 6: aim: is not a field here; did you mean 'aims'"),
        ("issue: Vera Holt will", "topic: Vera Holt will", "issue: is missing"),
        ('"not below 42,000 pounds"', "lots", "line 8: figures.0.limit: 'lots' holds no figure"),
        ('"48,000"', "48,000", "line 8: figures.0: ',000' was cut off its figure; put the figure"),
        ('"48,000"', '"30 days"', "line 8: figures.0: is counted in GBP and in days"),
        ('"48,000"', '"40,000"', "line 8: figures.0: target 40,000 lies beyond limit 42,000"),
        ('value: "39,000 pounds"', "value: much", "batna.value: 'much' holds no figure"),
        ("limit: 46,000 pounds", "limit: 36,000 pounds", "counterpart: does not say which way"),
        ("key: silence", "key: silense", "'silense' is not one of the choices"),
    ],
)
def test_a_mistake_is_told_with_line_and_remedy(old: str, new: str, message: str) -> None:
    assert old in FULL
    with pytest.raises(PrepError) as error:
        read_sheet(FULL.replace(old, new, 1), "vera.yaml")
    assert message in str(error.value)
    assert str(error.value).startswith("vera.yaml")


def test_mistakes_in_figures_and_elsewhere_are_told_at_once() -> None:
    text = FULL.replace('"48,000"', "plenty").replace("style: analyst", "style: cat", 1)
    with pytest.raises(PrepError) as error:
        read_sheet(text, "vera.yaml")
    assert len(str(error.value).splitlines()) == 2


@pytest.mark.parametrize("text", ["", "- a list", "just words", "issue: [", "issue: x\nissue: y"])
def test_what_is_no_sheet_is_refused(text: str) -> None:
    with pytest.raises(PrepError, match=r"none\.yaml"):
        read_sheet(text, "none.yaml")


@pytest.mark.parametrize(
    ("figure", "message"),
    [
        ("{name: fee, limit: 5}", "line 3: figures.0: has no unit"),
        ("{name: fee, limit: 5 pounds}", "line 3: figures.0: does not say which way is better"),
    ],
)
def test_a_figure_needs_a_unit_and_a_direction(figure: str, message: str) -> None:
    with pytest.raises(PrepError, match=message):
        read_sheet(f"issue: x\nfigures:\n- {figure}\n", "a.yaml")


def test_a_sheet_that_would_not_fit_on_a_page_is_refused() -> None:
    many = "\n".join(f"- question {number}" for number in range(13))
    with pytest.raises(PrepError, match="questions"):
        read_sheet(f"issue: x\nquestions:\n{many}\n", "a.yaml")


def test_gifts_and_a_limit_below_the_alternative_get_a_second_look() -> None:
    sheet = PrepSheet(
        issue="x",
        figures=(Figure(name="fee", unit="GBP", wants="higher", limit=20000),),
        batna=Alternative(what="court", value=24000),
        trades=(Trade(give="a discount"),),
        questions=("Why?",),
        interests=("peace",),
        criteria=("the index",),
    )
    assert second_looks(sheet) == (
        "Your limit of 20,000 is worse than your alternative, worth 24,000: why settle there?",
        "'a discount' is a gift as it stands: what do you want for it?",
    )


def test_the_sheet_in_the_documentation_reads_and_plays() -> None:
    page = (Path(__file__).parents[2] / "docs" / "preparing.md").read_text(encoding="utf-8")
    sheet, counterpart = (part.partition("```")[0] for part in page.split("```yaml\n")[1:])
    examined = examine_persona(
        counterpart_text(read_sheet(sheet + counterpart, "docs.yaml"), "dana"), "dana.yaml"
    )
    assert examined.errors == ()
