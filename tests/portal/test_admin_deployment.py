"""Production settings pass Django's deployment checks, and do not while a demonstration account exists."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CREATE = """
import django
django.setup()
from accounts.demo import DEMO_ACCOUNTS
from accounts.models import User
User.objects.create_user(DEMO_ACCOUNTS[0].email)
"""


def run(arguments: list[str], database: Path) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if name in {"PATH", "HOME", "LANG"}}
    env = kept | {
        "DJANGO_SETTINGS_MODULE": "portal.settings.base",
        "SECRET_KEY": "a-long-secret-that-signs-sessions-and-tokens-of-this-test-only-0123456789",
        "ALLOWED_HOSTS": "portail.example.org",
        "PUBLIC_URL": "https://portail.example.org",
        "DATABASE_URL": f"sqlite:///{database}",
    }
    command = [sys.executable, *arguments]
    return subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=False)


@pytest.fixture
def database(tmp_path: Path) -> Path:
    made = tmp_path / "site.sqlite3"
    migrated = run(["manage.py", "migrate", "--verbosity=0"], made)
    assert migrated.returncode == 0, migrated.stderr
    return made


@pytest.mark.slow
def test_deployment_checks_pass_until_a_demonstration_account_exists(database: Path) -> None:
    check = ["manage.py", "check", "--deploy", "--fail-level=WARNING"]

    clean = run(check, database)
    assert (clean.returncode, clean.stderr) == (0, "")

    assert run(["-c", CREATE], database).returncode == 0
    refused = run(check, database)
    assert refused.returncode != 0
    assert "accounts.E001" in refused.stderr


def test_production_refuses_to_start_without_a_secret(tmp_path: Path) -> None:
    kept = {name: value for name, value in os.environ.items() if name in {"PATH", "HOME", "LANG"}}
    started = subprocess.run(
        [sys.executable, "manage.py", "check"],
        cwd=ROOT,
        env=kept | {"DJANGO_SETTINGS_MODULE": "portal.settings.base"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert started.returncode != 0
    assert "SECRET_KEY" in started.stderr
