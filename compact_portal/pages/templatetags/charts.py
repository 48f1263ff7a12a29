"""Drawing a chart on a page."""

from django import template

from compact_portal import charts

register = template.Library()


@register.simple_tag
def drawn(chart: charts.Chart) -> str:
    return charts.drawn(chart)
