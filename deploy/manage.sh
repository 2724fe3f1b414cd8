#!/bin/sh
# Runs manage.py with a server's settings, as the user of its processes:  deploy/manage.sh migrate
set -eu
settings=${KES_SETTINGS:-/etc/kes/kes.env}
cd "$(dirname "$0")/.."
if [ "$(id -u)" = 0 ] && id kes >/dev/null 2>&1; then
    exec setpriv --reuid=kes --regid=kes --init-groups env KES_SETTINGS="$settings" "$0" "$@"
fi
# as systemd reads it: every line as it stands, no sign of the shell means anything
while IFS= read -r line || [ -n "$line" ]; do
    case $line in
    '#'* | ';'*) ;;
    *=*) export "${line?}" ;;
    esac
done <"$settings"
exec .venv/bin/python manage.py "$@"
