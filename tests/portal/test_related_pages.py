"""Pages chosen by hand."""

import pytest

from django.core.exceptions import ValidationError

from portal.models import RelatedPage
from tests.support.tree import House


@pytest.mark.django_db
def test_a_row_left_empty_is_a_message_not_an_error(house: House) -> None:
    row = RelatedPage(page=house.agenda)

    # As the editor's form does: it has no reference, so the database's constraint is not asked.
    with pytest.raises(ValidationError) as raised:
        row.full_clean(exclude=["reference", "page"])

    assert "target" in raised.value.message_dict


@pytest.mark.django_db
def test_a_reference_waits_for_its_page(house: House) -> None:
    RelatedPage(page=house.agenda, reference="space/a-venir").full_clean(exclude=["page"])
