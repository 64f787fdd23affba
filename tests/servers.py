"""Real web servers and other programs on loopback, each started by the test that needs it."""

import getpass
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest

NGINX = """\
daemon off;
worker_processes 1;
{user}
pid {run}/pid;
error_log stderr;
events {{ worker_connections 64; }}
http {{
    access_log off;
    client_body_temp_path {run}/body;
    proxy_temp_path {run}/proxy;
    fastcgi_temp_path {run}/fastcgi;
    uwsgi_temp_path {run}/uwsgi;
    scgi_temp_path {run}/scgi;
{server}
}}
"""

CADDY = """\
{{
    admin off
    auto_https off
    storage file_system {run}
}}
{server}
"""

Configuration = Callable[[int], str]
"""From a port to the part of a server's configuration that serves a site there."""


def program(name: str) -> str:
    found = shutil.which(name, path=os.environ["PATH"] + ":/usr/sbin:/usr/local/sbin")
    if not found:
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(f"{name} is not installed")
    return found


def free_port() -> int:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return int(listening.getsockname()[1])


def start(command: list[str | Path], port: int) -> subprocess.Popen[bytes] | None:
    """Start a server; come back when it answers, with None when its port is another's."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    until = time.monotonic() + 60
    while time.monotonic() < until and process.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=5).close()
        except OSError:
            time.sleep(0.02)
        else:
            return process
    process.kill()
    said = process.communicate()[1].decode()
    return None if "ddress already in use" in said else pytest.fail(f"{command[0]}: {said}")


def stop(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    process.communicate()


def nginx(run: Path, configuration: Configuration) -> tuple[subprocess.Popen[bytes], int]:
    """Start nginx, with a folder for its own files; give it with its port."""
    binary = program("nginx")
    user = f"user {getpass.getuser()};" if os.getuid() == 0 else ""
    file = run / "nginx.conf"
    command: list[str | Path] = [binary, "-p", run, "-e", "stderr", "-c", file]
    return _started(
        command, file, lambda port: NGINX.format(user=user, run=run, server=configuration(port))
    )


def caddy(run: Path, configuration: Configuration) -> tuple[subprocess.Popen[bytes], int]:
    """Start Caddy, likewise."""
    file = run / "Caddyfile"
    command: list[str | Path] = [program("caddy"), "run", "--adapter", "caddyfile"]
    return _started(
        [*command, "--config", file],
        file,
        lambda port: CADDY.format(run=run, server=configuration(port)),
    )


def _started(
    command: list[str | Path], file: Path, configuration: Configuration
) -> tuple[subprocess.Popen[bytes], int]:
    process = None
    while process is None:  # somebody may be quicker to take the port
        port = free_port()
        file.write_text(configuration(port), "utf-8")
        process = start(command, port)
    return process, port
