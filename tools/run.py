"""`make run`: migrations, content, demonstration accounts, and the server, with run_due each minute in a thread.

Each step is skipped when its work is done, so that a second start takes seconds.
"""

import hashlib
import logging
import os
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SCHEDULE_SECONDS = 60


def step(title: str, work: Callable[[], object]) -> None:
    """Say what begins, do it, say how long it took; stop with a sentence where the command gives one."""
    from django.core.management import CommandError

    print(f"• {title}", flush=True)
    began = time.monotonic()
    try:
        work()
    except CommandError as error:
        sys.exit(str(error))
    print(f"  done in {time.monotonic() - began:.1f} s", flush=True)


def content_fingerprint() -> str:
    """Return what the loaded content depends on: its files, the models that receive it, and the database itself."""
    from django.db import connection

    digest = hashlib.sha256(str(connection.settings_dict["NAME"]).encode())
    paths = [
        *(ROOT / "content").rglob("*"),
        *(ROOT / "home" / "content").glob("*.py"),
        *ROOT.glob("*/migrations/*.py"),
        *ROOT.glob("*/management/commands/*.py"),
    ]
    for path in sorted(paths):
        if path.is_file() and "__pycache__" not in path.parts:
            digest.update(path.relative_to(ROOT).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def load_content() -> None:
    """Load content/ unless this very content is loaded already."""
    from django.core.management import call_command

    from portal.models import Theme

    stamp, wanted = ROOT / "var" / "content.stamp", content_fingerprint()
    # A removed or restored database has lost what the stamp says: its themes tell.
    if stamp.is_file() and stamp.read_text() == wanted and Theme.objects.exists():
        return
    step("Content: two minutes the first time", lambda: call_command("load_content"))
    stamp.write_text(wanted)


def repeat_run_due() -> None:
    """Call run_due each minute for as long as the server lives; a failure is logged and tried again."""
    from django.core.management import call_command
    from django.db import close_old_connections

    while True:
        try:
            call_command("run_due", stdout=open(os.devnull, "w"))  # noqa: SIM115 - closed with the thread
        except Exception:
            logging.getLogger("portal.run").exception("run_due failed; it is called again in a minute")
        close_old_connections()
        time.sleep(SCHEDULE_SECONDS)


def show_addresses(port: str) -> None:
    """Print where the portal is, and who can sign in."""
    from django.core.management import call_command

    print(f"\n  Site           http://localhost:{port}/\n  Administration http://localhost:{port}/admin/")
    print(f"  Sign in        http://localhost:{port}/connexion/\n\n  Demonstration accounts (e-mail, password, role):")
    call_command("load_demo_accounts")
    print("\n  Ctrl+C stops the server.\n", flush=True)


def main() -> None:
    """Prepare what is not ready, then serve."""
    sys.path.insert(0, str(ROOT))
    from tools.ports import chosen_port

    port = chosen_port()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.dev")
    os.environ["DEMO"] = "1"
    os.environ.setdefault("PUBLIC_URL", f"http://localhost:{port}")
    (ROOT / "var").mkdir(exist_ok=True)

    import django
    from django.core.management import call_command

    django.setup()
    step("Database", lambda: call_command("migrate", verbosity=0, interactive=False))
    load_content()
    show_addresses(port)
    threading.Thread(target=repeat_run_due, daemon=True).start()
    call_command("runserver", f"localhost:{port}", use_reloader=False, skip_checks=True)


if __name__ == "__main__":
    main()
