"""The feed of all that is new: articles, events and calls."""

from django.utils.translation import gettext_lazy as _

from search.enums import EntryKind
from search.feeds.registry import FeedList, register_feed
from search.filters import KIND, WORDS

EVERYTHING = "tout"
NEWS = (EntryKind.ARTICLE, EntryKind.EVENT, EntryKind.CALL)
FIELDS = (WORDS, KIND, "theme", "territory", "coalition", "association", "project", "start", "end")


def connect() -> None:
    """Register the feed; called once, when the app is ready."""
    register_feed(FeedList(name=EVERYTHING, title=_("News of the portal"), kinds=NEWS, fields=FIELDS))
