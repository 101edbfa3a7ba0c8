"""The policy is one and strict, and the admin's HTML respects it."""

import ast
import hashlib
import importlib
import json
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from django.template.loader import render_to_string
from django.test import Client
from django.urls import reverse

from wagtail.admin.widgets import BaseChooser
from wagtail.models import Page, get_page_models

from accounts.models import User
from portal.admin_widgets import CHOOSER_FUNCTIONS, start_attributes
from tests.portal.factories import DocumentFactory, ImageFactory, MediaFactory
from tests.support.strict import faults_of
from tests.support.tree import House

REFUSED = ("an inline script", "an import map", "a style", "the handler", "a javascript:")
PAGE_TYPES = sorted((model for model in get_page_models() if model.is_creatable), key=lambda model: model._meta.label)
SCREENS = [
    "wagtailadmin_home",
    "wagtailadmin_explore_root",
    "wagtailimages:index",
    "wagtailimages:add_multiple",
    "wagtaildocs:index",
    "wagtaildocs:add_multiple",
    "wagtailmedia:index",
    "wagtailsnippets_portal_menu:add",
    "wagtailsnippets_portal_theme:add",
    "wagtailredirects:add",
    "wagtailusers_users:add",
    "wagtailusers_groups:add",
    "wagtailsites:add",
    "wagtailadmin_workflows:add",
    "wagtailadmin_reports:site_history",
    "wagtailadmin_account",
]
# What portal/admin_widgets.py and templates/ replace. A new digest means: read Wagtail's change, follow it, then pin.
REPLACED = {
    "wagtail.admin.widgets.chooser:BaseChooser.render": "0cd7d42ae7b3c43f",
    "wagtail.admin.widgets.chooser:BaseChooser.render_js_init": "a1590ffbe7dddf07",
    "wagtail.admin.widgets.workflows:AdminTaskChooser.render_js_init": "0c28969578f6568d",
    "wagtailmedia.widgets:AdminMediaChooser.render_js_init": "633619428fcfc13a",
    "wagtail.admin.widgets.datetime:AdminDateInput.get_context": "8681208398a412e9",
    "wagtail.admin.widgets.datetime:AdminTimeInput.get_context": "f72aa0839b13a497",
    "wagtail.admin.widgets.datetime:AdminDateTimeInput.get_context": "8681208398a412e9",
    "wagtail.admin:templates/wagtailadmin/widgets/date_input.html": "2557f7a4fd543d7c",
    "wagtail.admin:templates/wagtailadmin/widgets/time_input.html": "536917c544a13563",
    "wagtail.admin:templates/wagtailadmin/widgets/datetime_input.html": "479d8ddeaa73d2fd",
    "wagtail.admin:templates/wagtailadmin/panels/inline_panel.html": "195bb0b199edb062",
    "wagtail.admin:templates/wagtailadmin/panels/multiple_chooser_panel.html": "673bc9b26ca95c03",
    "wagtailmedia:templates/wagtailmedia/media/add.html": "055cd3b8b104cd96",
}


def refused_in(html: str) -> list[str]:
    """Return what the policy refuses in the page, or in the HTML that its scripts will write from its attributes."""
    soup = BeautifulSoup(html, "html.parser")
    data = [script.get_text() for script in soup.find_all("script", type="application/json")]
    data += [str(value) for element in soup.find_all(True) for value in element.attrs.values()]
    hidden = ["a script in data: " + text[:120] for text in data if "<script" in text or "\\u003Cscript" in text]
    return [fault for fault in faults_of(html) if fault.startswith(REFUSED)] + hidden


@pytest.fixture
def admin(house: House) -> Client:
    client = Client()
    client.force_login(User.objects.create_superuser("equipe@example.org"))
    return client


def editor_of(model: type[Page]) -> str:
    """Return the address that edits the house's only page of this type, or creates one where it may stand."""
    page = model.objects.first()
    if page is not None:
        return reverse("wagtailadmin_pages:edit", args=[page.pk])
    parent = next(page for kind in model.allowed_parent_page_models() if (page := kind.objects.first()))
    return reverse("wagtailadmin_pages:add", args=[model._meta.app_label, model._meta.model_name, parent.pk])


@pytest.mark.parametrize("model", PAGE_TYPES, ids=lambda model: model._meta.label)
def test_the_editor_of_a_page_type_has_no_inline_code(admin: Client, model: type[Page]) -> None:
    answer = admin.get(editor_of(model))

    assert answer.status_code == 200
    assert refused_in(answer.content.decode()) == []


@pytest.mark.parametrize("name", SCREENS)
def test_a_screen_of_the_admin_has_no_inline_code(admin: Client, name: str) -> None:
    answer = admin.get(reverse(name))

    assert answer.status_code == 200
    assert refused_in(answer.content.decode()) == []


def test_the_forms_of_files_have_no_inline_code(admin: Client) -> None:
    addresses = [
        reverse("wagtailimages:edit", args=[ImageFactory().pk]),
        reverse("wagtaildocs:edit", args=[DocumentFactory().pk]),
        reverse("wagtailmedia:edit", args=[MediaFactory().pk]),
        reverse("wagtailmedia:add", args=["video"]),
    ]
    for address in addresses:
        answer = admin.get(address)
        assert answer.status_code == 200
        assert refused_in(answer.content.decode()) == [], address


def test_one_policy_without_unsafe_sources_everywhere(admin: Client) -> None:
    policies = {admin.get(path).headers["Content-Security-Policy"] for path in ("/", "/admin/", "/nulle-part/")}

    assert len(policies) == 1
    policy = policies.pop()
    assert "unsafe" not in policy
    assert "default-src 'none'" in policy
    assert {"http:", "https:", "data:", "*"}.isdisjoint(policy.replace(";", " ").split())


def test_a_multiple_chooser_starts_by_attributes() -> None:
    options = json.dumps({"formsetPrefix": 'id_"x"', "type": "MultipleChooserPanel"})
    html = render_to_string(
        "wagtailadmin/panels/multiple_chooser_panel.html",
        {"self": {"formset": {"prefix": "x", "management_form": ""}}, "options_json": options},
    )
    panel = BeautifulSoup(html, "html.parser").select_one("[data-tln-start=MultipleChooserPanel]")

    assert refused_in(html) == []
    assert panel is not None
    assert json.loads(json.loads(f'"{panel["data-tln-options"]}"')) == json.loads(options)


def test_a_chooser_needs_an_id() -> None:
    with pytest.raises(TypeError):
        BaseChooser().render("x", None)


def test_start_attributes_hold_json() -> None:
    assert start_attributes("Chooser", {"a": 1}) == {"data-tln-start": "Chooser", "data-tln-options": '{"a": 1}'}


def kinds_of_chooser(kind: type[BaseChooser] = BaseChooser) -> set[type[BaseChooser]]:
    return {kind}.union(*(kinds_of_chooser(lower) for lower in kind.__subclasses__()))


def test_no_chooser_starts_in_a_way_of_its_own() -> None:
    for kind in kinds_of_chooser():
        assert "render" not in vars(kind) or kind is BaseChooser, kind
        known = {BaseChooser, *CHOOSER_FUNCTIONS}
        assert "render_js_init" not in vars(kind) or kind in known, kind


def source_of(name: str) -> str:
    """Return the source of `module:Class.method`, or the text of `package:path`."""
    module_name, _, inside = name.partition(":")
    path = Path(str(importlib.import_module(module_name).__file__))
    if "/" in inside:
        return (path.parent / inside).read_text(encoding="utf-8")
    text = path.read_text(encoding="utf-8")
    class_name, _, method = inside.partition(".")
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.ClassDef) and node.name == class_name:
            for function in node.body:
                if isinstance(function, ast.FunctionDef) and function.name == method:
                    return str(ast.get_source_segment(text, function))
    return ""


@pytest.mark.parametrize("name", sorted(REPLACED))
def test_what_is_replaced_has_not_changed(name: str) -> None:
    assert hashlib.sha256(source_of(name).encode()).hexdigest()[:16] == REPLACED[name]
