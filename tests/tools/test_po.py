"""The catalogue is compiled as gettext would."""

import gettext
import io

import pytest

from tools.po import Message, compile_catalogue, parse

CATALOGUE = r"""
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\n"
"Plural-Forms: nplurals=2; plural=(n > 1);\n"

# A comment
#, python-format
msgid "%(count)s event"
msgid_plural "%(count)s events"
msgstr[0] "%(count)s rendez-vous"
msgstr[1] "%(count)s rendez-vous en tout"

msgctxt "month"
msgid "May"
msgstr "mai"

msgid ""
"Two "
"lines\n"
msgstr "Deux lignes\n"

#, fuzzy
msgid "Doubtful"
msgstr "Douteux"

#~ msgid "Gone"
#~ msgstr "Parti"
"""


@pytest.fixture
def french():
    return gettext.GNUTranslations(io.BytesIO(compile_catalogue(parse(CATALOGUE))))


def test_plurals_contexts_and_long_texts(french):
    assert french.ngettext("%(count)s event", "%(count)s events", 1) == "%(count)s rendez-vous"
    assert french.ngettext("%(count)s event", "%(count)s events", 2) == "%(count)s rendez-vous en tout"
    assert french.pgettext("month", "May") == "mai"
    assert french.gettext("Two lines\n") == "Deux lignes\n"


def test_doubtful_and_obsolete_texts_are_left_out(french):
    assert french.gettext("Doubtful") == "Doubtful"
    assert french.gettext("Gone") == "Gone"


@pytest.mark.parametrize(
    ("message", "problem"),
    [
        (Message(singular="Yes", translations={0: "Oui"}), ""),
        (Message(singular="Yes", translations={0: ""}), "without French"),
        (Message(singular="Yes", translations={0: "Oui"}, flags={"fuzzy"}), "fuzzy"),
        (Message(singular="%(n)s left", translations={0: "%(m)s de reste"}), "other placeholders in French"),
        (Message(singular="1 day", plural="%(n)s days", translations={0: "1 jour", 1: "%(n)s jours"}), ""),
    ],
)
def test_problems(message, problem):
    assert message.problem() == problem
