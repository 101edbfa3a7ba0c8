"""The port that a server of this machine is to take."""

import os
import socket
import sys


def chosen_port() -> str:
    """Return PORT, 8000 by default; stop with a sentence when it is taken or no port at all."""
    port = os.environ.get("PORT") or "8000"
    if not port.isdigit() or not 0 < int(port) < 65536:
        sys.exit(f"PORT={port} is not a port: give a number from 1 to 65535.")
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", int(port)))
        except OSError as error:
            sys.exit(f"Port {port} cannot be used ({error.strerror}): choose another, as in `PORT=8080 make run`.")
    return port
