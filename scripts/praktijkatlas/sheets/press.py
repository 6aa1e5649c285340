"""Orders to PDFs: here, or in several processes at once."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack
from itertools import chain, islice
from queue import SimpleQueue
from types import TracebackType
from typing import Any, Self, cast

from praktijkatlas.sheets import typesetting
from praktijkatlas.sheets.binding import unambiguous
from praktijkatlas.sheets.printable import Json, printable_data
from praktijkatlas.sheets.qr import qr_svg
from praktijkatlas.sheets.typesetting import Order, SheetError

# Starting processes takes as long as typesetting some ten sheets.
FEW = 8
# So many orders wait for each process: enough for none to stand idle beside a long one.
AHEAD = 8


def typeset(order: Order) -> bytes:
    """The document of an order, made in this process."""
    return unambiguous(typesetting.make(_ready(order)))


def typeset_all(
    orders: Iterable[Order], processes: int | None = None
) -> Iterator[bytes | SheetError]:
    """The documents of many orders, in that order; what cannot be made is given as its error.

    Orders are taken as they are needed: thousands of them would fill the memory.
    """
    orders = iter(orders)
    first = list(islice(orders, FEW + 1))
    count = processes or available_processes()
    if count < 2 or len(first) <= FEW:
        yield from (_attempt(typeset, order) for order in chain(first, orders))
        return
    with ExitStack() as stack:
        idle: SimpleQueue[_Worker] = SimpleQueue()
        for _ in range(count):
            idle.put(stack.enter_context(_Worker()))

        def run(order: Order) -> bytes | SheetError:
            worker = idle.get()
            try:
                return _attempt(worker.typeset, order)
            finally:
                idle.put(worker)

        # Threads only wait for the processes, one each.
        pool = stack.enter_context(ThreadPoolExecutor(count))
        asked: deque[Future[bytes | SheetError]] = deque()
        for order in chain(first, orders):
            asked.append(pool.submit(run, order))
            if len(asked) > AHEAD * count:
                yield asked.popleft().result()
        while asked:
            yield asked.popleft().result()


def available_processes() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _attempt(make: Callable[[Order], bytes], order: Order) -> bytes | SheetError:
    try:
        return make(order)
    except SheetError as error:
        return error


class _Worker:
    """A process that runs the module `typesetting` by itself, and nothing else of ours."""

    def __enter__(self) -> Self:
        self.process = subprocess.Popen(
            # -P: the folder of the module is not a place to look for modules.
            [sys.executable, "-P", typesetting.__file__],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            # There is a process for every processor already.
            env={**os.environ, "RAYON_NUM_THREADS": "1"},
        )
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if kind is not None:
            self.process.kill()
        self.process.communicate()

    def typeset(self, order: Order) -> bytes:
        """The document of an order, made by the process."""
        orders, made = self.process.stdin, self.process.stdout
        assert orders is not None and made is not None
        try:
            orders.write(json.dumps(_ready(order)).encode() + b"\n")
            orders.flush()
            head: dict[str, Any] = json.loads(made.readline())
            pdf: bytes = made.read(head["bytes"])
        except (OSError, ValueError) as error:
            raise SheetError("the process that typesets has stopped") from error
        if "error" in head:
            raise SheetError(head["error"])
        return unambiguous(pdf)


def _ready(order: Order) -> Order:
    """The order with its QR codes, and with every text in a form that can be printed."""
    data = cast(dict[str, Any], printable_data(order["data"]))
    sheets = [data["sheet"]] if "sheet" in data else data.get("sheets", [])
    for holder in (data, *sheets):
        if page := holder.get("page"):
            page["qr"] = qr_svg(page["url"])
    return {**order, "data": data}


def order_bytes(order: Order | Mapping[str, Json]) -> bytes:
    """The same bytes for the same order: what its key is made of."""
    return json.dumps(order, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()
