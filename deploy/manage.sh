#!/bin/sh
# Runs manage.py with a server's settings, as the user of its processes:  deploy/manage.sh migrate
set -eu
settings=${KES_SETTINGS:-/etc/kes/kes.env}
cd "$(dirname "$0")/.."
if [ "$(id -u)" = 0 ] && id kes >/dev/null 2>&1; then
    exec setpriv --reuid=kes --regid=kes --init-groups env KES_SETTINGS="$settings" "$0" "$@"
fi
set -a
# shellcheck disable=SC1090
. "$settings"
set +a
exec .venv/bin/python manage.py "$@"
