#!/bin/sh
# Copy the store of DATA into FOLDER as DAY.sqlite, verified, and keep the last fourteen days.
#
#   backup.sh DATA FOLDER [NAME]
#
# With NAME the copy is called NAME.sqlite and is not counted among the fourteen. Nothing old goes before the
# new copy is whole. Copies on the same card survive a mistake, not a dead card: fetch them from FOLDER.
set -eu
data=$1
folder=$2
name=${3:-$(date +%Y-%m-%d)}
strikemat=${STRIKEMAT:-/opt/strikemat/current/venv/bin/strikemat}
keep=14

if [ ! -e "$data/strikemat.sqlite" ]; then
    echo "backup: $data has no sessions yet"
    exit 0
fi
mkdir -p "$folder"
part=$folder/.$name.part.sqlite
rm -f "$part"
trap 'rm -f "$part"' EXIT
status=0
"$strikemat" backup --data "$data" "$part" || status=$?
if [ "$status" -eq 1 ] && [ -e "$part" ]; then
    # Written, but the store is damaged: earlier copies are worth more than this one, and all of them stay.
    mv -f "$part" "$folder/$name.damaged.sqlite"
fi
[ "$status" -eq 0 ] || exit "$status"
sync "$part"
mv -f "$part" "$folder/$name.sqlite"
# Whoever calls may stand in a folder that this user must not see, which find does not forgive.
cd "$folder"
find . -maxdepth 1 -name '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9].sqlite' |
    sort -r | tail -n +$((keep + 1)) | while IFS= read -r old; do rm -f "$old"; done
