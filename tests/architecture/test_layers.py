"""What import-linter cannot see obeys its layers too: relations, model names in strings, template includes."""

import ast
import re

from django.apps import apps

from tests.architecture.sources import (
    ROOT,
    TEMPLATES,
    calls,
    layers,
    may_use,
    report,
    room_modules,
    room_of,
    templates,
    where,
)

INCLUDE = re.compile(r"{%-?\s*(?:include|extends)\s+[\"']([^\"']+)[\"']")
SHARED = {"components", "layouts"}


def own_relations():
    """Return (room, model, field, other room) of each forward relation between our models."""
    for model in apps.get_models(include_auto_created=True):
        if model._meta.app_label not in layers():
            continue
        for field in model._meta.get_fields():
            related = field.related_model
            forward = field.is_relation and (not field.auto_created or field.concrete)
            if forward and isinstance(related, type) and related._meta.app_label in layers():
                yield model._meta.app_label, model.__name__, field.name, related._meta.app_label


def test_relations_point_down():
    offenders = [
        f"{room}.{model}.{field} → {other}"
        for room, model, field, other in own_relations()
        if not may_use(room, other) and (room, other) != ("portal", "accounts")
    ]
    assert not offenders, report("A relation lives in the upper room:", offenders)


def test_model_names_in_strings_point_down():
    offenders = []
    for path in room_modules():
        for call, name in calls(path):
            if name not in {"get_model", "get_app_config"} or not call.args:
                continue
            first = call.args[0]
            label = first.value.split(".")[0] if isinstance(first, ast.Constant) else ""
            if label in layers() and not may_use(room_of(path), label):
                offenders.append(f"{where(path, call.lineno)} → {label}")
    assert not offenders, report("A string is no way around the layers:", offenders)


def template_room(path):
    """Return the first folder of a template's name; error pages and the like count as layouts."""
    if TEMPLATES in path.parents:
        parts = path.relative_to(TEMPLATES).parts
    else:
        parts = path.relative_to(ROOT).parts
        parts = parts[parts.index("templates") + 1 :] if "templates" in parts else parts
    return parts[0] if len(parts) > 1 else "layouts"


def may_include(user, used):
    """Return whether a template of the folder `user` may name one of the folder `used`."""
    if used == user or used == "components":
        return True
    if used == "layouts":
        return user != "components"
    if used not in layers():
        return used not in SHARED
    if user in layers():
        return may_use(user, used)
    return user == "layouts" and used == "portal"


def test_template_includes_point_down():
    offenders = []
    for path in templates():
        user = template_room(path)
        for used_name in INCLUDE.findall(path.read_text(encoding="utf-8")):
            used = used_name.split("/")[0] if "/" in used_name else "layouts"
            if not may_include(user, used):
                offenders.append(f"{where(path)} → {used_name}")
    assert not offenders, report("A template names its own room, components, layouts and lower rooms only:", offenders)
