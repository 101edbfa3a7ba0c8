"""Links of a block to the portal's own pages: chosen, or typed as a path; shown only if the reader can open them."""

from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db.models import Q
from django.urls import Resolver404, resolve
from django.utils.translation import gettext_lazy as _

from wagtail import blocks
from wagtail.models import Page

from portal.blocks.reading import Reading
from portal.blocks.sections import refuse
from portal.layout import address_of
from portal.querysets import VisiblePageQuerySet

is_path = RegexValidator(
    r"^/(?!/)[^\s<>\"']*\Z", _("Write a path of this site, beginning with “/”: “/appels/”."), code="path"
)


def page_field() -> blocks.PageChooserBlock:
    """Return the field of a link to a page."""
    return blocks.PageChooserBlock(label=_("Page"), required=False)


def path_field() -> blocks.CharBlock:
    """Return the field of a link to an address of the site that is not a page, or to a filtered list."""
    return blocks.CharBlock(
        label=_("Or path"),
        required=False,
        max_length=300,
        search_index=False,
        validators=[is_path],
        help_text=_("For a filtered list: “/ressources/?theme=sante”. It is shown once the address exists."),
    )


def refuse_links(value: Any, *, needed: bool) -> None:
    """Raise when both ways to link are used, or none where one is needed."""
    page, path = value.get("page"), value.get("path")
    if page and path:
        refuse({"path": _("Choose a page or write a path, not both.")})
    if needed and not page and not path:
        refuse({"page": _("Choose the page that this opens, or write a path below.")})


def _is_route(path: str) -> bool:
    """Say whether a path is an address of a view, not of a page of the tree."""
    try:
        return resolve(path).url_name != "wagtail_serve"
    except Resolver404:
        return False


def _path_of(value: Any) -> str:
    path = str(value.get("path") or "")
    try:
        is_path(path)
    except ValidationError:
        return ""
    return path


def find_addresses(values: Iterable[Any], reading: Reading | None) -> list[str]:
    """Return the address that each value links to, empty where this reader finds nothing there: one query in all."""
    listed = list(values)
    if reading is None:
        return [_path_of(value) for value in listed]
    page_ids = [value["page"].pk for value in listed if value.get("page")]
    paths = {urlsplit(_path_of(value)).path for value in listed if _path_of(value)}
    routes = {path for path in paths if _is_route(path)}
    tree_paths = {reading.root_path + path.strip("/") + "/" if path != "/" else reading.root_path for path in paths}
    asked: set[int | str] = {*page_ids, *(tree_paths if paths - routes else ())}
    _look_up(asked - reading.linked.keys(), reading)
    known = {key: reading.linked[key] for key in asked}
    found = {pk: url_path for pk, url_path in known.items() if isinstance(pk, int) and url_path}
    shown = {address_of(url_path, reading.root_path) for url_path in known.values() if url_path} | routes
    return [_address(value, found, shown, reading.root_path) for value in listed]


def _look_up(keys: set[int | str], reading: Reading) -> None:
    """Keep, for the rest of the request, where pages are that this reader may open: by id, or by their tree path."""
    if not keys:
        return
    wanted = Q(pk__in=[key for key in keys if isinstance(key, int)])
    wanted |= Q(url_path__in=[key for key in keys if isinstance(key, str)])
    pages = VisiblePageQuerySet(Page).visible_to(reading.reader, reading.at).filter(wanted)
    reading.linked.update(dict.fromkeys(keys))
    for pk, url_path in pages.values_list("pk", "url_path"):
        reading.linked.update({pk: url_path, url_path: url_path})


def links_in(value: Any) -> Iterator[Any]:
    """Yield what links to a page or an address, however deep in a block's value."""
    if isinstance(value, blocks.StructValue):
        if "page" in value or "path" in value:
            yield value
        for inner in value.values():
            yield from links_in(inner)
    elif isinstance(value, blocks.list_block.ListValue):
        for inner in value:
            yield from links_in(inner)


def _address(value: Any, found: dict[int, str], shown: set[str], root_path: str) -> str:
    page = value.get("page")
    if page:
        return address_of(found[page.pk], root_path) if page.pk in found else ""
    path = _path_of(value)
    return path if urlsplit(path).path.rstrip("/") + "/" in shown or urlsplit(path).path in shown else ""
