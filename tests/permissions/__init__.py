"""Who gets what at every address: hand-written tables, held against the portal by tests/test_permissions.py.

To add an address, add a row to `ROWS` in tests/permissions/<app>.py:

    Row("meetings:plan", get="in 403 403 200 403 403 403 in", post="in 403 403 200 403 403 403 in"),
    Row("meetings:item", args=lambda world: [world.item.pk], get="200 200 …", post="in 405 …"),

The eight answers stand in the order of ROLES:  anonymous  group A  group B  officer  champion  councillor
administrator  deactivated.  An answer is a status code, or `in` for "asked to sign in".

    args   the address's arguments, from the world below (default: none)
    data   what is posted (default: nothing, so that a form comes back with its errors: 200)
    get, post   the answers; an address may have several rows, for objects that different people see

What a row needs to exist is made by a function `make(world)` in the same file; it may use what tests/permissions/
people.py made before. An address without a row fails the test; so does a row without an address.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from types import SimpleNamespace

ROLES = ("anonymous", "group_a", "group_b", "officer", "champion", "councillor", "administrator", "deactivated")

#: Answers many addresses share.
SIGNED_IN = "in 200 200 200 200 200 200 in"
EVERYBODY = "200 200 200 200 200 200 200 200"
NOT_ALLOWED = "405 405 405 405 405 405 405 405"
GO_ON = "302 302 302 302 302 302 302 302"
SIGNED_IN_GO_ON = "in 302 302 302 302 302 302 in"
SIGNED_IN_NOT_ALLOWED = "in 405 405 405 405 405 405 in"


class World(SimpleNamespace):
    """What the rows' addresses are about. Each app's `make` adds its own."""


@dataclass(frozen=True)
class Row:
    name: str
    get: str
    post: str
    args: Callable[[World], list] = lambda world: []
    data: dict = field(default_factory=dict)

    def answers(self, method: str) -> str:
        return {"get": self.get, "post": self.post}[method]
