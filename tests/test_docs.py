"""The pages lead to each other and leave out nothing that they promise to list."""

import re
from pathlib import Path

import pytest

import citetrack as ct

TOP = Path(__file__).resolve().parents[1]
PAGES = sorted((TOP / "docs").glob("*.md"))
TEXTS = (TOP / "README.md", TOP / "CHANGELOG.md", *PAGES)


def _links(page: Path) -> list[str]:
    """The targets of the links of *page* outside its examples, those of the web left out."""
    prose = re.sub(r"^```.*?^```$|`[^`\n]*`", "", page.read_text(encoding="utf-8"), flags=re.M | re.S)
    return [link for link in re.findall(r"\]\(([^)\s]+)\)", prose) if not link.startswith("http")]


def _anchors(page: Path) -> set[str]:
    headings = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.M)
    return {re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", TEXTS, ids=lambda page: page.name)
def test_links_lead_to_files_and_headings_that_exist(page: Path) -> None:
    for link in _links(page):
        path, _, anchor = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        assert target.exists(), link
        assert not anchor or anchor in _anchors(target), link


def test_the_readme_leads_to_every_page() -> None:
    linked = {link.partition("#")[0] for link in _links(TOP / "README.md")}
    assert sorted({f"docs/{page.name}" for page in PAGES} - linked) == []


def test_every_data_file_is_listed() -> None:
    listed = (TOP / "docs" / "data.md").read_text(encoding="utf-8")
    files = [file.name for file in (TOP / "citetrack" / "data").iterdir() if file.is_file()]
    assert sorted(name for name in files if f"`{name}`" not in listed) == []


def test_a_term_stands_in_the_glossary_once_in_each_language() -> None:
    terms = re.findall(r"^\*\*(.+?)\*\*.*?\((.+?)\)", (TOP / "docs" / "glossary.md").read_text(encoding="utf-8"), re.M)
    assert len(terms) == len(set(terms))
    assert len({vietnamese for _, vietnamese in terms}) == len(terms)


def test_every_public_name_has_an_example_that_runs() -> None:
    """In its own docstring or on a page; both are run as tests."""
    pages = "\n".join(page.read_text(encoding="utf-8") for page in TEXTS)
    run = "\n".join(re.findall(r"^(?:>>>|\.\.\.) .*$", pages, re.M))
    bare = [name for name in ct.__all__ if ">>>" not in (getattr(ct, name).__doc__ or "")]
    # What needs an extra is run by the tests of that extra.
    assert [name for name in bare if not re.search(rf"\bct\.{name}\b", run)] == ["timeline_picture"]
