"""Work that is due at a time: registered by apps, run each minute by `run_due`, harmless when run twice."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class DueJob:
    """A job by its name; `run` does what is due at the moment it is given, late or not, and says how much it did."""

    name: str
    run: Callable[[datetime], int]


_jobs: dict[str, DueJob] = {}


def register_due_job(name: str, run: Callable[[datetime], int]) -> None:
    """Add a job, once; called from AppConfig.ready."""
    _jobs[name] = DueJob(name, run)


def due_jobs() -> list[DueJob]:
    """Return the jobs in the order of their registration."""
    return list(_jobs.values())
