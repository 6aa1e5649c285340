#!/bin/sh
# Keeps one open issue with a label: opens it, changes it, or closes it when the text is empty.
#
# usage: one-issue.sh LABEL TITLE FILE
set -eu

label=$1
title=$2
text=$3
number=$(gh issue list --repo "$GITHUB_REPOSITORY" --label "$label" --state open --limit 1 \
    --json number --jq '.[0].number // empty')

if [ ! -s "$text" ]; then
    if [ -n "$number" ]; then
        gh issue close "$number" --repo "$GITHUB_REPOSITORY" --comment "Alles is weer in orde."
    fi
elif [ -n "$number" ]; then
    gh issue edit "$number" --repo "$GITHUB_REPOSITORY" --body-file "$text"
else
    gh label create "$label" --repo "$GITHUB_REPOSITORY" --force \
        --description "Bronnen die weg zijn, en praktijken die aan de beurt zijn"
    gh issue create --repo "$GITHUB_REPOSITORY" --label "$label" --title "$title" --body-file "$text"
fi
