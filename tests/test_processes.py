"""Work shared out among processes."""

import os
import threading

import pytest

from praktijkatlas import processes
from praktijkatlas.processes import share_out


@pytest.fixture(autouse=True)
def two(monkeypatch):
    monkeypatch.setattr(processes, "processes", lambda: 2)
    monkeypatch.setattr(processes, "_can_copy", lambda: True)


def test_results_come_in_order_from_several_processes():
    words = [f"woord {number}" for number in range(100)]
    done = share_out(lambda number: (words[number], os.getpid()), 100, worth=10)
    assert [word for word, _ in done] == words
    assert os.getpid() not in {process for _, process in done}


def test_little_work_is_done_here():
    assert share_out(lambda _: os.getpid(), 3, worth=10) == [os.getpid()] * 3


def test_fault_of_the_work_is_raised_here():
    with pytest.raises(ZeroDivisionError):
        share_out(lambda number: 1 // (number - 50), 100, worth=10)


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
