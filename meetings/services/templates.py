"""Agenda templates: standing items, written as plain lines."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from compact_portal.access.gate import require
from compact_portal.audit.services import record
from meetings.choices import ItemKind
from meetings.models import AgendaTemplate, AgendaTemplateItem

#: Words by which a line of a template is known to be a standing item.
STANDING = (
    ("welcome", ItemKind.WELCOME),
    ("apologies", ItemKind.APOLOGIES),
    ("declarations", ItemKind.DECLARATIONS),
    ("minutes of the last", ItemKind.PREVIOUS_MINUTES),
    ("accuracy", ItemKind.ACCURACY),
    ("matters arising", ItemKind.MATTERS_ARISING),
    ("work plan", ItemKind.WORK_PLAN),
    ("any other business", ItemKind.ANY_OTHER_BUSINESS),
)


def kind_of(title: str) -> str:
    found = (kind for words, kind in STANDING if title.lower().startswith(words))
    return next(found, ItemKind.ORDINARY)


@transaction.atomic
def save_template(
    template: AgendaTemplate | None, *, name: str, lines: list[str], committee=None, by, now: datetime
) -> AgendaTemplate:
    """Make a template, or change one: `lines` are titles; one that starts with "-" is a sub-item.

    Raises ValidationError for a name that another template has: nobody could tell them apart where they are chosen.
    """
    require(by, "meetings.run_meetings")
    template = template or AgendaTemplate(committee=committee)
    if AgendaTemplate.objects.filter(name__iexact=name).exclude(pk=template.pk).exists():
        raise ValidationError({"name": f"There is a template called {name} already. Choose another name."})
    template.name = name
    template.save()
    template.items.all().delete()
    AgendaTemplateItem.objects.bulk_create(
        AgendaTemplateItem(
            template=template,
            position=position,
            level=2 if line.startswith("-") else 1,
            title=title,
            kind=kind_of(title),
        )
        for position, line in enumerate(lines, start=1)
        if (title := line.lstrip("- "))
    )
    record(template, "saved", by=by, at=now, name=name)
    return template


def as_lines(template: AgendaTemplate) -> str:
    return "\n".join(f"{'- ' if item.level == 2 else ''}{item.title}" for item in template.items.all())
