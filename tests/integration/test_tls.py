"""TLS URLs: the server of the tests speaks no TLS itself, so a small relay in front of it does."""

from __future__ import annotations

import selectors
import socket
import ssl
import threading
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from pydantic import SecretStr

from producers import enqueue_items
from runtime.connect import ServerUnavailableError, open_bytes_client
from runtime.settings import Settings
from tests.builders import make_brief

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.conftest import Server

_TLS = Path(__file__).parent / "tls"  # a certificate for localhost that signs itself, made for this test alone


def _relay(inside: ssl.SSLSocket, target: Path) -> None:
    with inside, socket.socket(socket.AF_UNIX) as outside, selectors.DefaultSelector() as waiting:
        outside.connect(str(target))
        waiting.register(inside, selectors.EVENT_READ, outside)
        waiting.register(outside, selectors.EVENT_READ, inside)
        while True:
            for key, _ in waiting.select():
                assert isinstance(key.fileobj, socket.socket)
                data = key.fileobj.recv(1 << 16)
                if not data:
                    return
                key.data.sendall(data)


@pytest.fixture
def tls_url(server: Server) -> Iterator[str]:
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(_TLS / "cert.pem", _TLS / "key.pem")
    relays: list[threading.Thread] = []
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def serve() -> None:
            while True:
                try:
                    plain, _ = listener.accept()
                    inside = context.wrap_socket(plain, server_side=True)
                except ssl.SSLError:
                    continue  # a client that does not trust us
                except OSError:
                    return  # closed
                relays.append(threading.Thread(target=_relay, args=(inside, server.socket)))
                relays[-1].start()

        thread = threading.Thread(target=serve)
        thread.start()
        yield f"rediss://127.0.0.1:{listener.getsockname()[1]}"
        listener.shutdown(socket.SHUT_RDWR)
        thread.join()
    for relay in relays:
        relay.join()


def test_items_are_sent_over_tls(tls_url: str) -> None:
    settings = Settings(queue_url=SecretStr(tls_url), tls_ca=_TLS / "cert.pem")

    with open_bytes_client(settings) as client:
        assert enqueue_items([make_brief()], client=client).acknowledged == 1


def test_a_certificate_that_nobody_vouches_for_is_refused(tls_url: str) -> None:
    with pytest.raises(ServerUnavailableError, match="certificate is not trusted"):
        open_bytes_client(Settings(queue_url=SecretStr(tls_url)), retries=0)
