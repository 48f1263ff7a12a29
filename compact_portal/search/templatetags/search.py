"""What a page of results says."""

from datetime import date

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from compact_portal.search.backends.asking import Match
from compact_portal.search.choices import Audience
from compact_portal.wording import short_date

register = template.Library()

OFFICERS_ONLY = mark_safe(' <strong class="govuk-tag govuk-tag--grey">Officers only</strong>')


@register.simple_tag
def results_in_words(found) -> str:
    """1 result, 12 results, the 500 latest of many."""
    if found.is_cut_off:
        return f"{found.count} results, the latest of many"
    return f"{found.count} result" if found.count == 1 else f"{found.count} results"


@register.simple_tag
def result(row: Match, kinds: dict[str, str]) -> SafeString:
    """One thing that was found: of which kind, what, why it fits, where and when."""
    return format_html(
        '<li class="p-results__row"><p class="p-results__kind">{}{}</p>'
        '<h3 class="govuk-heading-s"><a class="govuk-link" href="{}">{}</a></h3>{}'
        '<p class="p-results__where">{}</p></li>',
        kinds.get(row.kind, ""),
        OFFICERS_ONLY if row.audience == Audience.OFFICERS else "",
        row.url,
        row.title,
        format_html('<p class="govuk-body">{}</p>', row.passage) if row.passage else "",
        format_html_join(", ", "{}", ([said] for said in (row.where, _when(row.day)) if said)),
    )


def _when(day: date | None) -> SafeString | str:
    return format_html('<time datetime="{}">{}</time>', day.isoformat(), short_date(day)) if day else ""
