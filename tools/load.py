"""How many requests a second the portal answers under the production settings, and how long the slow ones take.

`wrk` sends them if it is on the PATH; else threads of this process do, which tire before a plain view does: then the
plain view is better than it looks, and the ratios are flattered. Figures compare inside one run only.
"""

import re
import shutil
import statistics
import subprocess
import threading
import time
from dataclasses import dataclass
from http.client import HTTPConnection
from urllib.parse import urlsplit

CLIENTS = 4
SECONDS = 5.0
WARM = 12
HEADERS = {"Accept-Encoding": "gzip", "Accept-Language": "fr", "Connection": "keep-alive"}
_LUA = """
done = function(summary, latency)
  local half, most = latency:percentile(50), latency:percentile(95)
  io.write(string.format("%d %d %d %d\\n", summary.requests, summary.duration, half, most))
end
"""


@dataclass(frozen=True)
class Load:
    """What a page stood: requests a second, and milliseconds of half and of 95 in 100 of them."""

    rate: float
    middle: float
    slow: float


def generator() -> str:
    """Return what sends the requests, in words."""
    return "wrk" if shutil.which("wrk") else "http.client"


def get(connection: HTTPConnection, path: str) -> float:
    """Return the milliseconds of one request; raises when the answer is not a page."""
    began = time.perf_counter()
    connection.request("GET", path, headers=HEADERS)
    answer = connection.getresponse()
    answer.read()
    if answer.status != 200:
        raise RuntimeError(f"{path} answers {answer.status}")
    return 1000 * (time.perf_counter() - began)


def by_threads(host: str, path: str) -> Load:
    """Ask from a few threads at once, each as soon as it has its answer."""
    times: list[float] = []
    end = time.perf_counter() + SECONDS

    def ask() -> None:
        connection = HTTPConnection(host, timeout=30)
        while time.perf_counter() < end:
            times.append(get(connection, path))
        connection.close()

    began = time.perf_counter()
    threads = [threading.Thread(target=ask) for _client in range(CLIENTS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    elapsed = time.perf_counter() - began
    return Load(len(times) / elapsed, statistics.median(times), statistics.quantiles(times, n=20)[-1])


def by_wrk(base: str, path: str, script: str) -> Load:
    """Ask with wrk, which is faster than what it asks."""
    command = ["wrk", "-t", "1", "-c", str(CLIENTS), "-d", f"{SECONDS:.0f}s", "-s", script]
    for name, value in HEADERS.items():
        command += ["-H", f"{name}: {value}"]
    told = subprocess.run([*command, base + path], capture_output=True, text=True, check=True).stdout
    found = re.search(r"^(\d+) (\d+) (\d+) (\d+)$", told, re.MULTILINE)
    if found is None:
        raise RuntimeError(f"wrk said something else: {told}")
    requests, duration, middle, slow = map(int, found.groups())
    return Load(requests / (duration / 1e6), middle / 1000, slow / 1000)


def measure(base: str, pages: dict[str, str], folder: str) -> dict[str, Load]:
    """Return what each page stands, after a few requests that nobody counts."""
    script = f"{folder}/told.lua"
    with open(script, "w") as file:
        file.write(_LUA)
    host = urlsplit(base).netloc
    found = {}
    for name, path in pages.items():
        connection = HTTPConnection(host, timeout=30)
        for _request in range(WARM):
            get(connection, path)
        connection.close()
        found[name] = by_wrk(base, path, script) if generator() == "wrk" else by_threads(host, path)
    return found


def print_table(pages: dict[str, str], loads: dict[str, Load]) -> None:
    """Print one line a page; the first is what the others are compared with."""
    first = next(iter(loads.values()))
    print(f"\n{CLIENTS} clients at once by {generator()}, {SECONDS:.0f} s a page, 2 workers × 4 threads")
    print(f"{'req/s':>8} {'ratio':>6} {'p50 ms':>7} {'p95 ms':>7} {'ratio':>6}  page")
    for name, load in loads.items():
        figures = f"{load.rate:>8.1f} {first.rate / load.rate:>6.1f} {load.middle:>7.1f} {load.slow:>7.1f}"
        print(f"{figures} {load.slow / first.slow:>6.1f}  {name} {pages[name]}")
