"""The frameworks that ship: complete, in three languages, with their licence beside them."""

import pytest

from takwin.frameworks import tree

every_framework = pytest.mark.parametrize("name", tree.ids())


@every_framework
def test_every_item_is_whole(name: str) -> None:
    found = tree.framework(name)
    assert found.id == name
    assert found.redistribution in {"text", "labels", "structure"}
    assert found.status in {"working", "published"}
    assert all([found.version, found.publisher, found.licence, *found.title.values()])
    for code, item in found.items.items():
        assert item.code == code
        assert item.parent is None or item.parent in found.items
        for texts in filter(None, (item.label, item.status, item.description, item.tension)):
            assert list(texts) == ["en", "fr", "ar"]
            assert all(text.strip() == text != "" for text in texts.values())
        assert set(item.status.values()) <= {"official", "working"}
        assert item.source_ref
        assert not item.level or item.level in {level["code"] for level in found.levels}


@every_framework
def test_labels_of_one_parent_differ(name: str) -> None:
    for language in ("en", "fr", "ar"):
        labels = [(item.parent, item.level, item.label[language]) for item in tree.framework(name).items.values()]
        assert len(set(labels)) == len(labels)


@every_framework
def test_links_lead_somewhere(name: str) -> None:
    for link in tree.framework(name).links:
        assert tree.item(link["from"]).name == link["from"]
        assert tree.item(link["to"]).name == link["to"]


@pytest.mark.parametrize(
    ("name", "kind", "count"),
    [
        ("ict-cft", "competence", 18),
        ("digcompedu", "competence", 22),
        ("takwin-values", "value", 10),
        ("framework-law-51-17", "objective", 9),
        ("roadmap-2022-2026", "objective", 3),
        ("roadmap-2022-2026", "commitment", 12),
    ],
)
def test_as_many_as_the_publisher_says(name: str, kind: str, count: int) -> None:
    assert sum(item.kind == kind for item in tree.framework(name).items.values()) == count


def test_moroccan_texts_await_a_comparison_with_the_official_ones() -> None:
    waiting = [name for name in tree.ids() if tree.framework(name).status == "working"]
    assert waiting == ["framework-law-51-17", "roadmap-2022-2026"]
    for name in waiting:
        assert {status for item in tree.framework(name).items.values() for status in item.status.values()} == {
            "working"
        }


def test_levels() -> None:
    assert [level["code"] for level in tree.framework("digcompedu").levels] == ["A1", "A2", "B1", "B2", "C1", "C2"]
    assert [level["code"] for level in tree.framework("ict-cft").levels] == ["KA", "KD", "KC"]


def test_an_item_by_its_name() -> None:
    found = tree.item("ict-cft/KA.6")
    assert found.label["en"] == "Digital Literacy"
    assert (found.status["en"], found.status["ar"]) == ("official", "working")
    assert (found.name, found.uri) == ("ict-cft/KA.6", "/frameworks/ict-cft/KA.6")
    assert tree.framework("ict-cft").uri == "/frameworks/ict-cft"


def test_values_can_be_observed_and_name_their_tension() -> None:
    values = tree.framework("takwin-values").items
    assert all(value.description for value in values.values())
    assert [code for code, value in values.items() if not value.tension] == ["V7"]


@pytest.mark.parametrize("name", ["ict-cft/KA.7", "ict-cft", "nothing/1", "../items/1", "", "ict-cft/KA.6/x"])
def test_what_is_not_there(name: str) -> None:
    with pytest.raises(KeyError):
        tree.item(name)


@pytest.mark.parametrize("name", ["../frameworks", "", "ICT-CFT"])
def test_a_framework_that_is_not_there(name: str) -> None:
    with pytest.raises(KeyError):
        tree.framework(name)


@every_framework
def test_the_licence_stands_beside_the_data(name: str) -> None:
    assert (tree.DATA / name / "LICENCE.md").read_text(encoding="utf-8").strip()
