"""Work shared out among processes."""

import multiprocessing
import os
import signal
import threading
import time

import pytest

from praktijkatlas import processes
from praktijkatlas.processes import ProcessKilledError, share_out


@pytest.fixture(autouse=True)
def two(monkeypatch):
    monkeypatch.setattr(processes, "processes", lambda: 2)
    monkeypatch.setattr(processes, "_can_copy", lambda: True)


def test_results_come_in_order_from_several_processes():
    words = [f"woord {number}" for number in range(100)]

    def work(number: int) -> tuple[str, int]:
        time.sleep(0.005)  # so long that the copy has begun before all is done
        return words[number], os.getpid()

    told = []
    done = share_out(work, 100, worth=10, progress=lambda *how_far: told.append(how_far))
    assert [word for word, _ in done] == words
    workers = {process for _, process in done}
    assert len(workers) == 2
    assert os.getpid() in workers
    assert told == sorted(told)
    assert told[-1] == (100, 100)


def test_results_larger_than_a_pipe_holds_do_arrive():
    large = "x" * 1_000_000
    assert share_out(lambda number: f"{number}{large}", 20, worth=10) == [
        f"{number}{large}" for number in range(20)
    ]


def test_little_work_is_done_here():
    assert share_out(lambda _: os.getpid(), 3, worth=10) == [os.getpid()] * 3


def test_fault_of_the_work_is_raised_here():
    with pytest.raises(ZeroDivisionError):
        share_out(lambda number: 1 // (number - 50), 100, worth=10)


def test_fault_of_the_work_in_a_copy_is_raised_here():
    here = os.getpid()

    def work(number: int) -> None:
        time.sleep(0.005)
        if os.getpid() != here:
            raise ValueError("in a copy")

    with pytest.raises(ValueError, match="in a copy"):
        share_out(work, 100, worth=10)


def test_copy_that_is_killed_is_told():
    here = os.getpid()

    def work(number: int) -> None:
        time.sleep(0.005)
        if os.getpid() != here:
            os.kill(os.getpid(), signal.SIGKILL)

    with pytest.raises(ProcessKilledError):
        share_out(work, 100, worth=10)


def test_no_copy_and_no_thread_is_left():
    before = threading.active_count()
    with pytest.raises(ZeroDivisionError):
        share_out(lambda number: 1 // (number - 1), 100, worth=10)
    share_out(lambda number: number, 100, worth=10)
    assert not multiprocessing.active_children()
    assert threading.active_count() == before


def test_process_with_threads_is_not_copied(monkeypatch):
    monkeypatch.undo()
    held = threading.Event()
    thread = threading.Thread(target=held.wait)
    thread.start()
    try:
        assert set(share_out(lambda _: os.getpid(), 50, worth=1)) == {os.getpid()}
    finally:
        held.set()
        thread.join()
