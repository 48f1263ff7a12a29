"""Terms are explained where they are used: once in a section, the longest first, whole words only."""

from champions.glossary import Glossary

GLOSSARY = Glossary(["Compact", "Compact Champions", "Full cost recovery"])


def links(text: str, seen=None) -> list[tuple[str, str]]:
    found = GLOSSARY.parts(text, set() if seen is None else seen)
    assert "".join(part["text"] for part in found) == text
    return [(part["text"], part["href"]) for part in found if "href" in part]


def test_the_longest_term_wins_and_keeps_its_own_letters():
    assert links("The Compact champions submit bids on a full cost recovery basis.") == [
        ("Compact champions", "#term-compact-champions"),
        ("full cost recovery", "#term-full-cost-recovery"),
    ]


def test_a_term_is_linked_once_in_a_section():
    seen = set()
    assert links("The Compact is the Compact.", seen) == [("Compact", "#term-compact")]
    assert links("The Compact again.", seen) == []


def test_part_of_a_word_is_no_term():
    assert links("Compactness") == []


def test_addresses_lead_where_they_say_without_the_full_stop():
    assert links("See https://www.example.org/a/b/ or ask ada@example.org.") == [
        ("https://www.example.org/a/b/", "https://www.example.org/a/b/"),
        ("ada@example.org", "mailto:ada@example.org"),
    ]


def test_without_terms_the_text_stays_whole():
    assert Glossary([]).parts("Plain words.", set()) == [{"text": "Plain words."}]
