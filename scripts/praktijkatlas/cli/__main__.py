"""`python -m praktijkatlas.cli`."""

from praktijkatlas.cli import main

main()
