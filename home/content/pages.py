"""How a family of items becomes pages: first all are put in the tree, then each is filled and published.

Two steps, so that items may refer to each other in any order.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from wagtail.models import Page

from home.content.files import Item
from home.content.ledger import Verdict
from home.content.loading import Loading, explained, items_of
from home.content.problems import ContentError, Problem

Fill = Callable[[Loading, Item, Any], None]


@dataclass(frozen=True)
class PageFamily:
    """Items of one kind: their type of page, where it hangs, and what it says.

    `bare` gives what the database demands of a page that is not filled yet; `source` is what the page is made of,
    when other files have a say in it.
    """

    kind: str
    model: Callable[[Item], type[Page]]
    parent: Callable[[Loading, Item], Page]
    fill: Fill
    title: str = "title"
    address: Callable[[Item], str] = lambda item: item["slug"]
    bare: Callable[[Item], dict[str, Any]] = lambda item: {}
    source: Callable[[Loading, Item], Any] = lambda load, item: item
    items: Callable[[Loading], list[Item]] | None = None

    def items_in(self, load: Loading) -> list[Item]:
        return self.items(load) if self.items else items_of(load, self.kind)


@dataclass
class Tree:
    """Addresses that are taken, and the pages to fill."""

    taken: dict[tuple[str, str], int]
    placed: set[int] = field(default_factory=set)
    to_fill: list[tuple[PageFamily, Item, Page, Verdict]] = field(default_factory=list)

    @classmethod
    def read(cls) -> "Tree":
        rows = Page.objects.values_list("path", "slug", "pk")
        return cls({(path[: -Page.steplen], slug): pk for path, slug, pk in rows})


def place(load: Loading, tree: Tree, family: PageFamily) -> None:
    """Put the new pages of a family in the tree, as drafts with a title only, and choose those to write again."""
    for item in family.items_in(load):
        verdict = load.decide(family.kind, item["slug"], family.source(load, item))
        if verdict == Verdict.CREATE:
            page = _create(load, tree, family, item)
        elif verdict == Verdict.UPDATE:
            page = _reopen(load, family, item)
        else:
            continue
        if page is not None:
            load.put(family.kind, item["slug"], page)
            tree.to_fill.append((family, item, page, verdict))


def _create(load: Loading, tree: Tree, family: PageFamily, item: Item) -> Page | None:
    parent = family.parent(load, item)
    model, slug, address = family.model(item), item["slug"], family.address(item)
    taken = tree.taken.get((parent.path, address))
    if taken in tree.placed:
        message = _("another item has this address under the same page")
        raise ContentError([Problem(f"{family.kind}.yaml", slug, "slug", message)])
    if taken is not None:
        load.put(family.kind, slug, model.objects.filter(pk=taken).first())
        load.keep(family.kind, slug, _("it exists already, made by an editor"))
        return None
    page = model(title=item[family.title], slug=address, live=False, **family.bare(item))
    with explained(family.kind, slug):
        parent.add_child(instance=page)
    tree.taken[parent.path, address] = page.pk
    tree.placed.add(page.pk)
    return page


def _reopen(load: Loading, family: PageFamily, item: Item) -> Page | None:
    page: Page = load.find(family.kind, item["slug"])
    if not isinstance(page, family.model(item)):
        load.keep(family.kind, item["slug"], _("it would become another type of page"))
        return None
    parent = family.parent(load, item)
    if page.get_parent().pk != parent.pk:
        page.move(parent, pos="last-child")
        page.refresh_from_db()
    return page


def fill(load: Loading, tree: Tree) -> None:
    """Fill and publish the pages that were placed, in that order."""
    for family, item, page, verdict in tree.to_fill:
        page.title = item[family.title]
        page.draft_title = page.title
        with explained(family.kind, item["slug"]):
            family.fill(load, item, page)
            page.save_revision().publish()
        load.done(family.kind, item["slug"], page, family.source(load, item), verdict)
