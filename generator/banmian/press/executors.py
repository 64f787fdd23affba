"""Executors: where the maps of a build run, one after the other or in several processes.

Work goes to them through `concurrent.futures`; what comes of it is taken in the order of the work.
"""

import gc
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from concurrent.futures import Executor, Future

T = TypeVar("T")
R = TypeVar("R")

Map = Callable[[Callable[[T], R], Sequence[T]], Iterator[R]]
"""Does a work on each item; gives what came of it, in order."""


def serial(work: Callable[[T], R], items: Sequence[T]) -> Iterator[R]:
    """Do the work here, one item after the other: the reference."""
    return map(work, items)


_AHEAD = 96
"""Batches that are begun and not taken: what came of them waits in memory."""
_FEW = 64
"""Items that are so few may be large: they go one by one, and two for each executor at a time."""


class Hands:
    """Several executors with one process each: an item of a place goes to the same one each time.

    So what a process has read for the first map is still in its memory for the second.
    """

    def __init__(self, executors: "Sequence[Executor]", batch: int = 4) -> None:
        self._executors, self._batch = executors, batch

    def __call__(self, work: Callable[[T], R], items: Sequence[T]) -> Iterator[R]:
        """Have the work begun on all items; give what comes of it, in order."""
        few = len(items) <= _FEW
        size, ahead = (1, 2 * len(self._executors)) if few else (self._batch, _AHEAD)
        batches = [items[n : n + size] for n in range(0, len(items), size)]
        waiting: deque[Future[list[R]]] = deque()

        def begin(number: int) -> None:
            hand = self._executors[number % len(self._executors)]
            waiting.append(hand.submit(_all, work, batches[number]))

        for number in range(min(ahead, len(batches))):
            begin(number)
        return _taken(waiting, begin, len(batches))


def _taken(
    waiting: "deque[Future[list[R]]]", begin: Callable[[int], None], count: int
) -> Iterator[R]:
    """Give what comes of the work; as some is taken, more is begun."""
    begun = len(waiting)
    while waiting:
        done = waiting.popleft().result()
        if begun < count:
            begin(begun)
            begun += 1
        yield from done


def _all(work: Callable[[T], R], items: Sequence[T]) -> list[R]:
    return [work(item) for item in items]


@contextmanager
def processes(count: int = 0) -> Iterator[Hands]:
    """Give as many processes as there are processors, for as long as the block lasts.

    They are forked where that is safe: of a process that does one thing at a time. None outlives
    the block, or this process, however either ends: they hold what they inherit, the lock too.
    """
    import multiprocessing  # noqa: PLC0415 — most builds need none
    from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415

    forks = "fork" in multiprocessing.get_all_start_methods() and threading.active_count() == 1
    context = multiprocessing.get_context("fork" if forks else "spawn")
    pools = [ProcessPoolExecutor(1, context, _serve) for _ in range(count or _processors())]
    before = set(multiprocessing.active_children())
    try:
        yield Hands(pools)
    finally:
        for pool in pools:
            pool.shutdown(wait=False, cancel_futures=True)
        for worker in set(multiprocessing.active_children()) - before:
            worker.kill()
            worker.join()


def _serve() -> None:
    """Begin as a worker: Ctrl-C is for who gives the work, and with that one a worker ends."""
    settle()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    import multiprocessing  # noqa: PLC0415

    parent = multiprocessing.parent_process()
    if parent:
        parent.join()
        os._exit(1)


def settle() -> None:
    """Have this process look for garbage seldom: what a build makes lives long, or is no cycle."""
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)


def _processors() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
