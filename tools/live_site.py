"""A portal of its own under the production settings, for what measures or pictures the running site.

The data is a copy of that of `make run`, brought to today's code and content; without it, the content is loaded anew.
Files that were sent (pictures, films) are only read where they are.
"""

import os
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.request import urlopen

from tools import serve

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "var" / "portal.sqlite3"
START_SECONDS = 60


def free_port() -> str:
    """Return a port of this machine that nobody uses."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return str(probe.getsockname()[1])


def copy_data(target: Path) -> None:
    """Copy the database of `make run` as it stands, even while it runs; do nothing when there is none."""
    if not DATA.is_file():
        return
    with closing(sqlite3.connect(DATA)) as source, closing(sqlite3.connect(target)) as copy:
        source.backup(copy)


def variables_for(port: str, home: Path) -> dict[str, str]:
    """Return the variables of `make serve`, with a database and static files below `home`."""
    return serve.environment(port) | {
        "ALLOWED_HOSTS": "localhost,127.0.0.1,[::1]",
        "DATABASE_URL": f"sqlite:///{home / 'portal.sqlite3'}",
        "DEMO": "0",
        "DJANGO_SETTINGS_MODULE": "portal.settings.base",
        "PUBLIC_URL": f"http://localhost:{port}",
        "TLN_INSECURE_LOCAL": "1",
        "TLN_LOG_LEVEL": "ERROR",
        "TLN_MEDIA_ROOT": str(DATA.parent / "media" if DATA.is_file() else home / "media"),
        "TLN_STATIC_ROOT": str(home / "static"),
    }


def wait_for(address: str, server: "subprocess.Popen[bytes]") -> None:
    """Return once the address answers; stop when the server has ended or takes too long."""
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and server.poll() is None:
        try:
            urlopen(address, timeout=5).close()
        except OSError:
            time.sleep(0.2)
        else:
            return
    server.terminate()
    sys.exit("The server did not start (see above).")


@contextmanager
def live_site(application: str = "portal.wsgi:application") -> Iterator[tuple[str, dict[str, str]]]:
    """Serve a portal of its own as `make serve` does; give its address and its variables, end it afterwards."""
    with tempfile.TemporaryDirectory(prefix="portal-") as folder:
        home, port = Path(folder), free_port()
        serve.HOME.mkdir(parents=True, exist_ok=True)
        copy_data(home / "portal.sqlite3")
        variables = variables_for(port, home)
        serve.prepare(variables)
        server = subprocess.Popen(serve.gunicorn(port, application), cwd=ROOT, env=variables)
        try:
            wait_for(f"http://localhost:{port}/-/ready", server)
            yield f"http://localhost:{port}", variables
        finally:
            server.terminate()
            server.wait(timeout=40)


def set_up(variables: dict[str, str]) -> None:
    """Let this process read the same database as the server."""
    os.environ.update(variables)
    import django

    django.setup()


def pages_to_measure() -> dict[str, str]:
    """Return one address of each kind of public page: the first live one that anybody may open. Needs `set_up`."""
    from django.utils import timezone

    from portal.readers import ANONYMOUS
    from search.models import Entry

    addresses = {"home": "/", "list": "/ressources/"}
    visible = Entry.objects.visible_to(ANONYMOUS, timezone.now())
    for kind in ("coalition", "member", "clip", "event", "call"):
        entry = visible.of_kinds(kind).order_by("pk").first()
        if entry is not None:
            addresses[kind] = entry.address
    return addresses | {"search": "/recherche/?q=logement"}
