"""What an address names, for those who may see it: everyone else gets what a wrong address gets."""

from django.http import Http404
from django.shortcuts import get_object_or_404

from champions.models import CompactVersion
from champions.queries.compact import version_at
from champions.services.compact import WrongState

WRITE = "champions.write_compact"


def visible_version(request, slug: str) -> CompactVersion:
    """The version at an address, or Http404 for whom it is not public yet."""
    version = next(iter(version_at(slug)), None)
    if version is None or not request.user.has_perm("champions.view_compact", version):
        raise Http404
    return version


def found_version(request, slug: str, *args, **kwargs) -> CompactVersion:
    """A version officers work on. Whoever has not signed in is asked to: this asks nothing of them yet."""
    if request.user.is_authenticated and not request.user.has_perm(WRITE):
        raise Http404
    return get_object_or_404(CompactVersion.objects.select_related("follows"), slug=slug)


def found_draft(request, slug: str, *args, **kwargs) -> CompactVersion:
    """A version whose words may still be changed. Raises WrongState, which a page of its own explains."""
    version = found_version(request, slug)
    if request.user.is_authenticated and not version.is_editable:
        raise WrongState(version, "Change the words")
    return version
