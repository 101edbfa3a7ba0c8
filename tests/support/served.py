"""The loaded site behind a real server, for the browser's tests: made once a session, from an empty folder."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
START_SECONDS = 60


@dataclass(frozen=True)
class ServedSite:
    """A running portal and its address, without a slash at the end."""

    address: str
    pages: tuple[str, ...]

    def one_of_each_type(self) -> tuple[str, ...]:
        """Return the path of one live page of every page type."""
        return self.pages


# Run inside the served site: the first page of every type, by its path.
LIST_PAGES = """
from wagtail.models import Page, get_page_models
for model in get_page_models():
    page = model.objects.live().filter(depth__gt=2).order_by('pk').first() if model is not Page else None
    if page is not None:
        print('PATH ' + '/' + page.url_path.split('/', 2)[2])
"""


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _manage(environment: dict[str, str], *arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, f"manage.py {arguments[0]} failed:\n{done.stdout[-2000:]}\n{done.stderr[-2000:]}"
    return done.stdout


def _wait_for(address: str, server: subprocess.Popen[bytes]) -> None:
    for _attempt in range(START_SECONDS * 10):
        assert server.poll() is None, "The server stopped at once."
        try:
            with urllib.request.urlopen(f"{address}/robots.txt", timeout=5):
                return
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.1)
    raise AssertionError("The server did not answer.")


@pytest.fixture(scope="session")
def served_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServedSite]:
    """Serve the loaded content with the test settings and gunicorn, on a port of its own."""
    place = tmp_path_factory.mktemp("served")
    port = _free_port()
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith(("DATABASE_URL", "PYTEST"))},
        "DJANGO_SETTINGS_MODULE": "portal.settings.served",
        "DATABASE_URL": f"sqlite:///{place / 'portal.sqlite3'}",
        "TLN_MEDIA_ROOT": str(place / "media"),
        "DEMO": "1",
    }
    for command in ("migrate", "load_content", "load_demo_accounts"):
        _manage(environment, command)
    log = (place / "server.log").open("wb")
    server = subprocess.Popen(
        [sys.executable, "-m", "gunicorn", "--bind", f"127.0.0.1:{port}", "--threads", "8", "portal.wsgi"],
        cwd=ROOT,
        env=environment,
        stdout=log,
        stderr=log,
    )
    try:
        _wait_for(f"http://127.0.0.1:{port}", server)
        listed = _manage(environment, "shell", "--verbosity", "0", "--command", LIST_PAGES)
        paths = tuple(line.removeprefix("PATH ") for line in listed.splitlines() if line.startswith("PATH "))
        yield ServedSite(f"http://127.0.0.1:{port}", paths)
    finally:
        server.terminate()
        server.wait(timeout=30)
        log.close()
