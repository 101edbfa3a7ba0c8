"""The server of `make serve` and of the image: told to end, it ends what it has begun and takes no more."""

import signal
import subprocess
import threading
import time
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest

from tests.support.slow_app import STEPS
from tools.live_site import free_port
from tools.serve import gunicorn

ROOT = Path(__file__).resolve().parents[2]


def test_a_request_that_has_begun_is_answered_before_the_end() -> None:
    port = free_port()
    address = f"http://127.0.0.1:{port}/"
    server = subprocess.Popen(
        gunicorn(port, "tests.support.slow_app:application"),
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )
    answers: list[bytes] = []
    began = threading.Event()

    def ask() -> None:
        with urlopen(address, timeout=30) as answer:
            answers.append(answer.read(2))
            began.set()
            answers.append(answer.read())

    try:
        for _try in range(150):
            try:
                urlopen(address, timeout=30).close()
                break
            except URLError:
                time.sleep(0.1)
        reader = threading.Thread(target=ask)
        reader.start()
        assert began.wait(20)
        server.send_signal(signal.SIGTERM)
        reader.join(20)
        assert b"".join(answers).split() == [str(number).encode() for number in range(STEPS)]
        assert server.wait(timeout=35) == 0
        with pytest.raises(URLError):
            urlopen(address, timeout=5)
    finally:
        server.kill()
        server.communicate()
