"""Chromium for the tests marked `browser`; every page it opens is watched."""

import os
import shutil
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Error, Page, Request, sync_playwright

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.test import Client

# Playwright's loop runs in the test's thread, and Django takes any running loop for asynchronous code.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
# Playwright adds it to each document outside the document's own policy.
REPORT_VIOLATIONS = """
document.addEventListener("securitypolicyviolation", (event) => {
  const { effectiveDirective, blockedURI, sourceFile, lineNumber, sample } = event;
  const where = event.target.outerHTML?.slice(0, 120) ?? "";
  window.reportViolation(`${effectiveDirective} ${blockedURI} ${sourceFile}:${lineNumber} ${sample} ${where}`);
});
"""

PageFactory = Callable[..., Page]


def path_of_chromium() -> str | None:
    """Return the browser of CHROMIUM, else the PATH's, else Debian's."""
    return os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium", path="/usr/bin")


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The one browser of the session; skips without Chromium, fails where TLN_REQUIRE_ALL=1 asks for it."""
    path = path_of_chromium()
    if path is None:
        reason = "Chromium is missing: install the package chromium, or set CHROMIUM."
        if os.environ.get("TLN_REQUIRE_ALL") == "1":
            pytest.fail(reason)
        pytest.skip(reason)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def violations() -> list[str]:
    """What the pages of this test did wrong: refused by the policy, uncaught errors, requests to other hosts."""
    return []


@pytest.fixture
def page_factory(chromium: Browser, loaded_server: str, violations: list[str]) -> Iterator[PageFactory]:
    """Open pages of the loaded site: `page_factory(width=320, dark=True, user=editor).goto("/")`.

    The test fails at its end when one of them did wrong.
    """
    contexts: list[BrowserContext] = []

    def make(
        *,
        width: int = 1280,
        height: int = 900,
        dark: bool = False,
        javascript: bool = True,
        user: AbstractBaseUser | None = None,
        **options: Any,
    ) -> Page:
        context = chromium.new_context(
            base_url=loaded_server,
            viewport={"width": width, "height": height},
            color_scheme="dark" if dark else "light",
            java_script_enabled=javascript,
            locale="fr-FR",
            reduced_motion="reduce",
            **options,
        )
        contexts.append(context)
        context.set_default_timeout(10_000)
        if user is not None:
            sign_in(context, user, loaded_server)
        watch(context, violations, urlsplit(loaded_server).netloc)
        return context.new_page()

    yield make
    found = list(violations)
    for context in contexts:
        leave(context)
    assert not found, "\n".join(found)


def sign_in(context: BrowserContext, user: AbstractBaseUser, url: str) -> None:
    """Give the context the session of `user`."""
    client = Client()
    client.force_login(user)
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": url}])


def watch(context: BrowserContext, violations: list[str], host: str) -> None:
    """Note in `violations` what any page or frame of the context does wrong."""

    def note_request(request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme in {"http", "https", "ws", "wss"} and parts.netloc != host:
            violations.append(f"another host: {request.url}")

    context.expose_binding(
        "reportViolation", lambda source, text: violations.append(f"{source['frame'].url}: {text}".strip())
    )
    context.add_init_script(REPORT_VIOLATIONS)
    context.on("request", note_request)
    context.on("weberror", lambda error: violations.append(f"error on {error.page and error.page.url}: {error.error}"))


def leave(context: BrowserContext) -> None:
    """Close the context once its pages are quiet: a request still running would meet an emptied database."""
    for page in context.pages:
        try:
            page.goto("about:blank")
        except Error:
            continue
    context.close()
