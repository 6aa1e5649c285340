"""`make fuzz`: files that nobody would write, for as long as one likes.

Every file has a number, and the same number is always the same file: what is found here is found
again with `--first NUMBER --runs 1`. With `--engine atheris` the files come from atheris, which
looks at what the code does with them; it has to be installed by hand, for it is not in the locks.
"""

import argparse
import faulthandler
import sys
import time
from concurrent.futures import ProcessPoolExecutor

from .mutate import CORPUS, PROJECT, load_seeds, mutated

BATCH = 250
SAMPLE = 50
PAPER = 1000
STUCK = 60
"""After so many seconds in one file, tell where and stop: code outside Python cannot be timed."""


def run_batch(first: int, size: int) -> tuple[int, list[str]]:
    """How many of these files became a page, and what went wrong with which."""
    from .way import Way

    way, seeds = Way(), load_seeds()
    pages, wrong = 0, []
    for number in range(first, first + size):
        faulthandler.dump_traceback_later(STUCK, exit=True)
        try:
            pages += way.go(mutated(number, seeds), number % SAMPLE == 0, number % PAPER == 0)
        except Exception as error:
            wrong.append(f"file {number}: {type(error).__name__}: {error}")
    faulthandler.cancel_dump_traceback_later()
    return pages, wrong


def run(first: int, runs: int, minutes: float, jobs: int) -> int:
    """Goes on until so many files or minutes have passed; 1 when something was found."""
    start, done, pages, wrong = time.monotonic(), 0, 0, []
    batches = (
        (number, min(BATCH, first + runs - number)) for number in range(first, first + runs, BATCH)
    )
    with ProcessPoolExecutor(jobs) as pool:
        waiting = {}
        for number, size in batches:
            waiting[pool.submit(run_batch, number, size)] = size
            while len(waiting) > jobs * 2:
                done, pages = _collect(waiting, done, pages, wrong)
            if minutes and time.monotonic() - start > minutes * 60:
                break
        while waiting:
            done, pages = _collect(waiting, done, pages, wrong)
    spent = time.monotonic() - start
    print(f"{done} files, of which {pages} became a page; {len(wrong)} violations; {spent:.0f} s")
    return 1 if wrong else 0


def _collect(waiting: dict, done: int, pages: int, wrong: list[str]) -> tuple[int, int]:
    job = next(iter(waiting))
    size = waiting.pop(job)
    made, found = job.result()
    wrong.extend(found)
    for line in found:
        print(line, flush=True)
    if (done + size) // 5000 > done // 5000:
        print(f"{done + size} files …", flush=True)
    return done + size, pages + made


def run_atheris(runs: int, minutes: float) -> None:
    """The same way, with files from atheris; it ends the program itself."""
    try:
        import atheris
    except ImportError:
        sys.exit(
            "atheris is not installed: .venv/bin/pip install atheris (Linux, Python 3.11-3.13)"
        )
    # atheris sees only what is loaded here: that is why nothing is loaded above.
    with atheris.instrument_imports(include=["praktijkatlas", "frontmatter", "html"]):
        from .way import Way
    way = Way()
    seeds = load_seeds()

    def target(data: bytes) -> None:
        # The first bytes choose a seed to change; without them nearly nothing becomes a page.
        provider = atheris.FuzzedDataProvider(data)
        if provider.ConsumeBool():
            way.go(data)
        else:
            way.go(mutated(provider.ConsumeUInt(6), seeds))

    found = PROJECT / ".cache/fuzz"
    found.mkdir(parents=True, exist_ok=True)  # what atheris finds goes there, not among ours
    limits = [f"-runs={runs}", f"-max_total_time={int(minutes * 60)}", f"-timeout={STUCK}"]
    places = [f"-artifact_prefix={found}/", str(found), str(CORPUS)]
    atheris.Setup([sys.argv[0], *limits, "-max_len=20000", "-len_control=0", *places], target)
    atheris.Fuzz()


def main() -> None:
    """Reads the options and goes."""
    parser = argparse.ArgumentParser(prog="make fuzz", description=__doc__)
    parser.add_argument("--runs", type=int, default=10_000)
    parser.add_argument("--minutes", type=float, default=0, help="stop after; 0 is never")
    parser.add_argument("--first", type=int, default=0, help="the number of the first file")
    parser.add_argument("--jobs", type=int, default=1, help="processes")
    parser.add_argument("--engine", choices=("numbers", "atheris"), default="numbers")
    asked = parser.parse_args()
    if asked.engine == "atheris":
        run_atheris(asked.runs, asked.minutes)
    else:
        sys.exit(run(asked.first, asked.runs, asked.minutes, asked.jobs))


if __name__ == "__main__":
    main()
