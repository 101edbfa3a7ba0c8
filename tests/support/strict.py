"""A test client that refuses public HTML which a strict policy, or a careful reader, would refuse."""

import re
from collections import Counter
from hashlib import sha256
from html.parser import HTMLParser
from typing import Any

import html5lib

from django.http import HttpResponse
from django.test import Client

from portal.settings import env

DATA_BLOCKS = {"application/json", "application/ld+json"}
UNRENDERED = re.compile(r"\{\{|\}\}|\{%|%\}|\{#|#\}")
PHRASE_IN_CODE = {"script", "style", "textarea", "code", "pre"}
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}


# Fingerprints of what was read without a fault: the suite asks for many a page again, and gets the same.
_READ: set[tuple[str, bool]] = set()


class LooseHtml(AssertionError):
    """Raised with every fault of one answer."""


class _Reading(HTMLParser):
    """What one pass over the HTML finds; no tree, as the suite reads thousands of pages."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.faults: list[str] = []
        self.ids: Counter[str] = Counter()
        self.headings = 0
        self.language = ""
        self.title = ""
        self._open: list[str] = []
        self._data_block = False
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        held = {name: value or "" for name, value in attrs}
        self.faults += _attributes(tag, held)
        if "id" in held:
            self.ids[held["id"]] += 1
        if tag == "script":
            self._script(held)
        elif tag == "style":
            self.faults.append("a style element")
        elif tag == "html":
            self.language = held.get("lang", "")
        self.headings += tag == "h1"
        if tag not in VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self._open.pop()

    def handle_endtag(self, tag: str) -> None:
        if tag in self._open:
            while self._open.pop() != tag:
                pass

    def handle_data(self, data: str) -> None:
        inside = self._open[-1] if self._open else ""
        if inside == "script":
            self._script_text(data)
        elif inside == "title" and self._open[-2:] == ["head", "title"]:
            self.title += data
        if inside not in PHRASE_IN_CODE and UNRENDERED.search(data):
            self.faults.append(f"an unrendered tag: {data.strip()[:80]!r}")

    def handle_comment(self, data: str) -> None:
        if UNRENDERED.search(data):
            self.faults.append(f"an unrendered tag: {data.strip()[:80]!r}")

    def _script(self, held: dict[str, str]) -> None:
        kind = held.get("type", "").lower()
        self._data_block = kind in DATA_BLOCKS
        if kind == "importmap":
            self.faults.append("an import map")
        if not held.get("src") and not self._data_block:
            self.faults.append(f"an inline script at line {self.getpos()[0]}")

    def _script_text(self, data: str) -> None:
        if self._data_block and "<" in data:
            self.faults.append("an unescaped data block")


def _attributes(tag: str, held: dict[str, str]) -> list[str]:
    faults = []
    for name in held:
        if name == "style":
            faults.append(f"a style attribute on <{tag}>")
        elif name.startswith("on"):
            faults.append(f"the handler {name} on <{tag}>")
    if held.get("href", "").strip().lower().startswith("javascript:"):
        faults.append("a javascript: address")
    if tag == "img" and "alt" not in held:
        faults.append(f"a picture without alt: {held.get('src')}")
    return faults


def _faults_in(reading: _Reading) -> list[str]:
    twice = [f"the id {name!r} {count} times" for name, count in reading.ids.items() if count > 1]
    return [*reading.faults, *twice]


def faults_of(html: str) -> list[str]:
    """Return what a strict reader refuses in a page or a fragment of HTML."""
    return _faults_in(_Reading(html))


def page_faults_of(html: str) -> list[str]:
    """Return the faults of a whole page, its grammar and its one h1 included."""
    reading = _Reading(html)
    faults = _faults_in(reading)
    if reading.headings != 1:
        faults.append(f"{reading.headings} h1 headings")
    if reading.language != "fr":
        faults.append("no language on <html>")
    if not reading.title.strip():
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
        key = (sha256(response.content).hexdigest(), is_page)
        if key in _READ:
            return response
        faults = page_faults_of(content) if is_page else faults_of(content)
        if faults:
            raise LooseHtml(f"{path}: " + "; ".join(faults))
        _READ.add(key)
        return response
