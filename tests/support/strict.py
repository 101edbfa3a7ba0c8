"""A test client that refuses public HTML which a strict policy, or a careful reader, would refuse."""

import re
from collections import Counter
from typing import Any

import html5lib
from bs4 import BeautifulSoup, Tag

from django.http import HttpResponse
from django.test import Client

from portal.settings import env

DATA_BLOCKS = {"application/json", "application/ld+json"}
UNRENDERED = re.compile(r"\{\{|\}\}|\{%|%\}|\{#|#\}")
PHRASE_IN_CODE = {"script", "style", "textarea", "code", "pre"}


class LooseHtml(AssertionError):
    """Raised with every fault of one answer."""


def _scripts(soup: BeautifulSoup) -> list[str]:
    faults = []
    for script in soup.find_all("script"):
        kind = str(script.get("type", "")).lower()
        if kind == "importmap":
            faults.append("an import map")
        if not script.get("src") and kind not in DATA_BLOCKS:
            faults.append(f"an inline script: {script.get_text()[:80]!r}")
        if kind in DATA_BLOCKS and "<" in script.get_text():
            faults.append("an unescaped data block")
    return faults


def _attributes(element: Tag) -> list[str]:
    faults = []
    for name in element.attrs:
        lower = name.lower()
        if lower == "style":
            faults.append(f"a style attribute on <{element.name}>")
        elif lower.startswith("on"):
            faults.append(f"the handler {lower} on <{element.name}>")
    if str(element.get("href", "")).strip().lower().startswith("javascript:"):
        faults.append("a javascript: address")
    if element.name == "img" and "alt" not in element.attrs:
        faults.append(f"a picture without alt: {element.get('src')}")
    return faults


def faults_of(html: str) -> list[str]:
    """Return what a strict reader refuses in a page or a fragment of HTML."""
    return _faults_in(BeautifulSoup(html, "html.parser"))


def _faults_in(soup: BeautifulSoup) -> list[str]:
    faults = _scripts(soup)
    if soup.find("style"):
        faults.append("a style element")
    for element in soup.find_all(True):
        faults.extend(_attributes(element))
    ids = Counter(str(element["id"]) for element in soup.find_all(id=True))
    faults.extend(f"the id {name!r} {count} times" for name, count in ids.items() if count > 1)
    for text in soup.find_all(string=UNRENDERED):
        if text.parent is not None and text.parent.name not in PHRASE_IN_CODE:
            faults.append(f"an unrendered tag: {str(text).strip()[:80]!r}")
    return faults


def page_faults_of(html: str) -> list[str]:
    """Return the faults of a whole page, its grammar and its one h1 included."""
    soup = BeautifulSoup(html, "html.parser")
    faults = _faults_in(soup)
    headings = soup.find_all("h1")
    if len(headings) != 1:
        faults.append(f"{len(headings)} h1 headings")
    if soup.html is None or soup.html.get("lang") != "fr":
        faults.append("no language on <html>")
    if not soup.title or not soup.title.get_text(strip=True):
        faults.append("no title")
    parser = html5lib.HTMLParser()
    parser.parse(html)
    faults.extend(f"HTML: {code} at {position}" for position, code, _data in parser.errors if code in GRAMMAR)
    return faults


# The parser's remarks that change what a reader gets; html5lib does not know every newer attribute or element.
GRAMMAR = {
    "unexpected-end-tag",
    "unexpected-end-tag-implies-table-voodoo",
    "end-tag-too-early",
    "expected-closing-tag-but-got-eof",
    "unexpected-start-tag-implies-end-tag",
    "unexpected-cell-end-tag",
    "duplicate-attribute",
    "invalid-character-in-attribute-name",
    "adoption-agency-1.1",
}


class StrictClient(Client):
    """Django's client; every public HTML answer goes through `page_faults_of` (a fragment through `faults_of`)."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._parsed: Counter[str] = Counter()

    def _is_parsed_whole(self, response: Any, path: str) -> bool:
        """The full parser takes a tenth of a second: of a client's answers, three of each template go through it."""
        template = str(getattr(response, "template_name", None) or path)
        self._parsed[template] += 1
        return self._parsed[template] <= 3 or env.text("TLN_TEST_SIZE") == "long"

    def request(self, **request: Any) -> HttpResponse:
        response: Any = super().request(**request)
        path = request.get("PATH_INFO", "")
        if not response.get("Content-Type", "").startswith("text/html") or path.startswith("/admin/"):
            return response
        if response.headers.get("Content-Encoding") or not response.content.strip():
            return response
        content = response.content.decode()
        is_page = "<html" in content and self._is_parsed_whole(response, path)
        faults = page_faults_of(content) if is_page else faults_of(content)
        if faults:
            raise LooseHtml(f"{path}: " + "; ".join(faults))
        return response
