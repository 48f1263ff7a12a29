from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from compact_portal.partnership.logos import MOST_BYTES, read_logo


def picture(kind, size=(20, 10), mode="RGB"):
    out = BytesIO()
    Image.new(mode, size).save(out, kind)
    return out.getvalue()


def refusal(content):
    with pytest.raises(ValidationError) as refused:
        read_logo(SimpleUploadedFile("logo.png", content, content_type="image/png"))
    return refused.value.messages


@pytest.mark.parametrize(("kind", "content_type"), [("PNG", "image/png"), ("JPEG", "image/jpeg")])
def test_a_picture_is_what_its_bytes_say_whatever_its_name(kind, content_type):
    content = picture(kind)

    logo = read_logo(SimpleUploadedFile("logo.gif", content, content_type="image/gif"))

    assert (logo.content, logo.content_type) == (content, content_type)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"%PDF-1.7",
        b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
        picture("GIF"),
        picture("PNG")[:50],
    ],
    ids=["empty", "pdf", "svg", "gif", "cut off"],
)
def test_anything_else_is_refused_with_what_is_wanted(content):
    assert refusal(content) == ["The logo must be a PNG or JPG picture. This file is something else, or it is damaged"]


def test_a_logo_that_is_too_heavy_is_refused_before_it_is_read():
    assert refusal(b"x" * (MOST_BYTES + 1)) == ["The logo must be smaller than 500 KB. Make it smaller and try again"]


def test_a_logo_with_too_many_pixels_is_refused():
    assert refusal(picture("PNG", (4001, 2))) == ["The logo must be at most 4000 pixels wide and high"]
    assert len(refusal(picture("PNG", (12000, 9000), mode="1"))) == 1
