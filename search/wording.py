"""The synonyms in force, as the engines use them: read again when they may have changed, in every process."""

from __future__ import annotations

import time

from search.models import SynonymGroup
from search.question import Synonyms, build_synonyms

# What the team changes holds in every process within two seconds (the bar), with a second to spare.
REFRESH_SECONDS = 1.0


def read_synonyms() -> Synonyms:
    """Return what holds now, from the database."""
    groups = SynonymGroup.objects.filter(is_active=True)
    return build_synonyms((one.term_list(), one.expansion_list()) for one in groups)


class _Kept:
    synonyms: Synonyms = Synonyms()
    read_at = float("-inf")


def synonyms() -> Synonyms:
    """Return what holds, at most `REFRESH_SECONDS` old."""
    if time.monotonic() - _Kept.read_at > REFRESH_SECONDS:
        _Kept.synonyms, _Kept.read_at = read_synonyms(), time.monotonic()
    return _Kept.synonyms


def forget() -> None:
    """Let the next question read again: this process changed something."""
    _Kept.read_at = float("-inf")
