"""Rules, services and reads stay free of HTTP, of the clock and of shortcuts."""

import ast

from tests.architecture.sources import (
    ROOT,
    all_modules,
    calls,
    functions,
    last_name,
    migrations,
    report,
    room_modules,
    templates,
    tree,
    where,
)

PURE = {"services", "rules", "querysets", "permissions", "enums"}
CLOCK_READERS = {"views", "tasks", "middleware", "wagtail_hooks", "signals", "commands"}
CLOCK = {"now", "today", "utcnow", "localdate", "localtime"}
PUBLIC = {"models", "views", "blocks", "templatetags", "context", "layout"}
DANGEROUS = {"RemoveField", "DeleteModel", "RenameField", "RenameModel", "RemoveConstraint"}
ENVIRONMENT_READERS = {"portal/settings", "portal/wsgi.py"}
# The field itself, and the system check that refuses any other.
STREAM_FIELD_MODULES = {"portal/fields.py", "portal/checks.py"}


def parts_of(path):
    """Return the names of a module's folders and its own, without the suffix."""
    return {*path.relative_to(ROOT).parts[:-1], path.stem}


def test_services_and_rules_never_take_a_request():
    offenders = [
        f"{where(path, node.lineno)} {node.name}"
        for path in room_modules()
        if PURE & parts_of(path)
        for node in functions(path)
        for argument in [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]
        if argument.arg == "request" or "HttpRequest" in ast.unparse(argument.annotation or ast.Constant(""))
    ]
    assert not offenders, report("Services and rules run from a command, a task and a test alike:", offenders)


def test_services_take_keywords_only():
    offenders = [
        f"{where(path, node.lineno)} {node.name}"
        for path in room_modules()
        if "services" in parts_of(path)
        for node in tree(path).body
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_") and (node.args.args or node.args.vararg)
    ]
    assert not offenders, report("A public service takes its arguments by keyword:", offenders)


def test_time_enters_as_at():
    offenders = []
    for path in room_modules():
        if CLOCK_READERS & parts_of(path):
            continue
        for call, name in calls(path):
            reads_clock = name in CLOCK and not call.args and isinstance(call.func, ast.Attribute)
            if reads_clock and last_name(call.func.value) in {"timezone", "datetime", "date", "dt"}:
                offenders.append(where(path, call.lineno))
    assert not offenders, report(
        "Only the edges (views, tasks, commands, middleware, hooks, signals) read the clock:", offenders
    )


def test_no_raw_query_string():
    offenders = []
    for path in room_modules():
        if {"forms", "filters"} & parts_of(path):
            continue
        for node in ast.walk(tree(path)):
            read = None
            if isinstance(node, ast.Subscript) or (isinstance(node, ast.Attribute) and node.attr in {"get", "getlist"}):
                read = node.value
            if isinstance(read, ast.Attribute) and read.attr == "GET":
                offenders.append(where(path, node.lineno))
    assert not offenders, report("The query string is read by a form:", offenders)


def test_public_reads_ask_what_the_reader_may_see():
    offenders = [
        where(path, call.lineno)
        for path in room_modules()
        if PUBLIC & parts_of(path)
        for call, name in calls(path)
        if name == "live" and not call.args
    ]
    offenders += [where(path) for path in templates() if ".live" in path.read_text(encoding="utf-8")]
    assert not offenders, report("A public read is `objects.visible_to(reader, at)`, not `.live()`:", offenders)


def test_stream_field_is_ours():
    offenders = [
        where(path, node.lineno)
        for path in room_modules()
        for node in ast.walk(tree(path))
        if isinstance(node, ast.ImportFrom) and node.module == "wagtail.fields"
        if "StreamField" in {alias.name for alias in node.names} and where(path) not in STREAM_FIELD_MODULES
    ]
    assert not offenders, report("StreamField comes from portal.fields (blocks stay out of migrations):", offenders)


def test_dangerous_migrations_give_a_reason():
    offenders = []
    for path in migrations():
        lines = path.read_text(encoding="utf-8").splitlines()
        for call, name in calls(path):
            around = lines[max(0, call.lineno - 2) : call.lineno]
            if name in DANGEROUS and not any("# reviewed:" in line for line in around):
                offenders.append(f"{where(path, call.lineno)} {name}")
    assert not offenders, report("Losing or renaming data takes a `# reviewed:` sentence on the line above:", offenders)


def test_migrations_hold_no_blocks():
    offenders = [where(path) for path in migrations() if "block_lookup" in path.read_text(encoding="utf-8")]
    assert not offenders, report("Blocks stay out of migrations:", offenders)


def test_one_reader_of_the_environment():
    offenders = []
    for path in room_modules():
        if any(where(path).startswith(reader) for reader in ENVIRONMENT_READERS):
            continue
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.Attribute | ast.Name) and last_name(node) in {"environ", "getenv"}:
                offenders.append(where(path, node.lineno))
    assert not offenders, report("portal/settings/env.py is the only reader of the environment:", offenders)


def test_no_relative_import():
    offenders = [
        where(path, node.lineno)
        for path in all_modules()
        for node in ast.walk(tree(path))
        if isinstance(node, ast.ImportFrom) and node.level
    ]
    assert not offenders, report("Imports are absolute:", offenders)
