"""Who is reading: the one value that every gate of the public site asks.

A reader's audiences are tokens that content carries too (DESIGN decision 3): `public`, `signed-in`, `group:<id>`,
`team`, and those that upper apps register with `register_audiences`.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser, PermissionsMixin

PUBLIC = "public"
SIGNED_IN = "signed-in"
TEAM = "team"

AudienceSource = Callable[[Any, datetime], Iterable[str]]
_sources: list[AudienceSource] = []


@dataclass(frozen=True)
class Reader:
    """A visitor or a signed-in person, by what they may see."""

    user_id: int | None
    audiences: frozenset[str]

    @property
    def is_team(self) -> bool:
        return TEAM in self.audiences

    @property
    def is_signed_in(self) -> bool:
        return self.user_id is not None


ANONYMOUS = Reader(user_id=None, audiences=frozenset({PUBLIC}))


def group_token(group_id: int) -> str:
    """Return the audience token of a Django group."""
    return f"group:{group_id}"


def register_audiences(source: AudienceSource) -> None:
    """Let an upper app add tokens to each signed-in reader; called from its AppConfig.ready."""
    if source not in _sources:
        _sources.append(source)


def reader_for(user: AbstractBaseUser | AnonymousUser, at: datetime) -> Reader:
    """Return the reader that `user` is at the moment `at`."""
    if not isinstance(user, PermissionsMixin) or not user.is_active or user.pk is None:
        return ANONYMOUS
    tokens = {PUBLIC, SIGNED_IN, *(group_token(pk) for pk in user.groups.values_list("pk", flat=True))}
    if user.is_superuser:
        tokens.add(TEAM)
    for source in _sources:
        tokens.update(source(user, at))
    return Reader(user_id=user.pk, audiences=frozenset(tokens))
