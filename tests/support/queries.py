"""Counting queries as the budgets count them: transaction statements apart."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.db import connection
from django.test.utils import CaptureQueriesContext

WRITES = ("INSERT", "UPDATE", "DELETE", "REPLACE", "CREATE", "ALTER", "DROP")
TRANSACTION = ("BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE", "SET ", "PRAGMA")


class Counted:
    """Statements seen inside `counted_queries`."""

    def __init__(self, context: CaptureQueriesContext) -> None:
        self._context = context

    @property
    def statements(self) -> list[str]:
        return [
            query["sql"]
            for query in self._context.captured_queries
            if not query["sql"].lstrip().upper().startswith(TRANSACTION)
        ]

    @property
    def writes(self) -> list[str]:
        return [sql for sql in self.statements if sql.lstrip().upper().startswith(WRITES)]

    def __len__(self) -> int:
        return len(self.statements)


@contextmanager
def counted_queries() -> Iterator[Counted]:
    """Count the statements of the block; transaction statements are left out."""
    with CaptureQueriesContext(connection) as context:
        yield Counted(context)


def queries_of(call: Callable[[], object]) -> list[str]:
    """Return the statements that `call` sends."""
    with counted_queries() as counted:
        call()
    return counted.statements


def assert_at_most(call: Callable[[], object], limit: int) -> None:
    """Fail, listing the statements, when `call` sends more than `limit`."""
    statements = queries_of(call)
    assert len(statements) <= limit, f"{len(statements)} > {limit} queries:\n" + "\n".join(s[:300] for s in statements)
