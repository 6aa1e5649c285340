"""Work shared out among processes."""

import ctypes
import gc
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from queue import SimpleQueue
from typing import Any, Self, TypeVar

Result = TypeVar("Result")

_PR_SET_PDEATHSIG = 1
MOST = 8
"""More processes than this cost more memory than they save time."""
PARTS_EACH = 24
"""Into how many parts the work of one process is cut, so that none is waited for long."""


Progress = Callable[[int, int], None]
"""Is told how many pieces of work are done, and of how many."""


def quiet(done: int, total: int) -> None:
    """Tells nobody."""


def collect_seldom() -> None:
    """Have Python look less often for memory that only refers to itself.

    It looks through all that is alive, and a catalogue is large: that took a sixth of the time.
    """
    gc.set_threshold(100_000, 20, 20)


def processes() -> int:
    """How many processes there are to share work among."""
    try:
        available = len(os.sched_getaffinity(0))
    except AttributeError:  # not on every system
        available = os.cpu_count() or 1
    return min(available, MOST)


class ProcessKilledError(Exception):
    """A process that did a share of the work was killed, for example because memory was full."""

    def __str__(self) -> str:
        return (
            "het systeem heeft een van de rekenprocessen gestopt, "
            "waarschijnlijk omdat het geheugen vol was"
        )


def share_out(
    work: Callable[[int], Result], count: int, worth: int, progress: Progress = quiet
) -> list[Result]:
    """The results of work(0), work(1) … up to `count`, in that order.

    From `worth` pieces of work on, copies of this process do their share of them; they have all
    that `work` refers to at hand, and their results travel by pickling. Raises what `work` raises,
    and ProcessKilledError when a copy is killed. A system that cannot copy a process safely does all
    the work here. `progress` is told how many pieces are done.
    """
    if count < worth or processes() == 1 or not _can_copy():
        done = []
        for number in range(count):
            done.append(work(number))
            progress(number + 1, count)
        return done
    # Neighbours are alike, heavy beside heavy: every part takes some from everywhere.
    parts = min(count, processes() * PARTS_EACH)
    shares = [range(first, count, parts) for first in range(parts)]
    found: list[Any] = [None] * count
    gc.freeze()  # memory that is not looked through stays shared with the copies
    try:
        with _Copies(lambda part: list(map(work, shares[part])), parts) as copies:
            for part, results in copies.results():
                found[part::parts] = results
                progress(count * copies.done // parts, count)
    finally:
        gc.unfreeze()
    return found


Part = tuple[int, list[Any]]
"""A part of the work, with its results."""


class _Copies:
    """Copies of this process, which take parts of the work in turn with it until none is left.

    `work` does a part. This process works too: a copy more would take as much memory as a site.
    """

    def __init__(self, work: Callable[[int], list[Any]], parts: int) -> None:
        self.done = 0
        """How many parts are done."""
        self._work, self._parts = work, parts
        self._heard: SimpleQueue[Part | BaseException] = SimpleQueue()

    def __enter__(self) -> Self:
        # A pipe with a byte for each part: whoever reads one has taken that part.
        self._tickets, given = os.pipe()
        os.write(given, bytes(range(self._parts)))
        os.close(given)
        self._copies, listeners = [], []
        for _ in range(min(processes(), self._parts) - 1):
            copy, here = _begin_copy(self._tell)
            self._copies.append(copy)
            listeners.append(threading.Thread(target=self._listen, args=(here,), daemon=True))
        # Only now: a process with threads must not be copied.
        for listener in listeners:
            listener.start()
        self._listeners = listeners
        return self

    def __exit__(self, *_: object) -> None:
        for copy in self._copies:
            copy.terminate()
            copy.join()
        for listener in self._listeners:
            listener.join()
        os.close(self._tickets)

    def results(self) -> Iterator[Part]:
        """Every part with its results, as they come."""
        for part in self._taken():
            yield self._counted((part, self._work(part)))
            yield from self._told()
        for listener in self._listeners:
            listener.join()
        yield from self._told()
        if self.done < self._parts:
            raise ProcessKilledError

    def _told(self) -> Iterator[Part]:
        while not self._heard.empty():
            yield self._counted(self._heard.get())

    def _counted(self, heard: Part | BaseException) -> Part:
        if isinstance(heard, BaseException):
            raise heard
        self.done += 1
        return heard

    def _taken(self) -> Iterator[int]:
        while ticket := os.read(self._tickets, 1):
            yield ticket[0]

    def _tell(self, there: Any) -> None:
        try:
            for part in self._taken():
                there.send((part, self._work(part)))
        except Exception as error:
            there.send(error)

    def _listen(self, here: Any) -> None:
        # The copy waits while its results are not taken.
        with here, suppress(EOFError, OSError):
            while True:
                self._heard.put(here.recv())


def aside(work: Callable[[], Result]) -> Callable[[], Result]:
    """Begins with work() in a copy of this process, and gives what waits for its result.

    A system that cannot copy a process safely, or a copy that dies, does the work when it is asked.
    """
    if processes() == 1 or not _can_copy():
        return work
    copy, here = _begin_copy(lambda there: there.send(work()))

    def wait() -> Result:
        try:
            result: Result = here.recv()
        except EOFError:
            return work()
        copy.join()
        return result

    return wait


def _begin_copy(tell: Callable[[Any], None]) -> tuple[Any, Any]:
    """A copy of this process that tells something, and the end of the pipe at which it is heard."""
    # Loaded here: most commands have too little work to share.
    from multiprocessing import get_context

    copying = get_context("fork")
    here, there = copying.Pipe(duplex=False)

    def run() -> None:
        here.close()  # so that it is heard when nobody listens any more
        _end_with_parent()
        with suppress(BrokenPipeError):  # nobody waits any more
            tell(there)

    copy = copying.Process(target=run, daemon=True)
    with _signals_waiting():
        copy.start()
    there.close()
    return copy, here


_SIGNALS = frozenset({signal.SIGINT, signal.SIGTERM})


@contextmanager
def _signals_waiting() -> Iterator[None]:
    """A while in which the signals to stop wait: a copy must first know what they mean to it."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, _SIGNALS)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _end_with_parent() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the process that shares out hears it too
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, _SIGNALS)
    # When that process is killed, nobody waits for the copies any more.
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)


def _can_copy() -> bool:
    # A copy has one thread: what another thread held locked would stay locked forever.
    return sys.platform == "linux" and threading.active_count() == 1
