"""Who a session belongs to."""

from allauth.account.auth_backends import AuthenticationBackend
from django.db.models import QuerySet

from compact_portal.people.models import User
from compact_portal.written import written


@written
def user_with_person(pk: int) -> QuerySet[User]:
    return User.objects.select_related("person").filter(pk=pk)


class SignInBackend(AuthenticationBackend):
    """Reads the person with the user: every page shows their name. What they may do, the rules alone say."""

    def get_user(self, user_id) -> User | None:
        user = next(iter(user_with_person(int(user_id))), None)
        return user if user and self.user_can_authenticate(user) else None

    def has_perm(self, user_obj, perm, obj=None) -> bool:
        """Not for Django's table of permissions to answer, which is empty here: two queries saved."""
        return False
