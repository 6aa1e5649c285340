"""Work shared out among processes."""

import ctypes
import gc
import os
import signal
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import Any, TypeVar

Result = TypeVar("Result")

_PR_SET_PDEATHSIG = 1
MOST = 8
"""More processes than this cost more memory than they save time."""
PARTS_EACH = 8
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


def share_out(
    work: Callable[[int], Result], count: int, worth: int, progress: Progress = quiet
) -> list[Result]:
    """The results of work(0), work(1) … up to `count`, in that order.

    From `worth` pieces of work on, they are done by copies of this process, which have all that
    `work` refers to at hand; results travel back by pickling. Raises what `work` raises, and
    BrokenProcessPool when a copy is killed. A system that cannot copy a process safely does the
    work here. `progress` is told how many pieces are done.
    """
    if count < worth or processes() == 1 or not _can_copy():
        done = []
        for number in range(count):
            done.append(work(number))
            progress(number + 1, count)
        return done
    # Neighbours are alike, heavy beside heavy: every part takes some from everywhere.
    parts = min(count, processes() * PARTS_EACH)
    found: list[Any] = [None] * count
    finished = 0
    gc.freeze()  # memory that is not looked through stays shared with the copies
    # Loaded here: most commands have too little work to share.
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    copying = get_context("fork")
    try:
        with ProcessPoolExecutor(processes(), copying, _begin, (work,)) as pool:
            numbers = [range(first, count, parts) for first in range(parts)]
            for taken, results in zip(numbers, pool.map(_part, numbers), strict=True):
                found[taken.start :: parts] = results
                finished += len(results)
                progress(finished, count)
    finally:
        gc.unfreeze()
    return found


def aside(work: Callable[[], Result]) -> Callable[[], Result]:
    """Begins with work() in a copy of this process, and gives what waits for its result.

    A system that cannot copy a process safely, or a copy that dies, does the work when it is asked.
    """
    if processes() == 1 or not _can_copy():
        return work
    from multiprocessing import get_context

    copying = get_context("fork")
    here, there = copying.Pipe(duplex=False)
    copy = copying.Process(target=_tell, args=(work, here, there), daemon=True)
    copy.start()
    there.close()

    def wait() -> Result:
        try:
            result: Result = here.recv()
        except EOFError:
            return work()
        copy.join()
        return result

    return wait


def _tell(work: Callable[[], Any], here: Any, there: Any) -> None:
    here.close()  # so that it is heard when nobody listens any more
    _end_with_parent()
    with suppress(BrokenPipeError):  # nobody waits any more
        there.send(work())


# What a copy works at: given to it when it begins, and not by pickling.
_COPY: list[Callable[[int], Any]] = []


def _begin(work: Callable[[int], Any]) -> None:
    _COPY.append(work)
    _end_with_parent()


def _end_with_parent() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the process that shares out hears it too
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    # When that process is killed, nobody waits for the copies any more.
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)


def _part(numbers: range) -> list[Any]:
    return [_COPY[0](number) for number in numbers]


def _can_copy() -> bool:
    # A copy has one thread: what another thread held locked would stay locked forever.
    return sys.platform == "linux" and threading.active_count() == 1
