"""A WSGI application that takes its time, for the test of a stop."""

import time
from collections.abc import Callable, Iterable

STEP, STEPS = 0.2, 6


def application(environ: dict[str, object], start_response: Callable[..., object]) -> Iterable[bytes]:
    """Answer at once that the request has begun, then word by word."""
    start_response("200 OK", [("Content-Type", "text/plain")])
    for number in range(STEPS):
        time.sleep(STEP)
        yield f"{number} ".encode()
