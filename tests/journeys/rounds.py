"""What a funder, a group and an assessor do in a funding round, step by step; a journey puts them together."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta

from django.utils import timezone
from playwright.sync_api import expect

from compact_portal.dates import add_working_days
from funding.models import Application, Award, Round
from tests.journeys.hands import Keyboard
from tests.journeys.parties import Party

WHY = "The money has to be spent before April."
WORDS = "A lunch club on Tuesdays, cooked by neighbours."
WANT, AMOUNT = "What do you want to do?", "How much do you ask for?"


def of(name: str) -> Application:
    return Application.objects.get(organisation__name=name)


def its_day_comes(round_: Round, name: str) -> None:
    """The browser's clock is the machine's, so the dates of the round come to it, all of them by as much: until the
    one called `name` is today, or was just now."""
    there, now = Round.objects.get(pk=round_.pk), timezone.now()
    day = getattr(there, name)
    by = now - day if isinstance(day, datetime) else timezone.localdate(now) - day
    for each in ("opens_at", "closes_at", "decided_on", "announced_on"):
        setattr(there, each, getattr(there, each) + by)
    there.save()


def when_the_round_is_drafted_with_too_little_time(fay: Party, funder) -> None:
    fay.comes_in(funder.user)
    fay.hands.open("/funding/")
    fay.hands.activate(fay.page.get_by_role("button", name="Start a round"))
    fay.hands.fill("Which programme is it part of?", "Community Fund")
    fay.hands.fill("What is this round called?", "Community Fund 2027")
    fay.hands.choose("Nothing: I write all of it", of="What do you begin with")
    fay.hands.press("Continue")
    fay.hands.follow("What it is for")
    fay.hands.fill("What is the money for?", "Lunch clubs and gardens.")
    fay.hands.fill("Who can apply?", "Voluntary groups of the borough.")
    fay.hands.press("Save and continue")
    fay.hands.choose("Open grant", of="What kind of round is it")
    fay.hands.fill("Why this kind?", "Groups know best what is needed.")
    fay.hands.fill("For how many years does it fund? (optional)", "2")
    fay.hands.press("Save and continue")
    fay.hands.fill("Lot 1: how much money is there?", "£80,000")
    fay.hands.press("Save and continue")
    set_the_days(fay)
    set_the_criteria(fay)
    set_the_questions(fay)
    fay.hands.follow("Back")
    fay.hands.follow("The Compact check")
    fay.is_at("The Compact check")


def set_the_days(fay: Party) -> None:
    """Too few to apply."""
    opens = timezone.localdate() + timedelta(days=1)
    closes = add_working_days(opens, 12)
    days = {"opens_on": opens, "closes_on": closes}
    days |= {"decided_on": closes + timedelta(days=30), "announced_on": closes + timedelta(days=37)}
    for name, day in days.items():
        fay.hands.fill_day(name, day)
    fay.hands.fill("Who decides?", "A panel of three")
    fay.hands.press("Save and continue")


def set_the_criteria(fay: Party) -> None:
    fay.is_at("How applications are judged")
    fay.hands.fill("Criterion 1", "What changes for people")
    fay.hands.fill("Criterion 1: how much does it count, in per cent?", "90")
    fay.hands.fill("Criterion 2 (optional)", "Social value")
    fay.hands.fill("Criterion 2: how much does it count, in per cent? (optional)", "10")
    tick(fay, "Criterion 2 is about social value")
    fay.hands.press("Save and continue")


def tick(fay: Party, label: str) -> None:
    box = fay.page.get_by_label(label)
    if isinstance(fay.hands, Keyboard):
        fay.hands.reach(box)
        fay.page.keyboard.press("Space")
    else:
        box.check()


def set_the_questions(fay: Party) -> None:
    fay.is_at("The application form")
    for words, kind in ((WANT, "A few words"), (AMOUNT, "An amount in pounds")):
        fay.hands.activate(fay.page.get_by_role("button", name="Add a question"))
        fay.hands.fill("What do you ask?", words)
        fay.hands.choose(kind, of="What kind of answer is it")
        fay.hands.press("Save the question")
        fay.sees(words)


def then_the_check_does_not_take_yes_for_an_answer(fay: Party) -> None:
    fay.hands.follow("Time to apply")
    fay.sees("Applicants have 12 working days. 6 weeks are 30 working days, without bank holidays.")
    fay.hands.choose("Yes, this round keeps it", of="Your answer")
    fay.hands.press("Save and continue")
    fay.sees("There is a problem")
    fay.sees("Change that, or say publicly why.")


def when_the_exception_is_explained_and_the_rest_is_answered(fay: Party) -> None:
    fay.hands.choose("No, and we say publicly why", of="Your answer")
    fay.hands.fill("How, or why not? (optional)", WHY)
    fay.hands.press("Save and continue")
    for _ in range(14):
        fay.hands.choose("Yes, this round keeps it", of="Your answer")
        if fay.page.get_by_label("How, or why not?", exact=True).count():
            fay.hands.fill("How, or why not?", "Six groups read the draft and changed it.")
        fay.hands.press("Save and continue")
    fay.is_at("The Compact check")
    fay.sees("All are answered.")


def when_it_is_published(fay: Party) -> None:
    fay.hands.follow("Back")
    fay.hands.activate(fay.page.get_by_role("button", name="Look at it and publish it"))
    fay.sees(WHY)
    fay.hands.press("Publish it")
    expect(fay.page.get_by_text("The round is published.")).to_be_visible()


def when_a_group_begins(gia: Party, group, round_: Round) -> None:
    """Ends at the questions."""
    gia.comes_in(group.user)
    gia.hands.open("/funding/")
    gia.hands.follow(round_.title)
    gia.hands.activate(gia.page.get_by_role("button", name="Apply"))
    gia.sees("Nobody else reads them before the round closes.")
    gia.hands.press("Start")


def when_it_answers(gia: Party, words: str, amount: str) -> None:
    gia.hands.follow(WANT)
    gia.hands.fill(WANT, words)
    gia.hands.press("Save and continue")
    gia.hands.fill(AMOUNT, amount)
    gia.hands.press("Save and continue")


def when_it_asks_another_to_apply_with_it(gia: Party, partner: str, *, share: str, words: str) -> None:
    """From the questions."""
    gia.hands.follow("Apply together with others")
    gia.hands.activate(gia.page.get_by_role("button", name="Apply together with others"))
    gia.hands.choose("In per cent", of="How do you share the money")
    gia.hands.fill("What do you agree on?", words)
    gia.hands.press("Save and continue")
    gia.hands.activate(gia.page.get_by_role("button", name="Add an organisation"))
    gia.hands.choose("Yes", of="Is it on this site")
    gia.hands.select("Which organisation?", partner)
    gia.hands.fill("How much of the money is for it, in per cent?", share)
    gia.hands.press("Save")
    gia.sees(f"{partner} has not agreed yet.")


def when_the_other_agrees(pia: Party, partner, lead: str, *, words: str) -> None:
    pia.comes_in(partner.user)
    pia.hands.open("/funding/")
    pia.hands.activate(pia.page.get_by_role("link", name=f"Application of {lead}"))
    pia.hands.follow("Read what you agree on, and agree")
    pia.sees(words)
    pia.hands.press("We agree to this and to the shares")
    expect(pia.page.get_by_text("You have agreed.")).to_be_visible()


def when_it_is_sent(gia: Party, name: str) -> None:
    gia.hands.open(of(name).get_absolute_url())
    gia.hands.activate(gia.page.get_by_role("button", name="Check it and send it"))
    gia.hands.press("Send it")
    expect(gia.page.get_by_text("Your application is sent.")).to_be_visible()


def when_the_assessment_begins(fay: Party, round_: Round, people: Iterable) -> None:
    """By the funder, who is signed in; `people` are users."""
    fay.hands.open(f"{round_.get_absolute_url()}applications/")
    fay.hands.follow("Assessors")
    for person in people:
        fay.hands.fill("Email address of somebody who is to assess", person.email)
        fay.hands.press("Add this person")
        expect(fay.page.get_by_text("They are added, and told by email.")).to_be_visible()
    fay.hands.follow("Applications")
    fay.hands.activate(fay.page.get_by_role("button", name="Start the assessment"))
    fay.hands.fill_day("marks_due", add_working_days(timezone.localdate(), 5))
    fay.hands.press("Start the assessment")
    fay.sees("The assessment has begun.")


def when_somebody_declares(party: Party, user, round_: Round, nothing_with: Iterable[str], close_to: str = "") -> None:
    """`nothing_with` and `close_to` are names of organisations that applied."""
    party.comes_in(user)
    party.hands.open(round_.get_absolute_url())
    party.hands.follow("Assess the applications")
    party.hands.activate(party.page.get_by_role("button", name="Say whom you have to do with"))
    for name in sorted([*nothing_with, *([close_to] if close_to else [])]):
        level = "An interest: I will not assess it" if name == close_to else "Nothing"
        party.hands.choose(level, of=f"What do you have to do with {name}?")
    party.hands.press("Save")
    if close_to:
        party.sees("Say what it is, in a few words.")
        party.hands.fill(f"What is it, with {close_to}? (optional)", "My sister works there.")
        party.hands.press("Save")
    party.sees("Thank you. You can read the applications from which you do not stand aside.")


def then_who_stands_aside_does_not_find_it(cat: Party, round_: Round, name: str) -> None:
    cat.hands.open(f"{round_.get_absolute_url()}assessment/")
    cat.sees("You stand aside from 1 application.")
    cat.hands.open(of(name).url("marks"))
    cat.is_at("Page not found")


def when_somebody_marks(party: Party, name: str, marks: tuple[int, ...], round_: Round) -> None:
    """And locks it."""
    application = of(name)
    party.hands.open(f"{round_.get_absolute_url()}assessment/")
    party.hands.follow(f"{application.called}: {application.organisation}")
    for criterion, mark in zip(application.lot.criteria.all(), marks, strict=True):
        party.hands.fill(f"Mark for {criterion}, from 0 to 5", str(mark))
        party.hands.fill(f"Why this mark for {criterion}?", "As it says.")
    party.hands.press("Save the marks")
    party.sees("Your marks are saved. Nobody else sees them before you lock them.")
    party.hands.press("Save and lock my marks")
    party.sees("Your marks are locked.")


def when_they_agree_on_a_mark(ann: Party, name: str) -> None:
    """On 4 for the first criterion, where they gave 5 and 2."""
    ann.hands.open(of(name).url("all-marks"))
    ann.sees("Far apart: talk about it")
    criterion = of(name).lot.criteria.first()
    ann.hands.follow(f"Agree on another mark for {criterion}")
    ann.hands.fill(f"Mark for {criterion}, from 0 to 5", "4")
    ann.hands.fill("Why this mark?", "We read the budget together.")
    ann.hands.fill("Who was there?", "Ann, Ben")
    ann.hands.press("Save the agreed mark")
    ann.sees("Total: 80 of 100")


def when_it_is_recommended(fay: Party, round_: Round, awarded: Mapping[str, str], refused: Iterable[str]) -> None:
    """`awarded` has the amount for each name, as it is typed."""
    fay.hands.open(f"{round_.get_absolute_url()}assessment/")
    fay.hands.press("The marks are agreed")
    fay.hands.activate(fay.page.get_by_role("button", name="Recommend"))
    said = [(of(name).called, "Award it", amount, "It reaches many.") for name, amount in awarded.items()]
    said += [(of(name).called, "Do not award it", "", "Others reach more.") for name in refused]
    for called, verdict, amount, reason in sorted(said):
        fay.hands.choose(verdict, of=f"{called}: what is to happen?")
        if amount:
            fay.hands.fill(f"{called}: how much?", amount)
        fay.hands.fill(f"{called}: why?", reason)
    fay.hands.press("Recommend this")


def when_the_decision_is_written_down(fay: Party) -> None:
    fay.hands.activate(fay.page.get_by_role("button", name="Write down the decision"))
    fay.hands.fill("Who decided?", "Cabinet")
    fay.hands.fill_day("decided_on", timezone.localdate())
    fay.hands.fill("Where is it written down?", "Cabinet, minute 45")
    fay.hands.press("Save the decision")


def when_it_is_announced(fay: Party, round_: Round) -> None:
    fay.hands.open(f"{round_.get_absolute_url()}assessment/")
    fay.hands.activate(fay.page.get_by_role("button", name="Announce the decision"))
    fay.hands.press("Announce it")
    fay.sees("It is announced. Everyone who applied is told.")


def when_the_award_is_accepted(gia: Party, name: str, *, amount: str) -> None:
    """By somebody who is signed in."""
    gia.hands.open(of(name).get_absolute_url())
    gia.sees(f"You are offered {amount}.")
    gia.hands.follow("The award")
    gia.hands.activate(gia.page.get_by_role("button", name="Accept or decline it"))
    gia.hands.choose("Yes", of="Do you accept it?")
    gia.hands.press("Send the answer")
    gia.sees("Accepted")


def when_it_is_paid_in_advance(fay: Party, award: Award, *, amount: str) -> None:
    """All of it."""
    fay.hands.open(award.get_absolute_url())
    fay.hands.follow("Write down how it is paid")
    fay.hands.select("Payment 1: when does it come?", "In advance")
    fay.hands.fill("Payment 1: how much?", amount)
    fay.hands.fill_day("due_1", today())
    fay.hands.press("Save the payments")
    fay.hands.follow("It was paid (payment 1)")
    fay.hands.fill_day("paid_on", today())
    fay.hands.press("It was paid")
    fay.sees(f"Paid so far: {amount} of {amount}.")


def today() -> date:
    return timezone.localdate()


def when_it_reports(gia: Party, award: Award, *, spent: str) -> None:
    gia.hands.open(award.get_absolute_url())
    gia.hands.activate(gia.page.get_by_role("link", name="Short note at the end"))
    gia.hands.activate(gia.page.get_by_role("button", name="Write it"))
    gia.hands.fill("What happened?", "The lunch club met on forty Tuesdays.")
    gia.hands.fill("How much was spent?", spent)
    gia.hands.fill("Who benefited?", "Sixty neighbours.")
    gia.hands.fill("What did you learn?", "Soup is what people come for.")
    gia.hands.press("Save the draft")
    gia.hands.activate(gia.page.get_by_role("button", name="Check it and send it"))
    gia.sees("Sixty neighbours.")
    gia.hands.press("Send it")
    expect(gia.page.get_by_text("Your report is sent.")).to_be_visible()


def when_the_report_is_accepted(fay: Party, award: Award) -> None:
    fay.hands.open(award.get_absolute_url())
    fay.hands.activate(fay.page.get_by_role("link", name="Short note at the end"))
    fay.sees("Soup is what people come for.")
    fay.hands.activate(fay.page.get_by_role("button", name="Answer it"))
    fay.hands.choose("We accept it: nothing more is needed", of="What do you say to it")
    fay.hands.press("Send the answer")
    expect(fay.page.get_by_text("Your answer is sent.")).to_be_visible()


def then_an_award_is_listed(someone, organisation: str, amount: str) -> None:
    """On the page of all awards."""
    award = someone.page.get_by_role("row").filter(has_text=organisation)
    expect(award.get_by_role("cell").nth(1)).to_have_text(amount)
