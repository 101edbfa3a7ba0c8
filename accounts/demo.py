"""Demonstration accounts: roles, never persons; known passwords, never in production."""

from dataclasses import dataclass

DEMO_PASSWORD = "demonstration-du-portail"  # noqa: S105 - public on purpose; check --deploy refuses it


@dataclass(frozen=True)
class DemoAccount:
    """One role of DESIGN.md's first table that can sign in today."""

    email: str
    role: str
    is_superuser: bool


DEMO_ACCOUNTS = (DemoAccount(email="equipe@example.org", role="équipe du portail", is_superuser=True),)
