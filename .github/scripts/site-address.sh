#!/usr/bin/env bash
# Find the address that GitHub Pages gives to the site of a repository, or that was set for it.
#
#   site-address.sh
#
# Writes url=… to GITHUB_OUTPUT. Needs in the environment also GITHUB_REPOSITORY, and OWN: the
# variable PRAKTIJKATLAS_SITE_URL of the repository, empty when there is none. A repository that is
# called <owner>.github.io has its site at the top of that host, any other in a folder.
set -euo pipefail

owner=${GITHUB_REPOSITORY%%/*} name=${GITHUB_REPOSITORY#*/}
host=${owner,,}.github.io
if [[ -n ${OWN-} ]]; then
    url=${OWN%%$'\n'*}
elif [[ ${name,,} == "$host" ]]; then
    url=https://$host/
else
    url=https://$host/$name/
fi
echo "url=$url" >>"$GITHUB_OUTPUT"
