"""docs/settings.md says what portal/settings/env.py declares."""

from django.core.management import call_command


def test_settings_doc_is_fresh():
    call_command("write_settings_doc", "--check")
