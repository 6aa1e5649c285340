"""Today, for those who may ask: the command line and the plugin."""

import os
from datetime import UTC, date, datetime


def current_day() -> date:
    """Today in UTC, so that the time zone of a machine changes nothing in what it builds.

    SOURCE_DATE_EPOCH, in seconds since 1970, stands in for the clock when it is set.
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch.isdecimal():
        return datetime.fromtimestamp(int(epoch), UTC).date()
    return datetime.now(UTC).date()
