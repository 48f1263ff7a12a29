"""Tables that stand as lists on a narrow screen: each cell knows the heading of its column."""

import pytest
from django.template import Context, Template

from tests.factories.champions import AdoptionFactory
from tests.rig.browser import NARROW, WIDE

TABLE = """{% load tables %}{% wide_table name %}<table><thead><tr><th scope="col">Who</th>
<th scope="col"><a href="?sort=due">By when</a></th><th scope="col">“State”, "now"</th></tr></thead>
<tbody>{% for who in people %}<tr><td class="c">{{ who }}</td><td>
  {% if late %}<strong>Late</strong>{% endif %}
</td><td>Open</td></tr>{% endfor %}</tbody></table>{% endwide_table %}"""


def drawn(**context) -> str:
    return Template(TABLE).render(Context({"name": "Actions", "people": ["Ada", "<b>Bob</b>"]} | context))


def test_a_cell_says_the_heading_of_its_column():
    html = drawn(late=True)
    assert html.startswith('<div class="p-scroll" role="region" aria-label="Actions" tabindex="0"><table>')
    assert html.count('<td data-label="Who" class="c">') == 2
    assert '<td data-label="By when">\n  <strong>Late</strong>\n</td>' in html
    assert '<td data-label="“State”, &quot;now&quot;">Open</td>' in html


def test_an_empty_cell_says_nothing_and_moves_no_other():
    html = drawn()
    assert "By when</a></th>" in html
    assert 'data-label="By when"' not in html
    assert html.count("<td>") == 2
    assert html.count("Open</td>") == 2


def test_words_stay_words():
    html = drawn(name='"><script>')
    assert "&lt;b&gt;Bob&lt;/b&gt;" in html
    assert "<script>" not in html


@pytest.mark.browser
def test_a_table_is_one_to_a_screen_reader_however_narrow(visit, page, transactional_db):
    """Styles that lay rows out as lists must not take the table away from those who hear it."""
    adoption = AdoptionFactory(evident=True)
    heard = []
    for width, height in (WIDE, NARROW):
        page.set_viewport_size({"width": width, "height": height})
        visit(f"{adoption.version.get_absolute_url()}adoption/")
        heard.append(roles_in(page))
    assert heard[0] == heard[1] == {"table": 1, "row": 2, "columnheader": 5, "cell": 5}


def roles_in(page) -> dict[str, int]:
    session = page.context.new_cdp_session(page)
    nodes = session.send("Accessibility.getFullAXTree")["nodes"]
    session.detach()
    roles = [node["role"]["value"] for node in nodes if not node["ignored"]]
    return {role: roles.count(role) for role in ("table", "row", "columnheader", "cell")}
