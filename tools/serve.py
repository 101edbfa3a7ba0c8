"""`make serve`: the production settings on this machine; the worker and the scheduler are children that end with it.

Its database, files and secret stand in var/serve/, apart from those of `make run`: no account has a known password.
"""

import os
import secrets
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
HOME = ROOT / "var" / "serve"
PYTHON = str(ROOT / ".venv" / "bin" / "python")
SCHEDULE_SECONDS = 60


def secret() -> str:
    """Return this machine's secret, made at the first start and readable by its owner only."""
    path = HOME / "secret"
    if not path.is_file():
        with open(os.open(path, os.O_WRONLY | os.O_CREAT, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(50))
    return path.read_text()


def environment(port: str) -> dict[str, str]:
    """Return the children's variables: what the caller set wins."""
    return {
        "ALLOWED_HOSTS": "localhost,127.0.0.1,[::1]",
        "DATABASE_URL": f"sqlite:///{HOME / 'portal.sqlite3'}",
        "PUBLIC_URL": f"http://localhost:{port}",
        "SECRET_KEY": secret(),
        "TLN_INSECURE_LOCAL": "1",
        "TLN_MEDIA_ROOT": str(HOME / "media"),
        "TLN_STATIC_ROOT": str(HOME / "static"),
        "DJANGO_SETTINGS_MODULE": "portal.settings.base",
    } | os.environ


def manage(variables: dict[str, str], *arguments: str) -> int:
    """Run one management command and return its exit status."""
    return subprocess.run([PYTHON, "manage.py", *arguments], cwd=ROOT, env=variables, check=False).returncode


def prepare(variables: dict[str, str]) -> None:
    """Bring the database, the content and the static files to today's code."""
    for arguments in (
        ("migrate", "--verbosity", "0", "--no-input"),
        ("collectstatic", "--verbosity", "0", "--no-input"),
        ("load_content",),
    ):
        print(f"• {arguments[0]}", flush=True)
        if manage(variables, *arguments):
            sys.exit(f"{arguments[0]} failed (see above).")


def gunicorn(port: str, application: str = "portal.wsgi:application") -> list[str]:
    """Return the command that serves; told to end, it first answers what it has begun, for 30 seconds at most."""
    command = [PYTHON, "-m", "gunicorn", application, "--no-control-socket"]
    return [*command, "--bind", f"127.0.0.1:{port}", "--workers", "2", "--threads", "4", "--graceful-timeout", "30"]


def repeat_run_due(variables: dict[str, str], stop: threading.Event) -> None:
    """Call run_due each minute until the server ends; a failure shows and is tried again."""
    while not stop.is_set():
        manage(variables, "run_due")
        stop.wait(SCHEDULE_SECONDS)


def keep_worker(variables: dict[str, str], stop: threading.Event, children: list[subprocess.Popen[bytes]]) -> None:
    """Keep one task worker alive until the server ends: a killed one is replaced."""
    while not stop.is_set():
        worker = subprocess.Popen([PYTHON, "manage.py", "db_worker"], cwd=ROOT, env=variables)
        children.append(worker)
        worker.wait()
        stop.wait(1)


def main() -> int:
    """Prepare, then serve until a signal comes or gunicorn ends."""
    sys.path.insert(0, str(ROOT))
    from tools.ports import chosen_port

    port = chosen_port()
    HOME.mkdir(parents=True, exist_ok=True)
    variables = environment(port)
    prepare(variables)
    server = subprocess.Popen(gunicorn(port), cwd=ROOT, env=variables)
    children, stop = [server], threading.Event()
    for stopping in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(stopping, lambda *_: server.terminate())
    threads = [
        threading.Thread(target=repeat_run_due, args=(variables, stop), daemon=True),
        threading.Thread(target=keep_worker, args=(variables, stop, children), daemon=True),
    ]
    for thread in threads:
        thread.start()
    print(f"\n  http://localhost:{port}/ (production settings; `createsuperuser` makes an account)\n", flush=True)
    status = server.wait()
    stop.set()
    for child in children:
        child.terminate()
    deadline = time.monotonic() + 10
    for child in children:
        try:
            child.wait(max(0.1, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            child.kill()
    return status


if __name__ == "__main__":
    sys.exit(main())
