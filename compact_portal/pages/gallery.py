"""Every component and every kind of answer, in every state, on one page. For those who build the portal."""

from datetime import date, datetime
from types import SimpleNamespace

from django import forms
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import render
from django.utils import timezone

from compact_portal.charts import Bar, Chart, Group
from compact_portal.forms import PortalForm
from compact_portal.forms.fields import DateField, UploadField
from compact_portal.forms.layout import Columns, Section
from compact_portal.richtext.fields import RichTextFormField

SIDES = [("council", "Councillors"), ("voluntary", "Voluntary sector"), ("police", "Police")]

FILLED = {
    "name": "Example Befriending Project",
    "email": "office@example.org",
    "about": "We visit people who live alone.",
    "committee": "1",
    "held": "online",
    "link": "https://example.org/meeting",
    "sides": ["council", "voluntary"],
    "on": date(2026, 12, 2),
    "minutes": "<p>The chair <strong>welcomed</strong> everyone.</p><ul><li>One</li><li>Two</li></ul>",
    "agreed": "on",
}
WRONG = {
    **FILLED,
    "name": "",
    "email": "office at example.org",
    "about": "A" * 201,
    "committee": "9",
    "link": "",
    "sides": [],
    "on_day": "31",
    "on_month": "2",
    "on_year": "2026",
    "minutes": "",
    "agreed": "",
}


class GalleryForm(PortalForm):
    submit = "Save and continue"
    cancel_url = "/gallery/"
    reveals = {"held": {"online": ["link"]}}
    choice_hints = {"held": {"online": "People join by video."}}

    name = forms.CharField(label="Name of the organisation", max_length=100, help_text="As people know it.")
    email = forms.EmailField(label="Email address")
    about = forms.CharField(label="What does it do?", max_length=200, widget=forms.Textarea)
    committee = forms.ChoiceField(label="Committee", choices=[("", "Choose one"), ("1", "Example board")])
    held = forms.ChoiceField(
        label="Where do you meet?", choices=[("room", "In a room"), ("online", "Online")], widget=forms.RadioSelect
    )
    link = forms.URLField(label="Link to the meeting", assume_scheme="https")
    sides = forms.MultipleChoiceField(
        label="Who takes part?", choices=SIDES, widget=forms.CheckboxSelectMultiple, help_text="Choose all that apply."
    )
    on = DateField(label="Date of the meeting", help_text="For example, 12 1 2015.")
    paper = UploadField(label="Paper", kinds=("pdf", "docx"), help_text="A PDF or a Word document, up to 20 MB.")
    password = forms.CharField(label="Password", widget=forms.PasswordInput)
    minutes = RichTextFormField(label="Minutes")
    agreed = forms.BooleanField(label="I have read the privacy notice")
    layout = (
        Section("Your organisation", Columns("name", "email"), "about", "committee"),
        Section("The meeting", "held", "sides", "on", "paper", "minutes"),
        Section("Signing in", "password", "agreed"),
    )


class GalleryFilterForm(PortalForm):
    committee = forms.ChoiceField(label="Committee", choices=[("", "All"), ("1", "Example board")], required=False)
    owner = forms.CharField(label="Who must act?", required=False)


@login_not_required
def gallery(request):
    """`?state=filled` and `?state=wrong` show the form with answers, good and bad."""
    if not settings.DEBUG:
        raise Http404
    state = request.GET.get("state")
    answers = request.POST or (WRONG if state == "wrong" else None)
    form = GalleryForm(answers, request.FILES or None, initial=FILLED if state == "filled" else None)
    return render(request, "pages/gallery.html", {"form": form, **_samples()})


def _samples() -> dict:
    noon = timezone.make_aware(datetime(2026, 11, 20, 12))
    return {
        "filter_form": GalleryFilterForm(auto_id="filter_%s"),
        "colours": ["", "grey", "green", "blue", "red", "orange", "yellow", "purple"],
        "rows": [
            {"key": "Name", "value": "Example Befriending Project", "url": "/gallery/"},
            {"key": "Address", "value": "1 Example Street\nExampleton", "url": "/gallery/"},
            {"key": "Reference", "value": "2026-014"},
            {"key": "Telephone", "value": ""},
        ],
        "tasks": [
            {"title": "Publish the agenda", "url": "/gallery/", "status": "Done"},
            {
                "title": "Take attendance",
                "url": "/gallery/",
                "status": "To do",
                "colour": "blue",
                "hint": "Nine seats",
            },
            {"title": "Approve the minutes", "status": "Cannot start yet"},
        ],
        "crumbs": [("Meetings", "/gallery/"), ("Public and Voluntary Sectors’ Partnership", "/gallery/")],
        "decision": {"number": "4/1", "kind": "Agreed", "text": "The board will set up and oversee a working group."},
        "action": {
            "number": "4/1",
            "owners": "The Chair",
            "due_text": "by Friday 4 December 2026",
            "state": "open",
            "text": "Circulate information about social value to members.",
        },
        "due_rows": [
            _due("Publish the draft minutes", "3 working days late", "Monday 16 November", late=True),
            _due("Publish the agenda", "In 2 working days", "Tuesday 24 November"),
        ],
        "page": Paginator(range(50), 10).page(3),
        "history": [
            SimpleNamespace(what="Minutes published", who="by a partnership officer", at=noon, notes=["Edition 2"]),
            SimpleNamespace(what="Meeting planned", who="by a partnership officer", at=noon, notes=[]),
        ],
        "text": FILLED["minutes"],
        "chart": Chart("gallery", "Asked for and awarded, by round", "Round", tuple(map(_group, (2026, 2025)))),
    }


def _group(year: int) -> Group:
    return Group(f"Example fund, {year}", (Bar(year, "£20,000", "Asked for"), Bar(year / 3, "£7,000", "Awarded")))


def _due(title: str, headline: str, detail: str, *, late: bool = False) -> SimpleNamespace:
    return SimpleNamespace(
        deadline=SimpleNamespace(
            title=title, url="/gallery/", context="Example board, 6 November", responsible=[], how=""
        ),
        words=SimpleNamespace(headline=headline, detail=detail, is_late=late),
    )
