"""A second process that reads files beside this one, since most of a walk over a large tree is spent in calls of the system.

It tells only which files need a closer look; this process looks at those again. So all that is found comes from one place, in one order.
"""

from __future__ import annotations

import signal
from collections import deque
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool, ProcessPoolExecutor
from multiprocessing import get_context

from jwtriage.places.walking.reading import Reading

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from jwtriage.model.case import Unread
    from jwtriage.places.walking.file import FileFound
    from jwtriage.places.walking.reading import Task, Wanted

    Found = list[FileFound | Unread]

AHEAD = 2
"""Batches that wait for the second process or are read by it; meanwhile this one reads others."""
_READING: list[Reading] = []


def read_with_helper(batches: Iterable[list[Task]], reading: Reading, wanted: Wanted) -> Iterator[FileFound | Unread]:
    """Yield what is found in batches of files, in their order, read by this process and a second one."""
    queue: deque[tuple[list[Task], Future[list[int]] | Found]] = deque()
    pool = ProcessPoolExecutor(1, get_context("fork"), _prepare, (wanted,))
    try:
        for batch in batches:
            busy = sum(not isinstance(each, list) and not each.done() for _, each in queue)
            queue.append((batch, _given(pool, batch) if busy < AHEAD else _read(batch, reading)))
            while queue and (isinstance(queue[0][1], list) or queue[0][1].done()):
                yield from _result(*queue.popleft(), reading)
        while queue:
            yield from _result(*queue.popleft(), reading)
    finally:
        pool.shutdown(cancel_futures=True)


def _prepare(wanted: Wanted) -> None:
    """Prepare the second process. Control-C is for the first, which ends the second."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _READING[:] = [Reading(wanted, every=False)]


def _given(pool: ProcessPoolExecutor, batch: list[Task]) -> Future[list[int]]:
    """Give a batch to the second process; one that is gone, or cannot be started, has seen nothing."""
    try:
        return pool.submit(_look, _written(batch))
    except (BrokenProcessPool, OSError) as error:
        failed: Future[list[int]] = Future()
        failed.set_exception(error)
        return failed


def _written(batch: list[Task]) -> str:
    """Write the places of a batch as one text, which costs a tenth of sending them one by one; those that are read anyway are left empty."""
    return "\0".join("" if made_for_keys or telling else place for place, made_for_keys, telling in batch)


def _look(places: str) -> list[int]:
    """Return the numbers of the files that need a closer look; runs in the second process."""
    needs_more = _READING[0].needs_more
    return [number for number, place in enumerate(places.split("\0")) if not place or needs_more(place)]


def _read(batch: list[Task], reading: Reading) -> Found:
    return [found for task in batch if (found := reading.read(task))]


def _result(batch: list[Task], outcome: Future[list[int]] | Found, reading: Reading) -> Iterator[FileFound | Unread]:
    """Yield what a batch holds; of one that the second process has seen, only the files that it told are read."""
    if isinstance(outcome, list):
        yield from outcome
        return
    try:
        numbers: Iterable[int] = outcome.result()
    except (BrokenProcessPool, OSError):
        numbers = range(len(batch))
    reading.files += len(batch) - len(list(numbers))
    yield from _read([batch[number] for number in numbers], reading)
