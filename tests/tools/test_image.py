"""The image: what its file promises, and what is kept out of it."""

import json
import subprocess
from pathlib import Path

import pytest
import yaml

from django.conf import settings

from tools.rehearse_image import ignored, instructions, patterns_of

ROOT = Path(__file__).resolve().parents[2]
STEPS = instructions((ROOT / "Dockerfile").read_text())
PATTERNS = patterns_of((ROOT / ".dockerignore").read_text())
SERVICES = yaml.safe_load((ROOT / "compose.yaml").read_text())["services"]
OWN = ("web", "worker", "scheduler", "migrate")


def last(name: str) -> str:
    return [rest for step, rest in STEPS if step == name][-1]


def test_the_image_promises_what_a_platform_expects() -> None:
    assert [step for step, _rest in STEPS].count("FROM") == 2
    assert last("USER") == "10001"
    assert last("STOPSIGNAL") == "SIGTERM"
    assert "/-/live" in last("HEALTHCHECK")
    command = json.loads(last("CMD"))
    assert command[0] == "gunicorn"
    assert "migrate" not in last("CMD")
    assert json.loads(last("HEALTHCHECK").partition("CMD ")[2])[0] == "python"


def test_the_last_stage_compiles_and_installs_nothing() -> None:
    names = [step for step, _rest in STEPS]
    final = STEPS[len(names) - 1 - names[::-1].index("FROM") :]
    assert all("pip" not in rest for step, rest in final if step == "RUN")
    assert all(rest.startswith("--from=build") for step, rest in final if step == "COPY")


@pytest.mark.parametrize(
    "path",
    [
        ".env",
        ".env.production",
        ".git/config",
        ".venv/bin/python",
        "docs/settings.md",
        "portal/__pycache__/apps.cpython-311.pyc",
        "portal/data.sqlite3",
        "portal/data.sqlite3-wal",
        "tests/conftest.py",
        "tools/serve.py",
        "var/media/private/letter.pdf",
        "var/serve/secret",
    ],
)
def test_what_stays_out(path: str) -> None:
    assert ignored(path, PATTERNS)


def test_what_the_portal_needs_is_in() -> None:
    """Everything git knows of the rooms, but for their caches."""
    rooms = [name for name in settings.INSTALLED_APPS if (ROOT / name).is_dir()]
    command = ["git", "ls-files", *rooms, "templates", "locale", "content", "manage.py", "requirements.txt"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.splitlines()
    if not listed:
        pytest.skip("no git here")
    assert len(rooms) >= 8
    assert [path for path in [*listed, "docs/editeurs.md"] if ignored(path, PATTERNS)] == []


@pytest.mark.parametrize("name", OWN)
def test_services_may_write_nowhere_but_where_they_must(name: str) -> None:
    service = SERVICES[name]
    assert service["read_only"] is True
    assert service["tmpfs"] == ["/tmp"]
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert service["volumes"] == ["media:/srv/media"]


def test_whom_compose_waits_for() -> None:
    assert SERVICES["web"]["depends_on"]["migrate"] == {"condition": "service_completed_successfully"}
    for name in ("postgres", "elasticsearch", "redis"):
        assert SERVICES[name]["healthcheck"]["test"]
    assert SERVICES["elasticsearch"]["image"].startswith("docker.elastic.co/elasticsearch/elasticsearch:8.")
    assert set(OWN) <= set(SERVICES)
    assert all("mem_limit" in service for service in SERVICES.values())
