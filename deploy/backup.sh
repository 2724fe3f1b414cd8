#!/bin/sh
# Dumps the database of DATABASE_URL into a folder, checks the dump, and keeps the newest KEEP (14) of them.
# Beside the dumps, files/ grows into a copy of KES_FILES (KES_VAR/files): a file never changes and is copied once.
#
#   deploy/backup.sh /var/backups/kes
#   cp -Rp /var/backups/kes/files /var/lib/kes/
#   pg_restore --clean --if-exists --no-owner --dbname "$DATABASE_URL" kes-20260101T020000Z.dump
set -eu

folder=${1:?usage: backup.sh FOLDER}
[ -z "${DATABASE_URL_FILE:-}" ] || DATABASE_URL=$(cat "$DATABASE_URL_FILE")
: "${DATABASE_URL:?DATABASE_URL is not set}"
umask 077
mkdir -p "$folder"
name="$folder/kes-$(date -u +%Y%m%dT%H%M%SZ)"

case $DATABASE_URL in
sqlite:*)
    echo "SQLite: stop KES and copy var/, or: sqlite3 var/kes.sqlite3 \".backup '$name.sqlite3'\"" >&2
    exit 2
    ;;
esac

# The name of a finished dump never stands on an unfinished one.
trap 'rm -f "$name.part"' EXIT
pg_dump --format=custom --no-owner --file="$name.part" --dbname="$DATABASE_URL"
pg_restore --list "$name.part" >/dev/null
mv "$name.part" "$name.dump"
echo "$name.dump"

# After the dump: whatever the database names was there before.
files=${KES_FILES:-${KES_VAR:-}/files}
if [ -d "$files" ]; then
    mkdir -p "$folder/files"
    cp -Rpu "$files/." "$folder/files/"
fi

find "$folder" -maxdepth 1 -name 'kes-*.dump' | sort -r | tail -n "+$((${KEEP:-14} + 1))" | while read -r old; do
    rm -f "$old"
done
