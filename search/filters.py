"""The form of every list and of search: plain GET, its state in the address, never an error page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.readers import Reader
from search.contracts import Filters
from search.enums import EntryKind, TermName
from search.facets import Choice, choices_for
from search.french import LONGEST_QUESTION
from search.text import clean

# What a form may show, in its order: the words, the terms, the period.
WORDS, KIND, START, END, PAGE = "q", "kind", "start", "end", "page"
# In the address, it asks for the form of the filters beside the list.
DOOR = "filtrer"
TERMS: dict[str, TermName] = {
    "theme": TermName.THEME,
    "territory": TermName.TERRITORY,
    "coalition": TermName.COALITION,
    "association": TermName.ASSOCIATION,
    "project": TermName.PROJECT,
    "organisation_kind": TermName.ORGANISATION_KIND,
    "event_kind": TermName.EVENT_KIND,
    "series": TermName.SERIES,
    "tag": TermName.TAG,
    "feature": TermName.FEATURE,
}
_LABELS = {
    "theme": (_("Theme"), _("All themes")),
    "territory": (_("Territory"), _("All territories")),
    "coalition": (_("Coalition"), _("All coalitions")),
    "association": (_("Organisation"), _("All organisations")),
    "project": (_("Project"), _("All projects")),
    "organisation_kind": (_("Kind of organisation"), _("All kinds")),
    "event_kind": (_("Kind of event"), _("All kinds")),
    "series": (_("Series"), _("All series")),
    "tag": (_("Tag"), _("All tags")),
    "feature": (_("Feature"), _("All")),
}
_UNKNOWN = _("This choice is not in the list, so it was left out.")
_NOT_A_DATE = _("Write the date as day/month/year, for example 31/12/2026.")
DISORDER = "disorder"
_EARLIEST, _LATEST = date(1800, 1, 1), date(2999, 12, 31)


class WordsField(forms.CharField):
    """A question: whatever is typed becomes something that can be looked for."""

    def to_python(self, value: Any) -> str:
        return clean(str(value or ""))[:LONGEST_QUESTION].strip()


class EntryChoiceField(forms.ChoiceField):
    """A choice of values, each with its count if that is known; `labels` are the words without the counts."""

    def __init__(self, label: Any, everything: Any, choices: Iterable[tuple[str, Any, int | None]]) -> None:
        rows = list(choices)
        self.labels = {code: str(words).removeprefix("– ") for code, words, _count in rows}
        super().__init__(
            label=label,
            required=False,
            choices=[
                ("", everything),
                *((code, words if count is None else f"{words} ({count})") for code, words, count in rows),
            ],
            error_messages={"invalid_choice": _UNKNOWN},
        )


class EntryFilterForm(forms.Form):
    """Bound to an address. What a field refuses is told at the field, and does not filter."""

    def __init__(
        self,
        data: QueryDict,
        *,
        fields: Sequence[str],
        choices: Mapping[str, list[Choice]],
        kinds: Iterable[tuple[str, Any]] = EntryKind.choices,
        hidden: Sequence[str] = (),
    ) -> None:
        super().__init__(data)
        self.query = data
        for name in fields:
            self.fields[name] = self._field(name, choices, kinds)
            if name in hidden:
                self.fields[name].widget = forms.HiddenInput()

    @staticmethod
    def _field(name: str, choices: Mapping[str, list[Choice]], kinds: Iterable[tuple[str, Any]]) -> forms.Field:
        if name == WORDS:
            widget = forms.TextInput(attrs={"type": "search", "maxlength": LONGEST_QUESTION, "autocomplete": "off"})
            return WordsField(label=_("Words"), required=False, widget=widget)
        if name == KIND:
            return EntryChoiceField(_("Kind"), _("All kinds"), [(code, words, None) for code, words in kinds])
        if name in (START, END):
            return _date_field(_("From") if name == START else _("Until"))
        label, all_label = _LABELS[name]
        rows = choices.get(str(TERMS[name]), [])
        return EntryChoiceField(label, all_label, [(choice.value, choice.label, choice.count) for choice in rows])

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        start, end = cleaned.get(START), cleaned.get(END)
        if start and end and end < start:
            words = _("The end comes before the beginning, so it was left out.")
            self.add_error(END, forms.ValidationError(words, code=DISORDER))
        return self.cleaned_data

    door = DOOR

    @property
    def is_wanted(self) -> bool:
        """Tell whether the form is shown: the reader asked for it, or it has something to say."""
        return DOOR in self.query or bool(self.errors)

    @property
    def door_address(self) -> str:
        """Return the query of the same list with the form of its filters."""
        query = self.query.copy()
        query[DOOR] = "1"
        return f"?{query.urlencode()}"

    @property
    def words(self) -> str:
        self.is_valid()
        return str(self.cleaned_data.get(WORDS, ""))

    def filters(self) -> Filters:
        """Return the choices that hold."""
        self.is_valid()
        held = self.cleaned_data
        start, end = held.get(START), held.get(END)
        return Filters(
            kinds=(held[KIND],) if held.get(KIND) else (),
            terms={str(term): (held[name],) for name, term in TERMS.items() if held.get(name)},
            start=_midnight(start) if start else None,
            end=_midnight(end + timedelta(days=1)) if end else None,
        )

    def active(self) -> list[dict[str, str]]:
        """Return the filters that hold, each with its words and the address without it."""
        self.is_valid()
        return [
            {"name": name, "label": self._words_of(name), "url": self.address(**{name: ""})}
            for name, field in self.fields.items()
            if self.cleaned_data.get(name) and not isinstance(field.widget, forms.HiddenInput)
        ]

    def state(self) -> list[tuple[str, str]]:
        """Return what holds as it stands in an address, in the order of the fields; what was refused is not there."""
        self.is_valid()
        held = [(name, self.cleaned_data.get(name)) for name in self.fields]
        return [(name, value.isoformat() if isinstance(value, date) else str(value)) for name, value in held if value]

    def chosen_words(self) -> list[str]:
        """Return what holds in words, for a title: the name of a choice says enough, a date needs more."""
        self.is_valid()
        named = [name for name in self.fields if self.cleaned_data.get(name)]
        return [self._choice_words(name) or self._words_of(name) for name in named]

    def _choice_words(self, name: str) -> str:
        field = self.fields[name]
        return field.labels[self.cleaned_data[name]] if isinstance(field, EntryChoiceField) else ""

    def address(self, **changes: str) -> str:
        """Return the address of this list from its first page, with some fields changed, or left out if empty."""
        rest = self.query.copy()
        rest.pop(PAGE, None)
        for name, value in changes.items():
            rest.pop(name, None)
            if value:
                rest[name] = value
        return f"?{rest.urlencode()}"

    def _words_of(self, name: str) -> str:
        field, value = self.fields[name], self.cleaned_data[name]
        if isinstance(field, EntryChoiceField):
            value = field.labels[value]
        elif isinstance(value, date):
            value = value.strftime("%d/%m/%Y")
        return f"{field.label}\N{NO-BREAK SPACE}: {value}"


def build_form(
    data: QueryDict,
    *,
    fields: Sequence[str],
    reader: Reader,
    at: datetime,
    kinds: Sequence[str] = (),
    hidden: Sequence[str] = (),
) -> EntryFilterForm:
    """Return the form of a list over these kinds (all, if none is named), with the choices that the reader has."""
    names = [TERMS[name] for name in fields if name in TERMS]
    shown = [(code, label) for code, label in EntryKind.choices if not kinds or code in kinds]
    choices = choices_for(reader=reader, at=at, kinds=kinds, names=names)
    return EntryFilterForm(data, fields=fields, choices=choices, kinds=shown, hidden=hidden)


def _date_field(label: Any) -> forms.DateField:
    return forms.DateField(
        label=label,
        required=False,
        input_formats=["%Y-%m-%d", "%d/%m/%Y", "%d/%m/%y", "%d.%m.%Y"],
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        validators=[MinValueValidator(_EARLIEST, _NOT_A_DATE), MaxValueValidator(_LATEST, _NOT_A_DATE)],
        error_messages={"invalid": _NOT_A_DATE},
    )


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def own_parameters(data: QueryDict, fields: Sequence[str]) -> list[tuple[str, str]]:
    """Return the parameters of an address that these fields read: of one that is there twice, the last."""
    return [(name, str(data[name])) for name in fields if data.get(name)]


def page_number(data: QueryDict) -> int | None:
    """Return the page that an address asks for, the first if it asks for none; None for what is no page."""
    asked = data.get(PAGE, "1")
    return int(asked) if asked.isascii() and asked.isdigit() and 0 < len(asked) < 8 and int(asked) else None
