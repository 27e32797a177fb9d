"""A loopback server that answers as a test wants, in plain http or with a throw-away authority."""

import datetime
import ipaddress
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

Respond = Callable[["Handler"], None]


class Handler(BaseHTTPRequestHandler):
    """Hands each GET to the test's function."""

    server: "Server"

    def do_GET(self) -> None:
        """Answer as the test wants."""
        self.server.seen.append((self.path, dict(self.headers)))
        self.server.respond(self)

    def send(self, body: bytes, status: int = 200, **headers: str) -> None:
        """Send a whole answer; an underscore in a header's name stands for a hyphen."""
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Stay silent."""


class Server(ThreadingHTTPServer):
    """Keeps what it was asked."""

    daemon_threads = True
    respond: Respond
    seen: list[tuple[str, dict[str, str]]]

    def handle_error(self, *_: object) -> None:
        """Stay silent: clients that hang up are part of the tests."""


@contextmanager
def serving(respond: Respond, context: ssl.SSLContext | None = None) -> Iterator[Server]:
    """Run a server while a test asks it."""
    server = Server(("127.0.0.1", 0), Handler)
    server.respond, server.seen = respond, []
    if context:
        server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()


def address(server: Server, path: str = "/", scheme: str = "http") -> str:
    """Return the URL of a server."""
    return f"{scheme}://127.0.0.1:{server.server_port}{path}"


def certificate(folder: Path, name: str = "127.0.0.1") -> tuple[ssl.SSLContext, str]:
    """Make a self-signed certificate for an address; return the server's TLS settings and the authority's file."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "throw-away")])
    start = datetime.datetime.now(datetime.UTC) - datetime.timedelta(hours=1)
    names = x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address(name))])
    builder = x509.CertificateBuilder().subject_name(subject).issuer_name(subject).public_key(key.public_key()).serial_number(1)
    builder = builder.not_valid_before(start).not_valid_after(start + datetime.timedelta(hours=2)).add_extension(names, critical=False)
    made = builder.add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True).sign(key, hashes.SHA256())
    file = folder / "authority.pem"
    file.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    private = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    (folder / "server.key").write_bytes(private)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file, folder / "server.key")
    return context, str(file)
