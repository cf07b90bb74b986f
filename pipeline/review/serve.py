"""Starts the desk: a server on the loopback interface, for as long as the command runs."""

from __future__ import annotations

import socket
from collections.abc import Callable

from pipeline.errors import ExitCode, UdtraekError
from pipeline.review.desk import Desk
from pipeline.review.pictures import Pictures

_LOOPBACK = "127.0.0.1"


class PortTaken(UdtraekError):
    """The port is in use."""

    code = "port_taken"
    exit_code = ExitCode.IO
    hint = "Choose another with --port, or leave it out."


class ExtraMissing(UdtraekError):
    """What the desk is served with is not installed."""

    code = "extra_missing"
    hint = "Install it: pip install 'udtraek[review]'"


def serve(desk: Desk, pictures: Pictures, *, port: int, language: str, started: Callable[[str], None]) -> None:
    """Serve the desk until the process is told to stop.

    Args:
        desk: What is reviewed.
        pictures: The pages.
        port: Port to listen on; 0: any that is free.
        language: Language of the pages until the reviewer chooses another.
        started: Is told the address to open.

    Raises:
        PortTaken: another program listens there.
        ExtraMissing: the server's packages are not installed.
    """
    try:
        import uvicorn

        from pipeline.review.app import make_app
    except ModuleNotFoundError as error:
        raise ExtraMissing(f"`udtraek review` needs the package {error.name}.") from None
    from pipeline.review.security import Guard

    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((_LOOPBACK, port))
        except OSError as error:
            raise PortTaken(f"Port {port} cannot be used: {error.strerror}.") from None
        listener.listen()  # who opens the address at once waits, and is not refused
        port = listener.getsockname()[1]
        guard = Guard(port)
        config = uvicorn.Config(
            make_app(desk, pictures, guard, language),
            log_level="warning",
            access_log=False,
            server_header=False,
            lifespan="off",
            timeout_graceful_shutdown=1,
        )
        started(f"http://{_LOOPBACK}:{port}/start?token={guard.token}")
        try:
            uvicorn.Server(config).run(sockets=[listener])
        except KeyboardInterrupt:
            return
        finally:
            pictures.close()
