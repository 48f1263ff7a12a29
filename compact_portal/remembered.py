"""What is read once for a request, however many places ask for it."""

from collections.abc import Callable
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps

#: Answers by question, since `remembering` began; None outside of it.
_known: ContextVar[dict | None] = ContextVar("known", default=None)


@contextmanager
def remembering():
    """Within this, what is `once_per_request` is found once. Never longer than a request: others may save."""
    token = _known.set({})
    try:
        yield
    finally:
        _known.reset(token)


def remembered(get_response: Callable) -> Callable:
    """Middleware: each request begins with nothing known and leaves nothing behind."""

    def answer(request):
        with remembering():
            return get_response(request)

    return answer


def once_per_request(find: Callable) -> Callable:
    """Keep what `find` returned for these arguments until the request ends; outside of one, find it each time."""

    @wraps(find)
    def answer(*args):
        known = _known.get()
        if known is None:
            return find(*args)
        if (find, args) not in known:
            known[find, args] = find(*args)
        return known[find, args]

    return answer


def forget() -> None:
    """What was read is no longer true: this request changed it."""
    if (known := _known.get()) is not None:
        known.clear()
