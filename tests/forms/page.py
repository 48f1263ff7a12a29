"""The HTML of a page, as a test of the error contract reads it."""

from html.parser import HTMLParser

from django.contrib.auth.models import AnonymousUser
from django.template import engines
from django.test import RequestFactory

PAGE = """{% extends "base.html" %}{% load crispy_forms_tags %}
{% block title %}A page{% endblock %}
{% block content %}<h1>A page</h1>{% crispy form %}{% endblock %}"""

FOCUSABLE = {"input", "select", "textarea", "button"}
WITHOUT_END = {"input", "br", "link", "meta", "img", "hr", "path", "rect"}


def draw(form) -> "Page":
    """A page whose template says no more than `{% crispy form %}`."""
    request = RequestFactory().get("/a-page/")
    request.user = AnonymousUser()
    return Page(engines["django"].from_string(PAGE).render({"form": form}, request))


class Page(HTMLParser):
    """title; ids: tag of each id; texts: text inside each id; links: (href, text) in the error summary."""

    def __init__(self, html: str):
        super().__init__()
        self.html = html
        self.title = ""
        self.ids: dict[str, tuple[str, dict]] = {}
        self.texts: dict[str, str] = {}
        self.summary: list[tuple[str, str]] = []
        self.described: list[str] = []
        self.repeated_ids: list[str] = []
        self._open: list[tuple[str, dict]] = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if "id" in attrs:
            if attrs["id"] in self.ids:
                self.repeated_ids.append(attrs["id"])
            self.ids[attrs["id"]] = (tag, attrs)
            self.texts[attrs["id"]] = ""
        self.described += (attrs.get("aria-describedby") or "").split()
        if tag not in WITHOUT_END:
            self._open.append((tag, attrs))
        if tag in {"a", "li"} and self._in_summary():
            self.summary.append((attrs.get("href", ""), ""))

    def handle_endtag(self, tag):
        while self._open and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data):
        if self._open and self._open[-1][0] == "title":
            self.title += data
        for _, attrs in self._open:
            if "id" in attrs:
                self.texts[attrs["id"]] += data
        if self._in_summary() and self.summary and data.strip() and self._open[-1][0] in {"a", "li"}:
            self.summary[-1] = (self.summary[-1][0], data.strip())

    @property
    def summary_lines(self) -> list[tuple[str, str]]:
        """(where the link leads, what it says); "" for a line that leads nowhere."""
        return [line for line in self.summary if line[1]]

    def is_focusable(self, id_: str) -> bool:
        tag, attrs = self.ids.get(id_, ("", {}))
        return tag in FOCUSABLE and "disabled" not in attrs and attrs.get("type") != "hidden"

    def _in_summary(self) -> bool:
        return any("govuk-error-summary__list" in attrs.get("class", "") for _, attrs in self._open)
