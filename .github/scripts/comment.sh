#!/usr/bin/env bash
# Put a comment under an issue or a pull request, or change the one that we put there before.
#
#   comment.sh NUMBER FILE [known-only]
#
# With known-only nothing happens when there is no comment of ours yet.
# The first line of the file is the mark by which a comment of ours is found back. Needs gh, and in
# the environment GH_TOKEN and GITHUB_REPOSITORY.
set -euo pipefail

number=$1 file=$2 only=${3-}
[[ $number =~ ^[0-9]+$ ]] || { echo "Not a number: $number" >&2 && exit 2; }
MARK=$(head -n 1 -- "$file")
[[ $MARK == '<!-- praktijkatlas: '*' -->' ]] || { echo "No mark in $file" >&2 && exit 2; }
export MARK

comments=repos/$GITHUB_REPOSITORY/issues/$number/comments
mine='.[] | select(.user.login == "github-actions[bot]" and (.body | startswith(env.MARK))) | .id'
known=$(gh api --paginate "$comments" --jq "$mine" | sed -n 1p)
if [[ -n $known ]]; then
    gh api --silent --method PATCH "repos/$GITHUB_REPOSITORY/issues/comments/$known" -F "body=@$file"
elif [[ $only != known-only ]]; then
    gh api --silent --method POST "$comments" -F "body=@$file"
fi
