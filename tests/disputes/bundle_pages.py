"""The bundle for the meeting, from the first time it is asked for to a page that reads like the PDF."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from compact_portal.publishing.choices import PublicationState
from disputes.models import Bundle
from disputes.services import bundles, files
from tests.disputes.pages import dispute, settled
from tests.disputes.test_bundles import picture, word_file
from tests.factories.disputes import bundled
from tests.rig.states import State


def add_files(made, sides) -> None:
    for name, content in (("letter.docx", word_file("Dear Council", "We write.")), ("hall.png", picture())):
        files.share_file(made, upload=SimpleUploadedFile(name, content), by=sides.raiser, now=timezone.now())


def asked_for(made, sides) -> None:
    add_files(made, sides)
    bundle = bundles.ask_for_bundle(made, by=sides.raiser, now=timezone.now())
    Bundle.objects.filter(pk=bundle.pk).update(attempts=1, files_to_read=2, files_read=1)


def not_made(made, sides) -> None:
    bundles.ask_for_bundle(made, by=sides.raiser, now=timezone.now())
    made.bundles.update(state=PublicationState.FAILED)


def is_made(made, sides) -> None:
    add_files(made, sides)
    bundled(made, by=sides.raiser, now=timezone.now())


def happened_since(made, sides) -> None:
    is_made(made, sides)
    settled(made, sides)


def page_of_it(user) -> str:
    return f"{dispute('bundle', then=is_made)(user)}1/"


PAGES = [
    State("bundle: none yet", dispute("bundle"), role="member"),
    State("bundle: being made", dispute("bundle", then=asked_for), role="member"),
    State("bundle: could not be made", dispute("bundle", then=not_made), role="member"),
    State("bundle: made", dispute("bundle", then=is_made), role="member"),
    State("bundle: something happened since", dispute("bundle", then=happened_since), role="member"),
    State("bundle, as a page", page_of_it, role="member"),
]
