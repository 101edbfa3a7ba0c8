"""Reading the fifteen files of `content/`, and refusing them with a place and a reason when something is wrong."""

import hashlib
import io
import runpy
from collections.abc import Iterator, Mapping
from contextlib import redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from django.conf import settings
from django.utils.translation import gettext as _

from home.content.problems import ContentError, Problem
from home.content.shapes import LOADED

# Raised when the same item makes another page than before: every item that no editor changed is then written again.
LOADER_VERSION = 2

CHECK = Path(settings.BASE_DIR) / "content" / "check.py"
HOUSE = Path(settings.BASE_DIR) / "home" / "data" / "house.yaml"
LATER = ("spaces", "posts")  # checked and counted; loaded with their models
FILES = (*LOADED, "spaces")
Item = dict[str, Any]


@dataclass(frozen=True)
class Content:
    """The checked content: items by kind, in the order of their file, and by slug."""

    items: Mapping[str, list[Item]]
    known: Mapping[str, Mapping[str, Item]]
    house: Item
    digest: str


def _items_of(data: Mapping[str, Any]) -> dict[str, list[Item]]:
    items = {name: data[name].get(name) for name in FILES if name != "synonyms"}
    return {**items, "posts": data["spaces"].get("posts"), "synonyms": data["synonyms"].get("groups")}


def content_digest(folder: Path) -> str:
    """Return what changes when any file of the content does, or the loader."""
    digest = hashlib.sha256(str(LOADER_VERSION).encode())
    for path in [*(folder / f"{name}.yaml" for name in FILES), HOUSE]:
        if path.is_file():
            digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def _strict_loader(module: Mapping[str, Any]) -> Any:
    """Return check.py's loader, which refuses a key that comes twice, on libyaml where it is there."""

    class Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
        pass

    tag = yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG
    Loader.add_constructor(tag, lambda loader, node: module["_mapping"](loader, node, True))
    return Loader


def _parse(folder: Path, loader: Any) -> dict[str, Any]:
    data, problems = {}, []
    for name in FILES:
        file = f"{name}.yaml"
        try:
            data[name] = yaml.load((folder / file).read_text(encoding="utf-8"), Loader=loader)  # noqa: S506 - a SafeLoader
        except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
            problems.append(Problem(file, "", "", _("this file cannot be read: %(error)s") % {"error": error}))
            continue
        if not isinstance(data[name], dict) or data[name].get("schema_version") != 1:
            problems.append(Problem(file, "", "schema_version", _("1 is wanted")))
    if problems:
        raise ContentError(problems)
    return data


def _listed(items: Mapping[str, Any]) -> Iterator[Problem]:
    """Say which lists are no lists of items with a slug: everything else relies on that."""
    for kind, entries in items.items():
        file = f"{'spaces' if kind == 'posts' else kind}.yaml"
        if not isinstance(entries, list):
            yield Problem(file, "", kind, _("a list is wanted, not %(value)r") % {"value": entries})
            continue
        key = "id" if kind == "synonyms" else "slug"
        for position, item in enumerate(entries, start=1):
            if not isinstance(item, dict) or not isinstance(item.get(key), str):
                yield Problem(file, f"#{position}", key, _("this field is missing"))


def _faults(items: Mapping[str, list[Item]], known: Mapping[str, Mapping[str, Item]]) -> Iterator[Problem]:
    for kind, check in LOADED.items():
        for item in items[kind]:
            for path, message in check(item, known):
                yield Problem(f"{kind}.yaml", item.get("slug") or item["id"], path, message)


def _check_says(module: Mapping[str, Any], folder: Path) -> Iterator[Problem]:
    """Run the check that comes with the content: counts, words, typography, and what one file says of another."""
    try:
        with redirect_stdout(io.StringIO()):
            module["main"]([str(folder)])
    except Exception as error:  # noqa: BLE001 - it stumbles over what no shape foresaw: the content is refused all the same
        yield Problem("", "", "", _("the check of the content stumbles: %(error)r") % {"error": error})
    for line in module["errors"]:
        where, _colon, what = line.partition(": ")
        file, _slash, item = where.partition("/")
        file = file.partition("[")[0].partition(".")[0]
        yield Problem(f"{file}.yaml" if file in FILES else file, item, "", what)


def read_content(folder: Path) -> Content:
    """Return the content of `folder`; raises ContentError with all that is wrong."""
    module = runpy.run_path(str(CHECK))
    data = _parse(folder, _strict_loader(module))
    items = _items_of(data)
    if problems := list(_listed(items)):
        raise ContentError(problems)
    known = {kind: {item.get("slug") or item["id"]: item for item in entries} for kind, entries in items.items()}
    problems = list(_faults(items, known)) or list(_check_says(module, folder))
    if problems:
        raise ContentError(problems)
    house = yaml.safe_load(HOUSE.read_text(encoding="utf-8"))
    return Content(items=items, known=known, house=house, digest=content_digest(folder))
