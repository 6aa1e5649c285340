"""A build after which only practices differ: the pages and files that tell of them are made.

Everything else is as the last build left it, and MkDocs is not even loaded. When that cannot be
told for sure, this build is left to the one that makes the whole site.
"""

from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path

from praktijkatlas.sheets.typesetting import SheetError
from praktijkatlas.site.change import Plan, load_change
from praktijkatlas.site.making import ShowProgress, unseen
from praktijkatlas.site.output import Output
from praktijkatlas.site.practice_patch import practice_plan
from praktijkatlas.site.publishing import PublishError, Staging
from praktijkatlas.site.shell import NoFrameError
from praktijkatlas.site.stamp import LastBuild, Stamp
from praktijkatlas.site.text_patch import text_plan

Spare = tuple[int, Mapping[str, int]]
"""The inode of a spare, and what its files add to its number."""


def patch_site(
    stamp: Stamp, look: Callable[[], Spare | None], progress: ShowProgress = unseen
) -> Path | None:
    """The folder of the site after only practices changed; None when the whole site must be made.

    `look` tells what is found in the spare.
    """
    change = load_change(stamp)
    if change is None:
        return None
    plan: Plan | None = text_plan(change, progress) or practice_plan(change, progress)
    spare = look() if plan else None
    if plan is None or spare is None:
        return None
    last = change.last
    try:
        staging = Staging(last.site, stamp.spare)
    except PublishError:
        return None  # the build of the whole site tells what the matter is; so below
    try:
        if staging.folder.stat().st_ino != spare[0]:
            return None  # another build took it
        before = staging.begin(last.number, spare[1])
        if not before:
            return None
        output = Output(staging.folder)
        plan.write(output, before)
        number = staging.publish(output.changed)
    except (OSError, PublishError, SheetError, NoFrameError):
        return None
    finally:
        staging.discard()
    with suppress(OSError):  # the site stands; without this the next build makes all of it
        kept = plan.keep(change.files)
        stamp.write(LastBuild(last.site, last.sources, last.practices, change.now, number, kept))
    return last.site
