"""What somebody typed while their sign-in ran out, offered back."""

from django.conf import settings

from tests.factories.people import PASSWORD
from tests.rig.states import State, submit

known = {}


def typing(user) -> str:
    known["email"] = user.email
    return "/meetings/committees/new/"


def run_out_and_sign_in_again(page) -> None:
    page.locator("[name=name]").fill("Example Board for everyone")
    page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    submit(page)
    page.locator("[name=login]").fill(known["email"])
    page.locator("[name=password]").fill(PASSWORD)
    submit(page)


PAGES = [State("what was typed is kept", typing, role="officer", act=run_out_and_sign_in_again)]
