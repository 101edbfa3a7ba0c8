"""The editors work under the policy: rows, pictures and dates, without one violation (`page_factory` asserts it)."""

import re
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from django.urls import reverse

from wagtail.images import get_image_model
from wagtail.models import Page as WagtailPage
from wagtail.models import get_page_models

from accounts.models import User
from events.models import EventIndexPage, EventPage
from resources.models import ArticlePage
from tests.browser.conftest import PageFactory
from tests.portal.factories import ImageFactory

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

PAGE_TYPES = sorted((model for model in get_page_models() if model.is_creatable), key=lambda model: model._meta.label)
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)


@pytest.fixture
def team(loaded_server: str, settings: Any) -> User:
    # Saving by itself would write beside the test on the same connection.
    settings.WAGTAIL_AUTOSAVE_INTERVAL = 0
    ImageFactory(title="Un carré")
    return User.objects.create_superuser("equipe-admin@example.org", first_name="Camille")


def show(field: Locator) -> None:
    """Open the tab that holds the field."""
    tab = field.evaluate("(field) => field.closest('[role=tabpanel]')?.getAttribute('aria-labelledby')")
    if tab and not field.is_visible():
        field.page.locator(f"#{tab}").click()


def choose_picture(page: Page, name: str) -> None:
    chooser = page.locator(f"#id_{name}-chooser")
    show(page.locator(f"#id_{name}-chooser"))
    if "blank" in str(chooser.get_attribute("class")):
        chooser.locator(".unchosen [data-chooser-action-choose]").click()
    else:
        chooser.locator(".chosen button").first.click()
        page.locator("[data-chooser-action-choose]:visible").last.click()
    page.locator(".modal-body a[data-chooser-modal-choice]", has_text="Un carré").first.click()
    expect(page.locator(".modal-body")).to_have_count(0)
    expect(page.locator(f"#id_{name}")).to_have_value(str(get_image_model().objects.get(title="Un carré").pk))


def choose_day(page: Page, field: Locator) -> None:
    show(field)
    field.click()
    page.locator(".xdsoft_datetimepicker:visible .xdsoft_date:not(.xdsoft_other_month)").nth(9).click()
    expect(field).to_have_value(re.compile(r"^\d{4}-\d\d-10|^10/\d\d/\d{4}"))
    page.keyboard.press("Escape")


def add_row(page: Page, formset: str) -> str:
    """Add a row to the inline panel; return the row's prefix."""
    total = page.locator(f"#{formset}-TOTAL_FORMS")
    before = int(total.input_value())
    button = page.locator(f"#{formset}-ADD")
    show(button)
    button.click()
    expect(total).to_have_value(str(before + 1))
    expect(page.locator(f"#inline_child_{formset.removeprefix('id_')}-{before}")).to_be_visible()
    return f"{formset}-{before}"


def add_rows(page: Page) -> list[str]:
    """Add a row to every inline panel; return the rows' prefixes."""
    buttons = page.locator("button[id^=id_][id$=-ADD]").all()
    return [add_row(page, str(button.get_attribute("id")).removesuffix("-ADD")) for button in buttons]


def test_the_watch_sees_what_the_policy_refuses(page_factory: PageFactory, violations: list[str]) -> None:
    page = page_factory()
    page.goto("/")
    page.evaluate("document.body.append(Object.assign(document.createElement('script'), {textContent: '1'}))")
    page.evaluate("document.body.insertAdjacentHTML('beforeend', '<p style=\"color: red\">x</p>')")
    page.wait_for_timeout(100)

    assert [found.split(": ", 1)[1].split()[0] for found in violations] == ["script-src-elem", "style-src-attr"]
    violations.clear()


def by_dose(models: list[type[WagtailPage]]) -> list[Any]:
    """Leave four types in five to the larger suites: each takes seconds in a browser."""
    return [
        model if place % 5 == 0 else pytest.param(model, marks=pytest.mark.slow) for place, model in enumerate(models)
    ]


@pytest.mark.parametrize("model", by_dose(PAGE_TYPES), ids=lambda model: model._meta.label)
def test_an_editor_adds_rows_picks_a_picture_and_a_date(
    page_factory: PageFactory, team: User, model: type[WagtailPage]
) -> None:
    instance = model.objects.first()
    assert instance is not None, f"The content has no {model._meta.label}"
    page = page_factory(user=team)

    page.goto(reverse("wagtailadmin_pages:edit", args=[instance.pk]))
    choose_picture(page, "image")
    choose_day(page, page.locator("#id_reviewed_on"))
    rows = add_rows(page)

    expect(page.locator("[data-tln-start]")).to_have_count(0)
    for row in rows:
        calendars = page.locator(f"input[id^={row}-][autocomplete=off]:visible")
        if calendars.count():
            choose_day(page, calendars.first)


def test_a_new_event_is_saved_with_its_dates_and_picture(page_factory: PageFactory, team: User) -> None:
    agenda = EventIndexPage.objects.get()
    page = page_factory(user=team)
    page.goto(reverse("wagtailadmin_pages:add", args=["events", "eventpage", agenda.pk]))
    page.locator("#id_title").fill("Une rencontre de plus")
    choose_picture(page, "image")
    if not page.locator("#id_occurrences-0-starts_at").count():
        add_row(page, "id_occurrences")
    choose_day(page, page.locator("#id_occurrences-0-starts_at"))
    page.get_by_role("button", name=re.compile("Enregistrer|brouillon", re.IGNORECASE)).first.click()
    expect(page.locator(".messages .success")).to_be_visible()

    saved = EventPage.objects.get(title="Une rencontre de plus").get_latest_revision_as_object()
    assert saved.image.title == "Un carré"
    assert saved.occurrences.get().starts_at.day == 10


def test_rich_text_shows_the_name_of_an_empty_heading(page_factory: PageFactory, team: User) -> None:
    page = page_factory(user=team)
    page.goto(reverse("wagtailadmin_pages:edit", args=[ArticlePage.objects.earliest("path").pk]))

    sheets = page.evaluate("document.adoptedStyleSheets.flatMap((s) => [...s.cssRules].map((r) => r.cssText)).join()")

    assert "Draftail-block--empty" in sheets


PASTED = """<html><head><style>p { color: red }</style></head><body><b style="font-weight:normal" id="docs-internal">
<p style="line-height:1.4"><span style="font-weight:700">Gras</span> <span style="font-style:italic">penché</span>
droit</p></b></body></html>"""
PASTE = """(html) => {
  const clipboardData = new DataTransfer();
  clipboardData.setData("text/html", html);
  clipboardData.setData("text/plain", "Gras penché droit");
  const paste = new ClipboardEvent("paste", { bubbles: true, cancelable: true, clipboardData });
  document.activeElement.dispatchEvent(paste);
}"""


def test_rich_text_keeps_what_is_bold_in_a_word_processor(page_factory: PageFactory, team: User) -> None:
    page = page_factory(user=team)
    page.goto(reverse("wagtailadmin_pages:edit", args=[ArticlePage.objects.earliest("path").pk]))
    text = page.locator(".public-DraftEditor-content:visible").first
    text.click()
    page.keyboard.press("ControlOrMeta+a")
    page.evaluate(PASTE, PASTED)

    expect(text).to_have_text(re.compile(r"^\s*Gras penché\s+droit\s*$"))
    weights = text.locator("[data-text]").evaluate_all(
        "(all) => all.map((t) => [t.textContent.trim(), getComputedStyle(t).fontWeight, getComputedStyle(t).fontStyle])"
    )
    said = {words: (weight >= "600", style) for words, weight, style in weights if words}
    assert said == {"Gras": (True, "normal"), "penché": (False, "italic"), "droit": (False, "normal")}

    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.press("ControlOrMeta+c")


def test_a_preview_and_the_checks_open(page_factory: PageFactory, team: User) -> None:
    page = page_factory(user=team)
    page.goto(reverse("wagtailadmin_pages:edit", args=[ArticlePage.objects.earliest("path").pk]))
    page.locator("[data-side-panel-toggle=preview]").click()
    expect(page.frame_locator("#w-preview-iframe").locator("h1")).to_be_visible()
    page.locator("[data-side-panel-toggle=checks]").click()
    expect(page.locator("[data-side-panel=checks]")).to_be_visible()


def test_files_are_sent_and_named(page_factory: PageFactory, team: User) -> None:
    page = page_factory(user=team)
    page.goto(reverse("wagtailmedia:add", args=["video"]))
    page.locator("#id_file").set_input_files({"name": "le-film.mp4", "mimeType": "video/mp4", "buffer": b"\0"})
    expect(page.locator("#id_title")).to_have_value("le-film")

    page.goto(reverse("wagtailimages:add_multiple"))
    page.locator("input[type=file]").set_input_files({"name": "point.png", "mimeType": "image/png", "buffer": PNG})
    expect(page.locator("#upload-list input[name$=title]")).to_have_value("point")

    page.goto(reverse("wagtailimages:edit", args=[get_image_model().objects.get(title="Un carré").pk]))
    expect(page.locator(".jcrop-holder")).to_be_visible()


def test_a_workflow_takes_a_task_and_a_page(page_factory: PageFactory, team: User) -> None:
    page = page_factory(user=team)
    page.goto(reverse("wagtailadmin_workflows:add"))
    if not page.locator(".task-chooser:visible").count():
        page.locator("#id_workflow_tasks-ADD").click()
    page.locator(".task-chooser:visible [data-chooser-action-choose]:visible").first.click()
    page.locator(".modal [role=tab]").nth(1).click()
    page.locator(".modal a.task-choice:visible").first.click()

    expect(page.locator("#id_workflow_tasks-0-task-chooser [data-chooser-title]")).to_have_text(
        "Validation par la modération"
    )


def test_a_report_is_filtered_by_date(page_factory: PageFactory, team: User) -> None:
    page = page_factory(user=team)
    page.goto(reverse("wagtailadmin_reports:site_history"))
    page.locator("[data-controller*=w-drilldown] button").first.click()
    page.locator("[data-w-drilldown-target=toggle]", has_text="Date").click()
    choose_day(page, page.locator("input[name=timestamp_from]"))
    page.wait_for_url(re.compile("timestamp_from="))
