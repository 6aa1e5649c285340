#!/usr/bin/env bash
# Find the pull request that a run was for, and get the summary that the run kept.
#
#   find-summary.sh FOLDER
#
# Writes number=… to GITHUB_OUTPUT, and changes.json into the folder; nothing when the pull request
# is closed or has moved on, or when there is no summary. Which pull request it is comes from GitHub
# alone (HEAD_OWNER, HEAD_BRANCH, HEAD_SHA), never from what the run made. Needs gh, and in the
# environment also RUN, GH_TOKEN, GITHUB_REPOSITORY and GITHUB_OUTPUT.
set -euo pipefail

folder=$1
most=500000 # bytes: a summary is text, and packed

export HEAD_SHA
at_head='map(select(.head.sha == env.HEAD_SHA)) | .[0].number // empty'
number=$(gh api --method GET "repos/$GITHUB_REPOSITORY/pulls" -f state=open \
    -f head="$HEAD_OWNER:$HEAD_BRANCH" --jq "$at_head")
if [[ ! $number =~ ^[0-9]+$ ]]; then
    echo 'No open pull request has this commit.'
    exit 0
fi

size='.artifacts | map(select(.name == "samenvatting")) | .[0].size_in_bytes // empty'
bytes=$(gh api "repos/$GITHUB_REPOSITORY/actions/runs/$RUN/artifacts" --jq "$size")
if [[ ! $bytes =~ ^[0-9]+$ ]] || ((bytes > most)); then
    echo "No summary of at most $most bytes."
    exit 0
fi
gh run download "$RUN" --repo "$GITHUB_REPOSITORY" --name samenvatting --dir "$folder"
if [[ -f $folder/changes.json && ! -L $folder/changes.json ]]; then
    echo "number=$number" >>"$GITHUB_OUTPUT"
fi
