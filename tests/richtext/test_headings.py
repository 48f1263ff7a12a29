import pytest

from compact_portal.richtext.headings import nest_headings


@pytest.mark.parametrize(
    ("levels", "below", "nested"),
    [
        ([3, 4], 2, [3, 4]),
        ([4], 2, [3]),
        ([3, 3, 4, 3], 3, [4, 4, 5, 4]),
        ([4, 3, 4], 2, [3, 3, 4]),
        ([2, 4, 3, 2], 1, [2, 3, 3, 2]),
        ([3, 2, 3], 1, [2, 2, 3]),
        ([3, 4, 5, 6], 4, [5, 6, 6, 6]),
        ([], 1, []),
    ],
)
def test_headings_follow_each_other_without_a_gap(levels, below, nested):
    html = "".join(f'<h{level} id="x">Heading</h{level}><p>Text</p>' for level in levels)
    assert nest_headings(html, below=below) == "".join(
        f'<h{level} id="x">Heading</h{level}><p>Text</p>' for level in nested
    )
