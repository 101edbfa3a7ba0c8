"""What the editor of a call refuses, and at which field."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest

from django.core.exceptions import ValidationError

from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from calls.models import CallIndexPage, CallPage
from coalitions.models import CoalitionPage
from home.models import HomePage
from tests.calls.factories import CallIndexPageFactory, CallPageFactory

pytestmark = pytest.mark.django_db

ROWS = (
    "eligibility_rules",
    "benefits",
    "support_milestones",
    "criteria",
    "calendar_steps",
    "required_documents",
    "questions",
    "related_pages",
)


def form_with(*weights, deleted=(), is_draft=False, **fields):
    """Return the editor's form filled with criteria of these weights."""
    rows = [{"label": f"Critère {number}", "weight": weight} for number, weight in enumerate(weights)]
    for number in deleted:
        rows[number]["DELETE"] = "on"
    values = {
        "title": "Un appel",
        "slug": "un-appel",
        "opens_at": "2027-01-11 09:00",
        "closes_at": "2027-03-12 17:00",
        "score_min": 0,
        "score_max": 4,
        "search_boost": 1,
        "purpose": streamfield([]),
        **{name: inline_formset([]) for name in ROWS},
        "criteria": inline_formset(rows),
        **fields,
    }
    call = CallPageFactory.build()
    form = CallPage.get_edit_handler().get_form_class()(
        nested_form_data(values), instance=call, parent_page=None, for_user=None
    )
    if is_draft:
        form.defer_required_fields()
    return form


def errors_of(form):
    assert not form.is_valid()
    return [row.errors for row in form.formsets["criteria"].forms]


@pytest.mark.parametrize("weights", [(), ("100",), ("33.33", "33.33", "33.34"), ("60", "40")])
def test_weights_that_make_a_whole_are_accepted(house, weights):
    form = form_with(*weights)
    assert form.is_valid(), (form.errors, [formset.errors for formset in form.formsets.values()])


@pytest.mark.parametrize("weights", [("60", "30"), ("60", "41"), ("33.33", "33.33", "33.33")])
def test_weights_that_make_no_whole_are_refused_at_the_last_weight(house, weights):
    *before, last = errors_of(form_with(*weights))
    assert not any(before)
    assert list(last) == ["weight"]


def test_the_message_says_the_sum(house):
    assert "99,99" in str(errors_of(form_with("33.33", "33.33", "33.33"))[-1]["weight"])


def test_a_criterion_that_goes_weighs_nothing(house):
    assert form_with("60", "40", "20", deleted=[2]).is_valid()
    *_others, last, gone = errors_of(form_with("60", "20", "20", deleted=[2]))
    assert "weight" in last
    assert not gone


def test_a_draft_may_still_be_on_its_way(house):
    assert form_with("60", is_draft=True).is_valid()


def test_a_weight_keeps_its_decimals(house):
    form = form_with("33.33", "66.67")
    assert form.is_valid()
    assert [row.cleaned_data["weight"] for row in form.formsets["criteria"].forms] == [
        Decimal("33.33"),
        Decimal("66.67"),
    ]


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"closes_at": datetime(2027, 1, 11, 8, 0, tzinfo=UTC)}, "closes_at"),
        ({"questions_until": datetime(2027, 3, 12, 16, 1, tzinfo=UTC)}, "questions_until"),
        ({"score_min": 4, "score_max": 4}, "score_max"),
    ],
)
def test_moments_and_scores_that_contradict_are_refused_at_their_field(house, values, field):
    call = CallPageFactory.build(**values)
    with pytest.raises(ValidationError) as refused:
        call.clean()
    assert list(refused.value.message_dict) == [field]


def test_calls_hang_below_the_list_or_a_coalition(house):
    assert CallPage.allowed_parent_page_models() == [CallIndexPage, CoalitionPage]
    assert CallPage.allowed_subpage_models() == []
    assert CallIndexPage.allowed_parent_page_models() == [HomePage]
    assert not CallIndexPage.can_create_at(house.home)
    assert CallIndexPageFactory._meta.model is CallIndexPage
