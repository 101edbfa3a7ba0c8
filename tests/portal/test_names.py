"""What Wagtail makes in English at the first migration, editors read in French."""

import pytest

from django.contrib.auth.models import Group

from wagtail.models import Task, Workflow


@pytest.mark.data
@pytest.mark.django_db
def test_the_first_groups_and_workflow_have_french_names():
    assert set(Group.objects.values_list("name", flat=True)) == {"Rédaction", "Modération"}
    for model in (Task, Workflow):
        assert [str(one) for one in model.objects.all()] == ["Validation par la modération"]
