"""The one gate. Invisible is answered like missing (404); visible but forbidden is refused (403)."""

from collections.abc import Callable
from functools import wraps

import rules
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied


def require(user, permission: str, obj=None) -> None:
    """Raise PermissionDenied unless `user` has `permission` on `obj`.

    Services call this too, so that a rule holds whichever door was used. A permission nobody defined is a
    mistake in the code, not a refusal: LookupError.
    """
    if not rules.perm_exists(permission):
        raise LookupError(f"No rule defines the permission {permission!r}")
    if not user.has_perm(permission, obj):
        raise PermissionDenied(permission)


def permission_required(permission: str, fn: Callable | None = None):
    """Let a view run only for those who have `permission` on what `fn(request, *args, **kwargs)` finds.

    `fn` raises Http404 for what this person may not see, before the permission is asked about. Someone who has
    not signed in is asked to, rather than refused: they may turn out to have the permission.
    """

    def decorate(view):
        @wraps(view)
        def gated(request, *args, **kwargs):
            found = fn(request, *args, **kwargs) if fn else None
            try:
                require(request.user, permission, found)
            except PermissionDenied:
                if request.user.is_authenticated:
                    raise
                return redirect_to_login(request.get_full_path())
            return view(request, *args, **kwargs)

        return gated

    return decorate
