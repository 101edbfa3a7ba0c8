"""The first synonyms of the portal team."""

from home.content.loading import Loading, items_of
from search.models import SynonymGroup
from search.shipped import values_of


def load_synonyms(load: Loading) -> None:
    """Write the groups of synonyms."""
    for item in items_of(load, "synonyms"):
        load.record(
            "synonyms",
            item["id"],
            SynonymGroup,
            item,
            lambda item=item: values_of(item),
            {"slug": item["id"]},
        )
