"""A list as Atom or RSS."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed, SyndicationFeed
from django.utils.html import escape
from django.utils.translation import gettext as _

from portal.public_address import absolute
from search.enums import EntryKind
from search.feeds.reading import FeedReading
from search.labels import sort_label

_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


class _Dated(SyndicationFeed):
    """A feed without an entry is as old as it was: its date never moves by itself."""

    def latest_post_date(self) -> datetime:
        moment: datetime = self.feed["changed_at"]
        return moment


class AtomFeed(_Dated, Atom1Feed):
    pass


class RssFeed(_Dated, Rss201rev2Feed):
    pass


SHAPES: dict[str, type[SyndicationFeed]] = {"atom": AtomFeed, "rss": RssFeed}


def write_news(reading: FeedReading, *, shape: str, own_address: str) -> bytes:
    """Return the feed; what an entry must say wherever it appears, it says here too."""
    site = settings.WAGTAIL_SITE_NAME
    feed = SHAPES[shape](
        title=plain(f"{reading.title} · {site}"),
        link=absolute(reading.address),
        description=plain(" ".join([_("What is new on the portal."), *reading.messages])),
        subtitle=plain(" ".join(reading.messages)) or None,
        language=settings.LANGUAGE_CODE,
        author_name=site,
        feed_url=absolute(own_address),
        changed_at=reading.changed_at,
    )
    for entry in reading.entries:
        feed.add_item(
            title=plain(marked(entry.title, is_demo=entry.is_demo)),
            link=absolute(entry.address),
            description=_paragraphs(entry),
            unique_id=f"urn:uuid:{entry.key}",
            unique_id_is_permalink=False,
            pubdate=entry.published_at,
            updateddate=entry.changed_at,
            author_name=site,
            categories=[plain(kind_words(entry))],
        )
    text: str = feed.writeString("utf-8")
    return text.encode()


def marked(title: str, *, is_demo: bool) -> str:
    """Return a title that says of an invented example that it is one."""
    return _("Example – %(title)s") % {"title": title} if is_demo else title


def kind_words(entry: Any) -> str:
    """Say what an entry is, as precisely as it is known."""
    return sort_label(entry.kind, str(entry.card.get("sort", ""))) or str(EntryKind(entry.kind).label)


def plain(text: str) -> str:
    """Return the text without what XML cannot hold."""
    return _NOT_XML.sub(" ", text)


def _paragraphs(entry: Any) -> str:
    """Return the entry's words as HTML, which is what readers take a description for."""
    parts = [entry.disclaimer, entry.summary]
    return "".join(f"<p>{escape(plain(part))}</p>" for part in parts if part)
