"""Every form class of the project, and how to make one with answers."""

import inspect
import pkgutil
from collections.abc import Iterator
from datetime import date
from importlib import import_module

from django import forms
from django.apps import apps
from django.utils import timezone
from django.utils.datastructures import MultiValueDict

from champions.models import Clause, Section, Signatory
from compact_portal.forms.fields import DateField
from compact_portal.people.models import Organisation, User
from disputes.models import Procedure
from funding.compact_check import COMMITMENTS
from funding.models import (
    Application,
    Award,
    Concern,
    Consortium,
    Criterion,
    FormQuestion,
    Lot,
    PassQuestion,
    Report,
)
from funding.services.assessors import Applicant
from tests.factories.disputes import champions, drafted, heard, moment, two_sides
from tests.factories.funding import a_funder, published_round
from tests.factories.meetings import AttendanceFactory, MeetingFactory
from tests.factories.old_minutes import read_in
from tests.factories.people import PersonFactory, UserFactory
from tests.test_architecture import OURS

#: What forms are made with beside their answers, by the name of the argument.
ARGUMENTS = {
    "committee": lambda: MeetingFactory().committee,
    "meeting": lambda: MeetingFactory(),
    "line": lambda: AttendanceFactory(),
    "differs": lambda: True,
    "old_line": lambda: read_in().lines.first(),
    "may_be": lambda: [PersonFactory()],
    "dispute": lambda: champions() and drafted(two_sides(), now=moment(date(2026, 11, 2))),
    "funders": lambda: Organisation.objects.filter(pk=a_funder().organisation.pk),
    "latest": lambda: date(2026, 12, 30),
    "has_opened": lambda: False,
    "has_two_stages": lambda: True,
    "lots": Lot.objects.none,
    "organisations": lambda: Organisation.objects.filter(pk=a_funder().organisation.pk),
    "question": lambda: FormQuestion(kind="long", text="What do you want to do?", most_words=20),
    "user": lambda: UserFactory(),
    "applications": lambda: [Application(pk=1, number=1, lot=Lot(pk=1, budget=1_000_00))],
    "agreed": lambda: None,
    "titles": lambda: {1: "Application 1"},
    "since": lambda: {1: ""},
    "put_off": lambda: None,
    "award": lambda: Award(pk=1),
    "asked": lambda: COMMITMENTS["design"],
    "earlier": Report.objects.none,
    "report": lambda: Report(kind="note", award=Award(pk=1, amount=1_00, answered_at=timezone.now())),
    "concern": lambda: Concern(pk=1, award=Award(pk=1, answered_at=timezone.now())),
    "today": timezone.localdate,
    "applicants": lambda: [Applicant(1, "Example Choir", "1")],
    "assessment": lambda: None,
    "assessor": lambda: published_round(a_funder(), on=date(2026, 11, 2)).assessors.create(
        user=UserFactory(), added_at=timezone.now()
    ),
    "consortium": lambda: Consortium(shares_in="per-cent"),
    "criteria": lambda: [Criterion(pk=1, title="Social value", weight=100)],
    "criterion": lambda: Criterion(pk=1, title="Social value", weight=100),
    "questions": lambda: [PassQuestion(pk=1, text="Do you work in the borough?")],
    "said": dict,
    "candidates": lambda: Clause.objects.all(),
    "known": dict,
    "numbers": set,
    "procedure": lambda: Procedure.objects.in_use().first(),
    "panel": lambda: list(heard(two_sides(), champions(), on=timezone.localdate()).panel.select_related("person")),
    "parts": list,
    "side": lambda: "raising",
    "signatories": Signatory.objects.by_name,
    "members": User.objects.none,
    "sections": Section.objects.all,
}


def form_classes() -> list[type[forms.BaseForm]]:
    """Those that pages make themselves. What allauth makes, with arguments of its own, is looked at as pages."""
    rooms = [config for config in apps.get_app_configs() if config.name.partition(".")[0] in OURS]
    for module in (name for config in rooms for name in _modules(config.name)):
        import_module(module)
    ours = tuple(f"{config.name}." for config in rooms)
    return sorted(
        {
            form
            for form in _below(forms.BaseForm)
            if form.__module__.startswith(ours)
            and not any(base.__module__.startswith("allauth") for base in form.__mro__)
        },
        key=lambda form: (form.__module__, form.__qualname__),
    )


def make(form: type[forms.BaseForm], answers: dict | None) -> forms.BaseForm:
    """Raises KeyError for an argument that is not in ARGUMENTS: say there how to make it."""
    given = {name: ARGUMENTS[name]() for name in _needed(form)}
    return form(_many(answers), None if answers is None else {}, **given)


def impossible_answers(form: forms.BaseForm) -> dict:
    """An answer that cannot be right to each question that has wrong answers; nothing to the others."""
    answers = {}
    for name, field in form.fields.items():
        answers |= _impossible(form.add_prefix(name), field)
    return answers


def _impossible(name: str, field: forms.Field) -> dict:
    if isinstance(field, DateField):
        return {f"{name}_day": "31", f"{name}_month": "2", f"{name}_year": "2015"}
    if isinstance(field, forms.MultipleChoiceField | forms.ModelMultipleChoiceField):
        return {name: ["nothing of the kind"]}
    if isinstance(field, forms.EmailField | forms.IntegerField | forms.ChoiceField | forms.ModelChoiceField):
        return {name: "nothing of the kind"}
    if isinstance(field, forms.CharField) and field.max_length:
        return {name: "long " * field.max_length}
    return {}


def _many(answers: dict | None) -> MultiValueDict | None:
    if answers is None:
        return None
    return MultiValueDict({name: value if isinstance(value, list) else [value] for name, value in answers.items()})


def _modules(app: str) -> Iterator[str]:
    package = import_module(app)
    for module in pkgutil.walk_packages(package.__path__, f"{app}."):
        if "migrations" not in module.name and "forms" in module.name:
            yield module.name


def _below(cls: type) -> Iterator[type]:
    for sub in cls.__subclasses__():
        yield sub
        yield from _below(sub)


def _needed(form: type) -> set[str]:
    """The keyword arguments without a default that the classes of a form add to Django's own."""
    return {
        name
        for cls in form.__mro__
        if "__init__" in vars(cls)
        for name, parameter in inspect.signature(cls.__init__).parameters.items()
        if parameter.kind is parameter.KEYWORD_ONLY and parameter.default is parameter.empty
    }
