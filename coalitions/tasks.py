"""Work of this room that happens after the commit."""

from django_tasks import task

from django.db.models import Q
from django.utils import timezone

from coalitions.models import CoalitionPage, MemberPage, ProjectPage
from search.enums import EntryKind, TermName
from search.models import Entry
from search.services import project


@task()
def project_neighbours(coalition_id: int) -> None:
    """Bring the entries of a coalition's members (also of those it had) and of its projects up to date."""
    coalition = CoalitionPage.objects.filter(pk=coalition_id).first()
    if coalition is None:
        return
    at = timezone.now()
    shown = Entry.objects.of_kinds(EntryKind.MEMBER).with_term(TermName.COALITION, coalition.slug)
    shown_ids = [int(key) for key in shown.values_list("object_key", flat=True)]
    for member in MemberPage.objects.filter(Q(memberships__coalition=coalition) | Q(pk__in=shown_ids)).distinct():
        project(obj=member, at=at)
    for one in ProjectPage.objects.filter(coalition=coalition):
        project(obj=one, at=at)
