"""A gettext that remembers the messages for which no catalogue has French."""

from typing import Any

from django.utils.translation.trans_real import DjangoTranslation

MISSING: set[str] = set()


def watch_gettext() -> None:
    """Record in MISSING each message asked of the French catalogues (ours and those of the libraries) in vain."""
    original_gettext: Any = DjangoTranslation.gettext
    original_ngettext: Any = DjangoTranslation.ngettext

    def is_missing(translation: Any, message: str) -> bool:
        return translation.language().startswith("fr") and message not in translation._catalog

    def gettext(self: Any, message: str) -> str:
        answer = original_gettext(self, message)
        if message.strip() and is_missing(self, message):
            MISSING.add(message)
        return str(answer)

    def ngettext(self: Any, singular: str, plural: str, number: int) -> str:
        try:
            self._catalog.plural(singular, number)
        except KeyError:
            MISSING.add(singular)
        return str(original_ngettext(self, singular, plural, number))

    DjangoTranslation.gettext = gettext  # type: ignore[method-assign]  # watched for the whole suite
    DjangoTranslation.ngettext = ngettext  # type: ignore[method-assign]  # likewise
