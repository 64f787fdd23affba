"""A Dask cluster as an executor: the maps of a build on many machines.

Its workers see the project at the same path as we do, and have the same program and libraries.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from ipaddress import ip_address
from urllib.parse import urlsplit

from banmian.errors import UserError
from banmian.press.executors import Hands

_PATIENCE = 10
"""Seconds to wait for the scheduler."""

_BATCH = 8
"""Issues that a worker gets at once: a quarter of a second of work."""


@contextmanager
def cluster(address: str) -> Iterator[Hands]:
    """Give the cluster whose scheduler is at this address, for as long as the block lasts.

    Raises:
        UserError: when Dask is not installed, nobody answers, or the way there is open: Dask runs
            what it is sent, so that anyone who can reach it can run anything.
    """
    _refuse_open(address)
    try:
        from distributed import Client  # noqa: PLC0415 — slow to import, and an extra
    except ImportError:
        raise UserError(
            "Dask is not installed 没有安装 Dask", 'install 安装: pip install "banmian[dask]"'
        ) from None
    try:
        client = Client(address, timeout=_PATIENCE, set_as_default=False)
    except (OSError, TimeoutError, ValueError, TypeError) as error:  # the last: no certificate
        raise UserError(
            f"no Dask scheduler answers at {address} 连不上调度器: {error}",
            "start one, and workers 先启动: dask scheduler; dask worker ADDRESS",
        ) from None
    try:
        yield Hands([client.get_executor(pure=False, retries=3)], batch=_BATCH)
    finally:
        client.close(timeout=_PATIENCE)


def _refuse_open(address: str) -> None:
    try:
        parts = urlsplit(address if "//" in address else f"tcp://{address}")
    except ValueError:
        parts = urlsplit("")
    if parts.scheme == "tls" or _is_loopback(parts.hostname or ""):
        return
    raise UserError(
        f"{address}: a scheduler elsewhere must be reached by TLS 其他机器上的调度器须用 TLS",
        "see docs/many-machines.md 参见: --dask tls://…",
    )


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
