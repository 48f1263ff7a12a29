"""Changing the disputes procedure."""

from tests.rig.states import State, submit


def with_errors(page) -> None:
    page.locator("#id_title_1").fill("")
    page.locator("#id_before").fill("soon")
    submit(page)


PAGES = [
    State("disputes procedure", "/disputes/procedure/", role="officer"),
    State("change the procedure", "/disputes/procedure/change/", role="officer"),
    State("change the procedure, with errors", "/disputes/procedure/change/", role="officer", act=with_errors),
    State("change the procedure: check", "/disputes/procedure/change/", role="officer", act=submit),
]
