"""The scripts of the workflows, with a git of their own and a `gh` that only writes down."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPTS = Path(__file__).resolve().parents[2] / ".github" / "scripts"
BOT = "41898282+github-actions[bot]@users.noreply.github.com"
GH = """#!{python}
import json, os, sys
with open(os.environ["GH_LOG"], "a") as log:
    log.write(json.dumps(sys.argv[1:]) + "\\n")
for start, answer, code in json.loads(os.environ["GH_ANSWERS"]):
    if sys.argv[1:][:len(start)] == start:
        print(answer)
        sys.exit(code)
"""


@pytest.fixture
def run(tmp_path):
    """Runs a script: `run("comment.sh", "7", file, answers=[(["api"], "12", 0)], FOLDER=…)`."""
    folder = tmp_path / "bin"
    folder.mkdir()
    gh = folder / "gh"
    gh.write_text(GH.format(python=sys.executable), encoding="utf-8")
    gh.chmod(0o755)
    log = tmp_path / "gh.log"

    def call(name, *arguments, answers=(), cwd=tmp_path, **variables):
        log.write_text("", encoding="utf-8")
        environment = {
            **os.environ,
            "PATH": f"{folder}:{os.environ['PATH']}",
            "GH_LOG": str(log),
            "GH_ANSWERS": json.dumps(answers),
            "GITHUB_REPOSITORY": "wie/wat",
            "GITHUB_SERVER_URL": "https://github.example",
            "GIT_CONFIG_GLOBAL": "/dev/null",
            "GIT_CONFIG_SYSTEM": "/dev/null",
            **variables,
        }
        command = [SCRIPTS / name, *map(str, arguments)]
        done = subprocess.run(
            command, env=environment, cwd=cwd, capture_output=True, text=True, check=False
        )
        called = [json.loads(line) for line in log.read_text("utf-8").splitlines()]
        return done, called

    return call


# ---- comment.sh -----------------------------------------------------------------------------------


@pytest.fixture
def comment(tmp_path):
    file = tmp_path / "comment.md"
    file.write_text("<!-- praktijkatlas: melding -->\n$(touch x) `touch x` @wie\n", "utf-8")
    return file


def test_first_comment_is_made(run, comment):
    done, called = run("comment.sh", 7, comment)
    assert done.returncode == 0, done.stderr
    assert called[1][:4] == ["api", "--silent", "--method", "POST"]
    assert called[1][4:] == ["repos/wie/wat/issues/7/comments", "-F", f"body=@{comment}"]
    assert not (comment.parent / "x").exists()


def test_later_comment_changes_the_first(run, comment):
    done, called = run("comment.sh", 7, comment, answers=[(["api", "--paginate"], "12\n13", 0)])
    assert done.returncode == 0, done.stderr
    assert called[1][3:5] == ["PATCH", "repos/wie/wat/issues/comments/12"]


def test_comment_can_be_left_out_unless_there_is_one(run, comment):
    done, called = run("comment.sh", 7, comment, "known-only")
    assert done.returncode == 0, done.stderr
    assert len(called) == 1
    done, called = run(
        "comment.sh", 7, comment, "known-only", answers=[(["api", "--paginate"], "12", 0)]
    )
    assert called[1][3] == "PATCH"


@pytest.mark.parametrize(("number", "text"), [("7; x", "<!-- praktijkatlas: a -->"), ("7", "Hoi")])
def test_comment_without_number_or_mark_is_not_sent(run, comment, number, text):
    comment.write_text(text, encoding="utf-8")
    done, called = run("comment.sh", number, comment)
    assert done.returncode == 2
    assert called == []


# ---- site-address.sh ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("repository", "own", "address"),
    [
        ("wie/atlas", "", "https://wie.github.io/atlas/"),
        ("Wie/Atlas", "", "https://wie.github.io/Atlas/"),
        ("wie/wie.github.io", "", "https://wie.github.io/"),
        ("Wie/Wie.github.io", "", "https://wie.github.io/"),
        ("wie/ander.github.io", "", "https://wie.github.io/ander.github.io/"),
        ("wie/wie.github.io", "https://atlas.example/", "https://atlas.example/"),
    ],
)
def test_site_has_the_address_that_github_gives_it(run, tmp_path, repository, own, address):
    output = tmp_path / "output"
    done, _ = run(
        "site-address.sh", GITHUB_REPOSITORY=repository, OWN=own, GITHUB_OUTPUT=str(output)
    )
    assert done.returncode == 0, done.stderr
    assert output.read_text("utf-8") == f"url={address}\n"


# ---- issue-branch.sh ------------------------------------------------------------------------------


def git(folder, *arguments):
    names = ("-c", "user.name=Iemand", "-c", "user.email=iemand@atlas.example")
    command = ["git", *names, "-c", "commit.gpgsign=false", *arguments]
    environment = {**os.environ, "GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_SYSTEM": "/dev/null"}
    done = subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


@pytest.fixture
def project(tmp_path):
    """A checkout of a project with one practice; its origin is beside it."""
    origin, work = tmp_path / "origin.git", tmp_path / "work"
    git(tmp_path, "init", "--quiet", "--bare", "--initial-branch=main", origin)
    git(tmp_path, "clone", "--quiet", origin, work)
    (work / "practices").mkdir()
    (work / "practices" / "bestaat.md").write_text("al\n", encoding="utf-8")
    git(work, "switch", "--quiet", "--create", "main")
    git(work, "add", ".")
    git(work, "commit", "--quiet", "--message=Begin")
    git(work, "push", "--quiet", "origin", "main")
    return work


@pytest.fixture
def made(tmp_path):
    folder = tmp_path / "made"
    (folder / "practice").mkdir(parents=True)
    (folder / "comment.md").write_text("<!-- praktijkatlas: melding -->\n", encoding="utf-8")
    return folder


def send(run, project, made, name="nieuw.md", text="tekst\n", answers=()):
    for old in (made / "practice").iterdir():
        old.unlink()
    (made / "practice" / name).write_text(text, encoding="utf-8")
    git(project, "switch", "--quiet", "--detach", "origin/main")
    return run("issue-branch.sh", 12, made, cwd=project, answers=answers, BASE="main")


def files_on_branch(project):
    git(project, "fetch", "--quiet", "origin", "+refs/heads/*:refs/remotes/origin/*")
    return git(project, "ls-tree", "-r", "--name-only", "origin/melding-12").splitlines()


CREATED = (["pr", "create"], "https://github.example/wie/wat/pull/13", 0)


def test_practice_gets_a_branch_and_a_request(run, project, made):
    done, called = send(run, project, made, answers=[CREATED])
    assert done.returncode == 0, done.stderr
    assert files_on_branch(project) == ["practices/bestaat.md", "practices/nieuw.md"]
    assert git(project, "log", "-1", "--format=%ae", "origin/melding-12") == BOT
    create = next(each for each in called if each[:2] == ["pr", "create"])
    assert create[create.index("--title") + 1] == "Nieuwe praktijk: nieuw"
    assert "Closes #12" in create[-1]
    assert "pull/13" in (made / "comment.md").read_text("utf-8")


def test_edited_issue_replaces_the_file_and_keeps_the_request(run, project, made):
    send(run, project, made, answers=[CREATED])
    done, called = send(run, project, made, "andere-naam.md", answers=[(["pr", "list"], "13", 0)])
    assert done.returncode == 0, done.stderr
    assert files_on_branch(project) == ["practices/andere-naam.md", "practices/bestaat.md"]
    assert ["pr", "edit", "13", "--title", "Nieuwe praktijk: andere-naam"] in called
    assert not [each for each in called if each[:2] == ["pr", "create"]]
    assert git(project, "rev-list", "--count", "origin/main..origin/melding-12") == "1"


def test_same_text_is_not_pushed_again(run, project, made):
    send(run, project, made, answers=[CREATED])
    files_on_branch(project)
    before = git(project, "rev-parse", "origin/melding-12")
    send(run, project, made, answers=[(["pr", "list"], "13", 0)])
    files_on_branch(project)
    assert git(project, "rev-parse", "origin/melding-12") == before


def test_work_of_an_editor_is_left_alone(run, project, made):
    send(run, project, made, answers=[CREATED])
    git(project, "switch", "--quiet", "melding-12")
    (project / "practices" / "nieuw.md").write_text("beter\n", encoding="utf-8")
    git(project, "commit", "--quiet", "--all", "--message=Better")
    git(project, "push", "--quiet", "origin", "melding-12")
    done, called = send(run, project, made, text="oud\n")
    assert done.returncode == 0
    assert called == []
    files_on_branch(project)
    assert git(project, "show", "origin/melding-12:practices/nieuw.md") == "beter"
    assert "redacteur werkt al verder" in (made / "comment.md").read_text("utf-8")


@pytest.mark.parametrize("text", ["anders\n", "tekst\n"])
def test_request_that_an_editor_approved_stays_as_it_is(run, project, made, text):
    send(run, project, made, answers=[CREATED])
    approved = (["pr", "list", "--head", "melding-12", "--state", "open", "--json"], "true", 0)
    done, called = send(run, project, made, text=text, answers=[approved])
    assert done.returncode == 0, done.stderr
    files_on_branch(project)
    assert git(project, "show", "origin/melding-12:practices/nieuw.md") == "tekst"
    told = "al goedgekeurd" in (made / "comment.md").read_text("utf-8")
    assert told == (text == "anders\n")
    if told:
        assert [each[:2] for each in called] == [["pr", "list"]]


def test_project_that_does_not_allow_requests_tells_what_to_set(run, project, made):
    done, _ = send(run, project, made, answers=[(["pr", "create"], "", 1)])
    assert done.returncode == 0
    text = (made / "comment.md").read_text("utf-8")
    assert "https://github.example/wie/wat/compare/main...melding-12?expand=1" in text
    assert "Allow GitHub Actions to create and approve pull requests" in text


@pytest.mark.parametrize("name", ["bestaat.md", "..md", "Nieuw.md", "a b.md", "x.yml", "-x.md"])
def test_file_that_is_not_a_new_practice_goes_nowhere(run, project, made, name):
    done, called = send(run, project, made, name)
    assert done.returncode == 1
    assert called == []
    assert (project / "practices" / "bestaat.md").read_text("utf-8") == "al\n"
    assert git(project, "ls-remote", "origin", "refs/heads/melding-12") == ""


def test_link_in_place_of_a_file_goes_nowhere(run, project, made):
    (made / "practice" / "nieuw.md").symlink_to("/etc/passwd")
    done, _ = run("issue-branch.sh", 12, made, cwd=project, BASE="main")
    assert done.returncode == 1


# ---- find-summary.sh ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("number", "size", "expected"),
    [
        ("7", "900", "number=7\n"),
        ("", "900", ""),
        ("7", "", ""),
        ("7", "500001", ""),
        ("x", "9", ""),
    ],
)
def test_summary_is_taken_for_an_open_request_when_it_is_small(
    run, tmp_path, number, size, expected
):
    output = tmp_path / "output"
    output.touch()
    folder = tmp_path / "summary"
    folder.mkdir()
    (folder / "changes.json").write_text("{}", encoding="utf-8")
    done, called = run(
        "find-summary.sh",
        folder,
        answers=[
            (["api", "--method", "GET", "repos/wie/wat/pulls"], number, 0),
            (["api", "repos/wie/wat/actions/runs/99/artifacts"], size, 0),
        ],
        GITHUB_OUTPUT=str(output),
        RUN="99",
        HEAD_OWNER="vreemde",
        HEAD_BRANCH="$(touch x);`x`",
        HEAD_SHA="0" * 40,
    )
    assert done.returncode == 0, done.stderr
    assert output.read_text("utf-8") == expected
    assert "head=vreemde:$(touch x);`x`" in called[0]
    assert (["run", "download"] in [each[:2] for each in called]) == bool(expected)
