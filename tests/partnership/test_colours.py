import pytest
from django.core.exceptions import ValidationError

from compact_portal.partnership.colours import contrast_with_white, shades, validate_brand_colour


def test_contrast_runs_from_one_to_twenty_one():
    assert contrast_with_white("#ffffff") == pytest.approx(1)
    assert contrast_with_white("#000000") == pytest.approx(21)


def test_the_lightest_grey_that_passes_and_the_first_that_fails():
    validate_brand_colour("#767676")
    with pytest.raises(ValidationError) as refused:
        validate_brand_colour("#777777")

    assert refused.value.messages == [
        (
            "Choose a darker colour. White text on #777777 has a contrast of 4.48 to 1; "
            "people need at least 4.5 to 1 to read it"
        )
    ]


@pytest.mark.parametrize("wrong", ["0f5257", "#0f525", "teal", "#0f5257;}", "#gggggg", "#0f5257\n"])
def test_a_colour_that_is_none_is_refused_with_an_example(wrong):
    with pytest.raises(ValidationError) as refused:
        validate_brand_colour(wrong)

    assert refused.value.messages == ["Enter the colour as # and six digits or letters a to f, like #0f5257"]


def test_the_shades_lie_between_the_brand_and_white_or_black():
    assert shades("#0f5257") == {
        "brand": "#0f5257",
        "brand-tint": "#eef3f3",
        "brand-line": "#b9cdce",
        "brand-dark": "#0a393d",
    }
