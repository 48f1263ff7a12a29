from compact_portal.richtext.sanitise import sanitise
from compact_portal.richtext.tables import describe_tables


def test_a_first_row_of_headers_becomes_the_head_of_its_columns():
    html = sanitise("<table><tbody><tr><th>Fund</th><th>Budget</th></tr><tr><td>A</td><td>£5</td></tr></tbody></table>")
    assert describe_tables(html) == (
        '<table><thead><tr><th scope="col">Fund</th><th scope="col">Budget</th></tr></thead>'
        "<tbody><tr><td>A</td><td>£5</td></tr></tbody></table>"
    )


def test_a_header_beside_cells_heads_its_row_and_an_empty_corner_heads_nothing():
    html = sanitise("<table><tr><th></th><th colspan='2'>2026</th></tr><tr><th>A</th><td>1</td><td>2</td></tr></table>")
    assert describe_tables(html) == (
        '<table><thead><tr><td></td><th scope="col" colspan="2">2026</th></tr></thead>'
        '<tbody><tr><th scope="row">A</th><td>1</td><td>2</td></tr></tbody></table>'
    )


def test_a_table_without_headers_is_a_layout():
    html = sanitise("<table><tbody><tr><td>A</td><td>B</td></tr></tbody></table>")
    assert describe_tables(html) == (
        '<div class="p-layout-table"><div class="p-layout-tbody"><div class="p-layout-tr">'
        '<div class="p-layout-td">A</div><div class="p-layout-td">B</div></div></div></div>'
    )


def test_text_around_a_table_stays():
    assert describe_tables("<p>Before</p><table><tr><td>A</td></tr></table><p>After</p>") == (
        '<p>Before</p><div class="p-layout-table"><div class="p-layout-tr"><div class="p-layout-td">A</div></div></div>'
        "<p>After</p>"
    )


def test_a_table_described_twice_stays_as_it_is():
    once = describe_tables(sanitise("<table><tr><th>Fund</th></tr><tr><td>A</td></tr></table>"))
    assert describe_tables(sanitise(once)) == once
