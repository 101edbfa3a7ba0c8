"""The code of the language that a clip speaks, as `srclang` wants it."""

import pytest

from django.core.exceptions import ValidationError

from resources.models.clip import validate_language


@pytest.mark.parametrize("code", ["fr", "ar", "fsl", "pt-BR", "es-419"])
def test_a_language_and_perhaps_a_region(code: str) -> None:
    validate_language(code)


@pytest.mark.parametrize("code", ["français", "f", "FR", "fr_FR", "fr-", "fr-fr", "fr\n"])
def test_anything_else_is_refused(code: str) -> None:
    with pytest.raises(ValidationError):
        validate_language(code)
