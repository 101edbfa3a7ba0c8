"""Rich text: what an editor may write in it, and what a reader gets, whoever filled it."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.functional import cached_property

from wagtail import blocks
from wagtail.rich_text import RichText, expand_db_html
from wagtail.whitelist import Whitelister, allow_without_attributes, attribute_rule, check_url

from portal.glossary import explain, matcher_of, read_terms

INLINE = ["bold", "italic", "link", "document-link"]
FLOWING = [*INLINE, "ul", "ol"]

# What Draftail stores. Text that holds nothing else needs no cleaning: most requests stop at this pattern.
KNOWN = re.compile(
    r"""(?: [^<]
          | < /? (?:p|b|strong|i|em|ul|ol|li) (?:\ data-block-key="[\w-]*")? >
          | <br\ ?/?>
          | <a (?:\ linktype="(?:page|document)" | \ id="\d+" | \ href="(?:https?:|mailto:|tel:|/|\#)[^"<>]*")* >
          | </a>
        )*""",
    re.VERBOSE,
)
BETWEEN = "<!--between-->"


class ProseWhitelister(Whitelister):
    """Keeps the elements of the editor's tools, and no attribute but a link's."""

    element_rules = {
        "[document]": allow_without_attributes,
        "a": attribute_rule({"href": check_url, "linktype": True, "id": True}),
        **dict.fromkeys(("b", "br", "em", "i", "li", "ol", "p", "strong", "ul"), allow_without_attributes),
    }


def clean_prose(source: str) -> str:
    """Return rich text without anything that the editor's tools cannot make: a loader or a script may hold more."""
    if KNOWN.fullmatch(source):
        return source
    return str(ProseWhitelister().clean(source))


class Prose(RichText):
    """Rich text that is cleaned when it is shown, and whose links may have been found with those of its neighbours."""

    def __init__(self, source: str | None) -> None:
        super().__init__(source)
        self.shown: str | None = None

    # As RichText's own: a value is compared, never kept in a set.
    __hash__ = None  # type: ignore[assignment]  # Python's own way to say unhashable

    def __html__(self) -> str:
        return expand_db_html(self.cleaned) if self.shown is None else self.shown

    def __eq__(self, other: object) -> bool:
        return isinstance(other, RichText) and self.source == other.source

    @cached_property
    def cleaned(self) -> str:
        return clean_prose(self.source)


class ProseBlock(blocks.RichTextBlock):
    """A text with the few tools that pages need."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("features", INLINE)
        super().__init__(*args, **kwargs)

    def to_python(self, value: Any) -> Prose:
        return Prose(value)

    def normalize(self, value: Any) -> Prose:
        if isinstance(value, Prose):
            return value
        return Prose(value.source if isinstance(value, RichText) else str(value or ""))

    def value_from_form(self, value: Any) -> Prose:
        return Prose(clean_prose(value or ""))


def proses_in(value: Any) -> Iterable[Prose]:
    """Yield the rich texts of a block's value, however deep."""
    if isinstance(value, Prose):
        yield value
    elif isinstance(value, blocks.StructValue):
        for inner in value.values():
            yield from proses_in(inner)
    elif isinstance(value, blocks.list_block.ListValue):
        for inner in value:
            yield from proses_in(inner)


def explain_terms(values: Iterable[Any], context: Mapping[str, Any]) -> None:
    """Explain the terms of the glossary in rich texts whose links were found: each once a page, on the public site."""
    request: Any = context.get("request")
    at = getattr(request, "at", None)
    proses = [prose for value in values for prose in proses_in(value) if prose.shown]
    if at is None or not proses:
        return
    matcher = matcher_of(tuple(term for term in read_terms(at) if term.url.partition("#")[0] != request.path))
    seen: set[str] = request.__dict__.setdefault("explained_terms", set())
    for prose in proses:
        prose.shown = explain(prose.shown or "", matcher, seen)


def find_links_together(values: Iterable[Any]) -> None:
    """Find the pages and documents that all these rich texts link to, by one query a kind of link."""
    proses = [prose for value in values for prose in proses_in(value) if prose.shown is None]
    if not proses:
        return
    shown = expand_db_html(BETWEEN.join(prose.cleaned for prose in proses)).split(BETWEEN)
    for prose, text in zip(proses, shown, strict=True):
        prose.shown = text
