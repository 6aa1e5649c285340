#!/usr/bin/env bash
# Put the practice that was made of an issue on a branch, and ask to take it over.
#
#   issue-branch.sh NUMBER FOLDER
#
# FOLDER holds practice/<id>.md and comment.md, to which this adds what came of it. The branch is
# made anew from the commit that is checked out, unless somebody else worked on it or approved it.
# Needs git and gh, and in the environment GH_TOKEN, BASE (the branch to merge into),
# GITHUB_REPOSITORY and GITHUB_SERVER_URL.
set -euo pipefail

number=$1 folder=$2
[[ $number =~ ^[0-9]+$ ]] || { echo "Not a number: $number" >&2 && exit 2; }
comment=$folder/comment.md
branch=melding-$number
name='github-actions[bot]'
mail='41898282+github-actions[bot]@users.noreply.github.com'

add() { printf '\n%s\n' "$1" >>"$comment"; }

# What was made in the other job is held against what it must be: one practice that is not there yet.
files=("$folder"/practice/*)
made=${files[0]}
file=${made##*/}
id=${file%.md}
if [[ ${#files[@]} -ne 1 || ! $file =~ ^[a-z0-9]+(-[a-z0-9]+)*\.md$ || ${#id} -gt 80 ]] ||
    [[ -L $made || ! -f $made || -e practices/$file ]]; then
    echo "Not one new practice: ${#files[@]} files" >&2
    exit 1
fi

old=$(git ls-remote origin "refs/heads/$branch" | cut -f 1)
if [[ -n $old ]]; then
    git fetch --quiet --depth=1 origin "$old"
    if [[ $(git log -1 --format=%ae "$old") != "$mail" ]]; then
        add "Een redacteur werkt al verder aan het bestand op de tak \`$branch\`. Wat u nu in de melding verandert, komt daar niet vanzelf in: schrijf het hieronder."
        exit 0
    fi
fi

# A branch of a fork can have the same name.
approved='map(select(.isCrossRepository | not)) | .[0].latestReviews // [] | any(.state == "APPROVED")'
git switch --quiet --force-create "$branch"
cp -- "$made" "practices/$file"
git add -- "practices/$file"
git -c user.name="$name" -c user.email="$mail" commit --quiet \
    --message="Add the practice $id" --message="Made of issue #$number."
if [[ -z $old ]] || ! git diff --quiet "$old" HEAD; then
    # Who wrote the issue may not change what an editor approved.
    if [[ -n $old && $(gh pr list --head "$branch" --state open --json isCrossRepository,latestReviews --jq "$approved") == true ]]; then
        add "Een redacteur heeft het verzoek al goedgekeurd. Wat u nu in de melding verandert, komt daar niet vanzelf in: schrijf het hieronder."
        exit 0
    fi
    git push --quiet --force-with-lease="refs/heads/$branch:$old" origin "HEAD:refs/heads/$branch"
fi

own='map(select(.isCrossRepository | not)) | .[0].number // empty'
request=$(gh pr list --head "$branch" --state open --json number,isCrossRepository --jq "$own")
title="Nieuwe praktijk: $id"
if [[ -n $request ]]; then
    gh pr edit "$request" --title "$title" >/dev/null
    add "Het verzoek om het op te nemen: #$request."
elif url=$(gh pr create --base "$BASE" --head "$branch" --title "$title" --body "Gemaakt van melding #$number. Wat de controle ervan vindt, staat daar.

Voor de redactie: sluit dit verzoek en open het weer; dan draaien alle controles. GitHub begint ze niet bij een verzoek dat een workflow maakt.

Closes #$number"); then
    add "Het verzoek om het op te nemen: $url"
else
    add "Het verzoek kon niet vanzelf worden gemaakt. [Maak het met deze link]($GITHUB_SERVER_URL/$GITHUB_REPOSITORY/compare/$BASE...$branch?expand=1). Een beheerder kan het toestaan: Settings, Actions, General, \"Allow GitHub Actions to create and approve pull requests\"."
    echo '::warning::GitHub Actions may not create pull requests; see Settings, Actions, General.'
fi
