"""Terms of the glossary, explained where they stand in rich text: the first time on a page, and nothing else changes.

An upper room registers where the terms come from (`register_terms`). The matcher is compiled once for a list of terms;
the list is kept in the cache, dropped when something is published, and read again each minute by other processes.

A term is found in any of these forms: each of its words may take the mark of the plural (s, x, aux), apostrophes and
spaces of any kind are the same, and a letter in capitals must stand where the glossary has it (DPE is not “dpe”), but
for the first letter of an ordinary word. Initials with two meanings (APA) are left alone: only their words are found.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import cast

from django.core.cache import cache
from django.db import transaction
from django.utils.html import escape, format_html
from django.utils.translation import gettext as _

KEY = "portal.glossary"
SECONDS = 60  # other processes see a change within this time

# A tag, whatever stands between the quotes of its attributes; a comment.
TAG = re.compile(r"(<!--.*?-->|<(?:[^<>\"']|\"[^\"]*\"|'[^']*')*>)", re.DOTALL)
NAME = re.compile(r"</?([a-zA-Z][\w-]*)")
# Inside these, words are left as they are: a link stays a link, a title a title, a quotation a quotation.
CLOSED = frozenset(
    {"a", "abbr", "blockquote", "button", "cite", "code", "figcaption", "h1", "h2", "h3", "h4", "h5", "h6", "pre"}
    | {"script", "style", "summary", "svg", "textarea"}
)
INITIALS = re.compile(r"^(?P<short>[A-ZÀ-Ý][\w’']*)\s*\((?P<long>[^()]+)\)$")


@dataclass(frozen=True, slots=True)
class Term:
    """A term of the glossary, what it means, and where it stands there."""

    slug: str
    term: str
    definition: str
    url: str


TermSource = Callable[[datetime], Iterable[Term]]
_sources: list[TermSource] = []


def register_terms(source: TermSource) -> None:
    """Let an upper app give terms that everybody may read; called from its `AppConfig.ready`."""
    if source not in _sources:
        _sources.append(source)


def forget_terms() -> None:
    """Drop the kept terms, now and again after the commit: another process may have read them meanwhile."""
    cache.delete(KEY)
    transaction.on_commit(lambda: cache.delete(KEY))


def read_terms(at: datetime) -> tuple[Term, ...]:
    """Return the terms of the glossary, from the cache or their sources."""
    minute = at.replace(second=0, microsecond=0)
    kept = cache.get(KEY)
    if kept is not None and kept[0] == minute:
        return cast(tuple[Term, ...], kept[1])
    terms = tuple(term for source in _sources for term in source(at))
    cache.set(KEY, (minute, terms), SECONDS)
    return terms


def forms_of(term: str) -> list[str]:
    """Return the words by which a text may name a term: “Alliance, coalition” has two, initials too."""
    found = INITIALS.match(term.strip())
    if found:
        return [found["short"], found["long"].strip()]
    parts = [part.strip() for part in term.split(",") if part.strip()]
    return parts if len(parts) == 1 else [part[:1].lower() + part[1:] for part in parts]


@dataclass(frozen=True, slots=True)
class Matcher:
    """A compiled pattern of all forms, and the pattern of each with its term, the longest form first."""

    pattern: re.Pattern[str] | None
    forms: tuple[tuple[re.Pattern[str], Term], ...]

    def find(self, text: str) -> Iterator[tuple[re.Match[str], Term]]:
        """Yield the terms that a text without tags names, in order."""
        if self.pattern is None:
            return
        # Groups would tell which form it is, and make each word of the text four times as dear.
        for found in self.pattern.finditer(text):
            yield found, next(term for form, term in self.forms if form.fullmatch(found[0]))


@lru_cache(maxsize=8)
def matcher_of(terms: tuple[Term, ...]) -> Matcher:
    """Return the matcher of a list of terms; the longest form wins where two begin at the same letter."""
    forms = [(form, term) for term in terms for form in forms_of(term.term)]
    shared = Counter(form for form, _term in forms)
    forms = [(form, term) for form, term in forms if shared[form] == 1 and len(form) > 1]
    if not forms:
        return Matcher(None, ())
    forms.sort(key=lambda row: -len(row[0]))
    patterns = [(_pattern(form), term) for form, term in forms]
    # Neither inside a word nor inside an entity: “&amp;” holds no “amp”.
    whole = re.compile(rf"(?<![\w&#])(?:{'|'.join(pattern for pattern, _term in patterns)})(?![\w;])")
    return Matcher(whole, tuple((re.compile(pattern), term) for pattern, term in patterns))


def _pattern(form: str) -> str:
    return r"[\s\u00a0\u202f]+".join(_word(word, is_first=place == 0) for place, word in enumerate(form.split()))


def _word(word: str, *, is_first: bool) -> str:
    """Return the pattern of a word in the singular and the plural."""
    source = re.escape(escape(word).replace("&#x27;", "’")).replace("’", "(?:’|'|&#x27;|&#39;)")
    is_plain = word.islower() or word[1:].islower()
    if is_first and is_plain and len(word) > 1 and word[0].isupper():
        source = f"[{word[0]}{word[0].lower()}]{source[1:]}"
    if not word[-1].isalpha() or len(word) < 3 or not is_plain or word[-1] in "sxz":
        return source
    if word.endswith("al"):
        return f"{source[:-2]}(?:als?|aux)"
    return f"{source}[sx]?"


def explain(html: str, matcher: Matcher, seen: set[str]) -> str:
    """Return rich text with each term that `seen` does not hold explained where it first stands; `seen` grows."""
    if matcher.pattern is None or not html:
        return html
    parts, closed = [], 0
    for place, part in enumerate(TAG.split(html)):
        if place % 2:
            closed = max(closed + _step(part), 0)
            parts.append(part)
        else:
            parts.append(part if closed or not part else _explain_text(part, matcher, seen))
    return "".join(parts)


def _step(tag: str) -> int:
    """Return how a tag changes the number of closed elements around: 1, 0 or -1."""
    name = NAME.match(tag)
    if not name or name[1].lower() not in CLOSED or tag.endswith("/>"):
        return 0
    return -1 if tag.startswith("</") else 1


def _explain_text(text: str, matcher: Matcher, seen: set[str]) -> str:
    parts, end = [], 0
    for found, term in matcher.find(text):
        if term.slug in seen:
            continue
        seen.add(term.slug)
        parts += [text[end : found.start()], _marked(found[0], term)]
        end = found.end()
    return "".join([*parts, text[end:]])


def _marked(words: str, term: Term) -> str:
    """Return the words, and the button that opens their explanation, without any script, before the explanation itself.

    A button cannot break over two lines and its label can: the eye and the pointer get the label, the keyboard and the
    ear the button. `words` comes from HTML and goes back as it was.
    """
    slug = escape(term.slug)
    return (
        f'<button type="button" class="term-open" id="voir-{slug}" popovertarget="mot-{slug}" aria-label="{words}">'
        f'</button><label class="term-word" for="voir-{slug}" aria-hidden="true">{words}</label>'
        + format_html(
            '<span class="term-note" id="mot-{}" popover role="note" aria-label="{}">'
            '<span class="term-title">{}</span><span class="term-text">{}</span>'
            '<a class="term-link" href="{}">{}</a></span>',
            term.slug,
            term.term,
            term.term,
            term.definition,
            term.url,
            _("In the glossary"),
        )
    )
