"""HTML, SVG and CSS judged by the Nu Html Checker (vnu), for who has it and Java.

`npm pack vnu-jar` brings it; VNU_JAR names the file. Without it html5lib still parses every page
strictly (test_pages.py).
"""

import json
import os
import shutil
import subprocess

import pytest

KNOWN = {
    "Content Security Policy": "the checker reads files, for which 'self' is nothing",
    "Trailing slash on void elements": "Python-Markdown writes <hr />; it has no effect",
    "“field-sizing”": "newer than the checker; without it a field has a scroll bar",
    "“container-type”": "newer than the checker; without it a picture has a fixed size",
    "“--mm”": "newer than the checker: division in calc()",
    "“cqw”": "newer than the checker: units of a container",
}
"""What the checker says of things that are as we want them, and why."""


def test_independent_checker_has_nothing_to_say(built_site):
    jar, java = os.environ.get("VNU_JAR"), shutil.which("java")
    if not (jar and java):
        pytest.skip("VNU_JAR names no checker, or there is no Java")
    checker = [java, "-jar", jar, "--skip-non-html", "--also-check-svg", "--also-check-css"]
    made = subprocess.run(
        [*checker, "--format", "json", built_site], capture_output=True, check=False
    )
    said = {
        f"{each['url'].rsplit('/site', 1)[-1]}:{each.get('lastLine')}: {each['message']}"
        for each in json.loads(made.stderr)["messages"]
        if not any(known in each["message"] for known in KNOWN)
        # Filled by its script before anybody can see it.
        and not each["message"].startswith("Empty heading")
    }
    assert not said, "\n".join(sorted(said)[:40])
