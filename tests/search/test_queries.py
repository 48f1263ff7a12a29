"""What is found, in which order, and with which words marked: the same on both databases."""

from datetime import date

import pytest

from compact_portal.search.models import Place
from compact_portal.search.words import read_asked
from tests.factories.meetings import ActionFactory, CommitteeFactory, DecisionFactory, ItemFactory, MeetingFactory
from tests.meetings.published import meeting_with_minutes
from tests.search.found import look, titles

pytestmark = pytest.mark.django_db


def decided(text: str, **fields):
    return DecisionFactory(text=text, published=True, **fields)


def test_a_word_is_found_in_all_its_forms():
    decided("Volunteering is to be encouraged in every ward.")
    assert titles(look("volunteers")) == ["Volunteering is to be encouraged in every ward."]


def test_every_word_has_to_be_there():
    decided("Grants for volunteers.")
    decided("Grants for halls.")
    assert titles(look("grant volunteer")) == ["Grants for volunteers."]


def test_where_nothing_has_every_word_what_has_all_but_one_is_found_and_said():
    decided("The garage mends the blue van.")
    found = look("blue van minutes")
    assert titles(found) == ["The garage mends the blue van."]
    assert (str(found.asked), str(found.instead_of)) == ("blue van", "blue van minutes")
    assert look("blue van minutes", as_typed=True).count == 0
    assert look("blue minutes").count == 0, "of two words both count"


def test_words_in_quotation_marks_stand_together():
    decided("Social value is to be explained.")
    decided("The value of social clubs.")
    assert titles(look("“social value”")) == ["Social value is to be explained."]
    assert look("social value").count == 2


def test_the_figures_of_a_number_stand_together():
    decided("Grants of £14,500 in all.")
    decided("Of 14 groups, 500 people came.")
    assert titles(look("£14,500")) == ["Grants of £14,500 in all."]
    assert look("14 500").count == 2


@pytest.mark.parametrize(
    ("typed", "meant"), [("14500", "14,500"), ("£1,250", "1250"), ("grants 590879", "grants 590,879"), ("2015", "")]
)
def test_a_number_is_found_with_its_comma_or_without(typed, meant):
    for each in ("Spend 14,500.", "Spend £1250.", "Grants of £590,879.", "About 2,015,000 trees."):
        decided(each)
    found = look(typed)
    assert (found.count, str(found.asked), str(found.instead_of)) == (
        (1, meant, typed.lstrip("£")) if meant else (0, typed, "")
    )


@pytest.mark.parametrize("typed", ["£2000", "£2,000"])
@pytest.mark.parametrize("written", ["£2000", "£2,000"])
def test_pounds_are_no_year(typed, written):
    decided(f"Spend {written}.")
    decided("What was done in the year 2001.")
    assert titles(look(typed)) == [f"Spend {written}."]


@pytest.mark.parametrize("typed", ['"14500 500"', '"1450 0"', "2015", "015500"])
def test_other_figures_are_no_number_to_write_otherwise(typed):
    asked = read_asked(typed)
    assert asked.with_numbers_otherwise() == asked
    assert str(asked) == typed


def test_what_has_the_word_in_its_title_comes_first():
    meeting = meeting_with_minutes()
    first, second = ItemFactory.create_batch(2, meeting=MeetingFactory(), title="Other business")
    decided("Allotments.", item=first)
    decided(f"{'Something long is said here. ' * 20} Allotments too.", item=second)
    assert titles(look("allotments"))[0] == "Allotments."
    assert meeting.pk


def test_what_is_called_so_comes_before_what_speaks_of_it_often():
    words = "Something else is said here. " * 8
    decided(f"{words}Bicycles, bicycles, bicycles, bicycles and bicycles.")
    decided(f"Bicycles. {words * 20}")
    decided(f"{words * 2}Bicycles, bicycles, bicycles, bicycles and bicycles.")
    assert ["Bicycles" in title for title in titles(look("bicycles"))] == [True, False, False]


def test_what_was_looked_for_is_marked_and_everything_else_is_escaped():
    decided("Use <b>bold</b> & volunteers.")
    (row,) = look("volunteer").rows
    assert row.title == "Use &lt;b&gt;bold&lt;/b&gt; &amp; <mark>volunteers</mark>."


def test_a_long_text_is_shown_by_the_passage_that_fits():
    words = "Nothing of interest is said in these words. " * 60
    decided(f"{words} Allotments are mentioned once. {words}")
    (row,) = look("allotment").rows
    assert "<mark>Allotments</mark> are mentioned once" in row.passage
    assert len(row.passage) < 500


def test_results_are_narrowed_to_kind_committee_and_dates():
    board, group = CommitteeFactory(name="Example Board"), CommitteeFactory(name="Example Group")
    old = ItemFactory(meeting=MeetingFactory(committee=board, date=date(2015, 1, 12)), title="Hall")
    new = ItemFactory(meeting=MeetingFactory(committee=group, date=date(2016, 3, 1)), title="Hall")
    decided("Mend the roof at last.", item=old)
    decided("Mend the roof again.", item=new)
    ActionFactory(item=new, text="Mend the roof soon.", published=True)

    def narrowed(**chosen):
        return sorted(titles(look("roof", **chosen)))

    assert narrowed(kind="action") == ["Mend the roof soon."]
    assert narrowed(place=Place.objects.get(name="Example Board").pk) == ["Mend the roof at last."]
    assert narrowed(since=date(2015, 1, 12), until=date(2015, 1, 12)) == ["Mend the roof at last."]
    assert narrowed(since=date(2015, 1, 13)) == ["Mend the roof again.", "Mend the roof soon."]
    assert narrowed(until=date(2015, 1, 11)) == []


# --- Typing mistakes ---------------------------------------------------------


@pytest.mark.parametrize("typed", ["voluntear", "volutneer", "vlounteer", "ovlunteer", "volunteeer", "VOLUNTEAR"])
def test_a_typing_mistake_is_forgiven_and_said(typed):
    decided("Thank every volunteer.")
    found = look(typed)
    assert titles(found) == ["Thank every volunteer."]
    assert str(found.asked) == "volunteer"
    assert str(found.instead_of) == typed.lower()


def test_what_was_typed_can_be_searched_for_all_the_same():
    decided("Thank every volunteer.")
    assert look("voluntear", as_typed=True).count == 0


def test_only_the_wrong_word_is_mended():
    decided("Grants for volunteers.")
    assert str(look("grants voluntears").asked) == "grants volunteers"


def test_the_word_that_most_entries_have_is_meant():
    decided("Mend the hall.")
    decided("Let the hall.")
    decided("Buy a bell.")
    assert str(look("hell").asked) == "hall"


def test_a_word_that_finds_nothing_beside_the_others_is_not_meant():
    for number in range(3):
        decided(f"Trusted partners, number {number}.")
    decided("Write a letter to the trustees.")
    assert look("trustes").count == 3, "it is read as a form of “trust”"
    assert titles(look("trustes letter")) == ["Write a letter to the trustees."]
    assert str(look("trustes lettre").asked) == "trustees letter"
    assert look("trustes xylophone").count == 0


def test_what_is_far_from_every_word_finds_nothing():
    decided("Thank every volunteer.")
    found = look("xylophone")
    assert (found.count, str(found.instead_of)) == (0, "")


# --- Whatever is typed -------------------------------------------------------

ODD = [
    "",
    "   ",
    "'",
    '"',
    '"""',
    '"volunteer',
    "volunteer*",
    "-volunteer",
    "volunteer AND",
    "NOT OR NEAR(",
    "title:volunteer",
    "{title} : (x)",
    "labels : xaofficers",
    "xaofficers",
    "volunteer & | ! <->",
    "a:* | b",
    "\\' \\",
    "%s %% _",
    "😀",
    "é ñ 志愿",
    "the of and",
    "“the of”",
    "\x02volunteer\x03",
    "9" * 200,
    "w " * 100,
    "volunteer'; DROP TABLE search_searchentry; --",
    "(((((",
    "ab" * 1000,
    "…–—",
]


@pytest.mark.parametrize("typed", ODD, ids=range(len(ODD)))
def test_nothing_that_is_typed_breaks_the_search(typed):
    decided("Thank every volunteer.")
    ItemFactory(title="Hidden", confidential=True)
    found = look(typed)
    assert found.count == len(found.rows)
    assert "Hidden" not in titles(found)


def test_a_page_number_beyond_the_last_shows_the_last():
    item = ItemFactory()
    for number in range(25):
        decided(f"Thank volunteer {number}.", item=item)
    found = look("volunteer", page=99)
    assert (found.count, found.number, len(found.rows)) == (25, 2, 5)
    first = look("volunteer", page=1)
    assert not {row.pk for row in first.rows} & {row.pk for row in found.rows}
