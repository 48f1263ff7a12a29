from tests.rig.states import State

PAGES = [
    State("front page", "/"),
    State("nothing waiting for you", "/", role="member"),
    State("home of an officer", "/", role="officer"),
    State("accessibility statement", "/accessibility/"),
    State("privacy notice", "/privacy/"),
    State("a page that is not there", "/there-is-no-such-page/", status=404),
    State("a page for others", "/people/", role="member", status=403),
]
