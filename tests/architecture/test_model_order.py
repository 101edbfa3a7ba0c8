"""Members of a model stand in one order, so that readers find things blind."""

import ast

from tests.architecture.sources import last_name, report, room_modules, tree, where

ORDER = (
    "constants",
    "fields",
    "manager",
    "search_fields",
    "panels and page rules",
    "Meta",
    "__str__",
    "clean and save",
    "properties",
    "methods",
)
RELATIONS = {"ForeignKey", "ParentalKey", "ClusterTaggableManager", "TaggableManager", "GenericRelation"}
PAGE_RULES = {"parent_page_types", "subpage_types", "max_count", "max_count_per_parent", "page_description"}
WRITERS = {"clean", "full_clean", "clean_fields", "save", "delete"}


def is_model_module(path):
    return path.name == "models.py" or path.parent.name == "models"


def models():
    """Return (path, class) of each class with fields or a Meta in the models modules."""
    for path in room_modules():
        if is_model_module(path):
            for node in tree(path).body:
                if isinstance(node, ast.ClassDef) and any(rank(member) in {1, 5} for member in node.body):
                    yield path, node


def assigned(member):
    """Return the name and the value of an assignment, (None, None) for anything else."""
    if isinstance(member, ast.Assign) and isinstance(member.targets[0], ast.Name):
        return member.targets[0].id, member.value
    if isinstance(member, ast.AnnAssign) and isinstance(member.target, ast.Name):
        return member.target.id, member.value
    return None, None


def rank_of_assignment(name, value):
    called = last_name(value.func) if isinstance(value, ast.Call) else ""
    if name.lstrip("_").isupper():
        return 0
    if called.endswith("Field") or called in RELATIONS:
        return 1
    if name == "objects":
        return 2
    if name == "search_fields":
        return 3
    if name.endswith("panels") or name in PAGE_RULES or name == "edit_handler":
        return 4
    return None


def rank_of_function(node):
    if node.name == "__str__":
        return 6
    if node.name in WRITERS:
        return 7
    decorators = {last_name(d.func if isinstance(d, ast.Call) else d) for d in node.decorator_list}
    if decorators & {"classmethod", "staticmethod"}:
        return None
    if decorators & {"property", "cached_property"}:
        return 8
    return None if node.name.startswith("__") else 9


def rank(member):
    """Return the place of a member in ORDER, None where the order does not matter."""
    if isinstance(member, ast.ClassDef):
        return 5 if member.name == "Meta" else None
    if isinstance(member, ast.FunctionDef):
        return rank_of_function(member)
    name, value = assigned(member)
    return None if name is None else rank_of_assignment(name, value)


def test_members_of_models_stand_in_order():
    offenders = []
    for path, model in models():
        highest = 0
        for member in model.body:
            place = rank(member)
            if place is None:
                continue
            if place < highest:
                offenders.append(f"{where(path, member.lineno)} {model.name}: {ORDER[place]} after {ORDER[highest]}")
            highest = max(highest, place)
    assert not offenders, report(f"The order in a model is {', '.join(ORDER)}:", offenders)
