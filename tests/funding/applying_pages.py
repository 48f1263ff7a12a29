"""A choice, a file and a table of costs, as an applicant, a funder and everyone see them."""

from datetime import timedelta

from django.utils import timezone

from funding.models import FormAnswer
from funding.services import applications
from tests.factories.funding import a_funder, answer_everything, applied, asking_everything, kept
from tests.rig.states import State, submit


def asking(user):
    return asking_everything(a_funder(), on=timezone.localdate() - timedelta(days=2))


def public(user) -> str:
    return asking(user).get_absolute_url()


def of_an_applicant(page: str = "application", *, kind: str = "", is_answered: bool = True):
    """A draft; at the question of a kind, if one is named."""

    def path(user) -> str:
        membership, round_ = user.memberships.get(), asking(user)
        made = applied(round_, membership, now=timezone.now())
        if is_answered:
            answer_everything(made, membership, now=timezone.now(), named="Example")
        return made.url(page, *([round_.questions.get(kind=kind).pk] if kind else []))

    return path


def form(user) -> str:
    return f"{public(user)}form/"


def sent(page: str):
    """By somebody who keeps a copy."""

    def path(user) -> str:
        membership = user.memberships.get()
        begun = applied(asking(user), membership, now=timezone.now())
        made = answer_everything(begun, membership, now=timezone.now())
        applications.submit_application(made, seen=made.revision, by=user, now=timezone.now())
        return made.url(page)

    return path


def asked_before(user) -> str:
    """The same was asked, and answered, in a round before."""
    membership, on, now = user.memberships.get(), timezone.localdate() - timedelta(days=2), timezone.now()
    before = asking_everything(a_funder(), on=on, title="Neighbours 2026")
    made = answer_everything(applied(before, membership, now=now), membership, now=now)
    applications.submit_application(made, seen=made.revision, by=user, now=now)
    again = applied(asking(user), membership, now=now, words="A choir.")
    return again.url("answer", again.round.questions.first().pk)


def paste_nonsense(page) -> None:
    page.get_by_label("What does it cost? (optional)").fill("Cook\t£1,200\nHall\tto be agreed")
    submit(page)


def documents(page: str = "", *, are_kept: bool = True):
    """Accounts, and an insurance that was good until yesterday."""

    def path(user) -> str:
        membership, now = user.memberships.get(), timezone.now()
        if are_kept:
            kept(membership, "Accounts", now=now)
            kept(membership, "Insurance", now=now - timedelta(days=30), good_until=(now - timedelta(days=1)).date())
        return f"/funding/organisations/{membership.organisation.slug}/documents/{page}"

    return path


def file_with_documents(user) -> str:
    kept(user.memberships.get(), "Accounts", now=timezone.now())
    return of_an_applicant("answer", kind="file", is_answered=False)(user)


PAGES = [
    State("documents of an organisation", documents(), role="lead"),
    State("documents of an organisation, none yet", documents(are_kept=False), role="lead"),
    State("keep a document", documents("keep/"), role="lead"),
    State("keep a document, with errors", documents("keep/"), role="lead", act=submit),
    State("application: a file, with documents to choose", file_with_documents, role="lead"),
    State("application: a file, nothing chosen", file_with_documents, role="lead", act=submit),
    State("application: asked before", asked_before, role="lead"),
    State(
        "application: an earlier answer in the box",
        lambda user: f"{asked_before(user)}?earlier={FormAnswer.objects.order_by('pk').first().pk}",
        role="lead",
    ),
    State("round: the form to print", form),
    State("application: sent, with everything", sent("application"), role="lead"),
    State("application: a copy of what was sent", sent("copy"), role="lead"),
    State("application: the PDF is being made", sent("copy-pdf"), role="lead", status=202),
    State("round: asks for a choice, a file and costs", public),
    State("application: remove the draft", of_an_applicant("application-discard"), role="lead"),
    State("application: check a choice, a file and costs", of_an_applicant("send"), role="lead"),
    *(
        State(
            f"application: {kind}{'' if is_answered else ', not answered'}",
            of_an_applicant("answer", **given),
            role="lead",
        )
        for kind in ("choice", "file", "cost-table")
        for is_answered in (True, False)
        for given in [{"kind": kind, "is_answered": is_answered}]
    ),
    State(
        "application: costs, with errors",
        of_an_applicant("answer", kind="cost-table", is_answered=False),
        role="lead",
        act=paste_nonsense,
    ),
]
