"""Waiting in a browser for what a page does.

`page.wait_for_function` will not do: what it does again and again, the security policy of the site forbids.
"""

import time

PATIENCE = 30
"""So many seconds is waited at most."""


def wait_for(page, expression):
    """Wait until an expression is true on the page; AssertionError when it stays false."""
    deadline = time.monotonic() + PATIENCE
    while not page.evaluate(expression):
        assert time.monotonic() < deadline, f"it stays false: {expression}"
        page.wait_for_timeout(50)
