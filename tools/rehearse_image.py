"""`make rehearse`: play the steps of the Dockerfile in a clean folder, then start, check and stop what they made.

No Docker is needed: /srv becomes a temporary folder and both stages share it. Instructions are read from the file
itself, so that a step which would fail in the image fails here. Only what changes this machine (its users) is left out.
"""

import fnmatch
import json
import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

ROOT = Path(__file__).resolve().parent.parent
USER = 10001
PYTHONS = ("/usr/bin/python3.11", "/usr/bin/python3", sys.executable)


def instructions(text: str) -> list[tuple[str, str]]:
    """Return the instructions of a Dockerfile, each as its name and the rest of its line, continued lines joined."""
    lines = [line for line in text.splitlines() if not line.lstrip().startswith("#")]
    joined = re.sub(r"\\\n\s*", "", "\n".join(lines))
    return [
        (name, rest.strip()) for name, _space, rest in (line.partition(" ") for line in joined.splitlines() if line)
    ]


def ignored(path: str, patterns: Sequence[str]) -> bool:
    """Say whether .dockerignore leaves a path out: the last pattern that names it, or a folder above it, decides."""
    parts = path.split("/")
    above = ["/".join(parts[: size + 1]) for size in range(len(parts))]
    found = False
    for pattern in patterns:
        wanted = pattern.removeprefix("!").removeprefix("**/")
        anywhere = "**/" in pattern
        names = [part for step in above for part in ([step, step.rpartition("/")[2]] if anywhere else [step])]
        # In a pattern, * stops at a slash, which fnmatch does not know.
        if any(fnmatch.fnmatch(name, wanted) and name.count("/") == wanted.count("/") for name in names):
            found = not pattern.startswith("!")
    return found


def patterns_of(text: str) -> list[str]:
    """Return the patterns of a .dockerignore."""
    return [line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#")]


def context() -> Iterator[str]:
    """Give the files that Docker would be sent, among those that git knows or would add."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.splitlines()
    patterns = patterns_of((ROOT / ".dockerignore").read_text())
    return (path for path in listed if (ROOT / path).is_file() and not ignored(path, patterns))


@dataclass
class Rehearsal:
    """A folder that stands for the root of the image, and what the instructions have set so far."""

    root: Path
    variables: dict[str, str] = field(default_factory=dict)
    folder: Path = Path("/")
    health: list[str] = field(default_factory=list)
    command: list[str] = field(default_factory=list)

    def here(self, text: str) -> str:
        """Return a text with the image's paths turned into this machine's."""
        return re.sub(r"(?<![\w/])/srv\b", str(self.root / "srv"), text)

    def play(self, name: str, rest: str) -> None:
        """Play one instruction; those that only describe the image have nothing to play."""
        deed = getattr(self, f"play_{name.lower()}", None)
        if deed is not None:
            print(f"• {name} {rest[:100]}", flush=True)
            deed(self.here(rest))

    def play_from(self, rest: str) -> None:
        self.variables = {"PATH": f"{self.root / 'bin'}:/usr/bin:/bin", "HOME": str(self.root), "LC_ALL": "C.UTF-8"}

    def play_env(self, rest: str) -> None:
        self.variables |= dict(pair.split("=", 1) for pair in shlex.split(rest))

    def play_workdir(self, rest: str) -> None:
        self.folder = Path(rest)
        self.folder.mkdir(parents=True, exist_ok=True)

    def play_copy(self, rest: str) -> None:
        if rest.startswith("--from="):
            source, target = rest.split()[1:]
            if source != target or not Path(source).exists():
                sys.exit(f"COPY {rest}: both stages share one folder here, so a path must exist and stay the same.")
            return
        named = rest.split(maxsplit=1)[0]
        for path in context() if named == "." else [named]:
            (self.folder / path).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / path, self.folder / path)

    def play_run(self, rest: str) -> None:
        rest = re.sub(r"useradd [^&]*&& ", "", rest)
        rest = rest if os.geteuid() == 0 else re.sub(r" --owner=\d+", "", rest)
        subprocess.run(["sh", "-ec", rest], cwd=self.folder, env=self.variables, check=True)

    def play_healthcheck(self, rest: str) -> None:
        self.health = json.loads(rest[rest.index("[") :])

    def play_cmd(self, rest: str) -> None:
        self.command = json.loads(rest)


def identity(rehearsal: Rehearsal) -> dict[str, int]:
    """Return the user of the image, if this one may become it and it may read this machine's Python."""
    if os.geteuid() != 0:
        return {}
    command = [str(rehearsal.root / "srv" / "venv" / "bin" / "python"), "-c", "pass"]
    try:
        subprocess.run(command, check=True, user=USER, group=USER, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        print("• this machine's Python is not for other users: the rest runs as root", flush=True)
        return {}
    return {"user": USER, "group": USER}


def status_of(address: str) -> int:
    """Return the status of an answer; 0 without one."""
    try:
        with urlopen(address, timeout=5) as answer:
            return int(answer.status)
    except HTTPError as error:
        return error.code
    except OSError:
        return 0


def expect(what: str, truth: bool) -> None:
    """Say that something holds, or stop."""
    print(f"{'ok    ' if truth else 'FAILED'} {what}", flush=True)
    if not truth:
        sys.exit(1)


def start_check_stop(rehearsal: Rehearsal, port: str) -> None:
    """Start the image's command on an empty database, and see what a container would live through."""
    data = rehearsal.root / "data"
    data.mkdir()
    who = identity(rehearsal)
    if who:
        os.chown(data, USER, USER)
    own = {
        "SECRET_KEY": "only-for-the-rehearsal-" * 3,
        "ALLOWED_HOSTS": "portail.example.org",
        "TLN_LOG_LEVEL": "ERROR",
    }
    variables = rehearsal.variables | own | {"DATABASE_URL": f"sqlite:///{data / 'portal.sqlite3'}"}
    program = [str(rehearsal.root / "srv" / "venv" / "bin" / rehearsal.command[0])]
    arguments = [part.replace("0.0.0.0:8000", f"127.0.0.1:{port}") for part in rehearsal.command[1:]]
    server = subprocess.Popen(program + arguments, cwd=rehearsal.folder, env=variables, **who)
    base = f"http://127.0.0.1:{port}/-"
    deadline = time.monotonic() + 60
    while not status_of(f"{base}/live") and server.poll() is None and time.monotonic() < deadline:
        time.sleep(0.2)
    try:
        health = [part.replace(":8000", f":{port}") for part in rehearsal.health]
        python = str(rehearsal.root / "srv" / "venv" / "bin" / "python")
        healthy = subprocess.run([python, *health[1:]], env=variables, check=False, **who).returncode == 0
        expect("the health check passes, by an address that ALLOWED_HOSTS does not name", healthy)
        expect("not ready before the migrations", status_of(f"{base}/ready") == 503)
        migrate = [python, "manage.py", "migrate", "--no-input", "--verbosity", "0"]
        subprocess.run(migrate, cwd=rehearsal.folder, env=variables, check=True, **who)
        expect("ready after them", status_of(f"{base}/ready") == 200)
        strangers = [path for path in (rehearsal.root / "srv").rglob("*") if who and path.stat().st_uid == USER]
        expect("nothing was written outside the data and the media", strangers in ([], [rehearsal.root / "srv/media"]))
    finally:
        server.send_signal(signal.SIGTERM)
    expect("stops by itself when told to", server.wait(timeout=40) == 0)


def main() -> None:
    """Play the Dockerfile of this project."""
    sys.path.insert(0, str(ROOT))
    from tools.live_site import free_port

    python = next(path for path in PYTHONS if os.path.exists(path))
    with tempfile.TemporaryDirectory(prefix="image-") as folder:
        os.chmod(folder, 0o755)
        rehearsal = Rehearsal(Path(folder))
        (rehearsal.root / "bin").mkdir()
        (rehearsal.root / "bin" / "python").write_text(f'#!/bin/sh\nexec {python} "$@"\n')
        (rehearsal.root / "bin" / "python").chmod(0o755)
        for name, rest in instructions((ROOT / "Dockerfile").read_text()):
            rehearsal.play(name, rest)
        start_check_stop(rehearsal, free_port())


if __name__ == "__main__":
    main()
