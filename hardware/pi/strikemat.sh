#!/bin/sh
# Strikemat's command line on this Raspberry Pi: on the sessions and with the rights of its service. What reads
# recordings only runs as whoever calls it, so that their files can be named.
program=/opt/strikemat/current/venv/bin/strikemat
case ${1:--} in
    analyze | compare | bench | -*) exec "$program" "$@" ;;
esac
if [ "$(id -un)" = strikemat ]; then
    exec env XDG_DATA_HOME=/var/lib LG_WD=/tmp "$program" "$@"
fi
exec sudo --user=strikemat env XDG_DATA_HOME=/var/lib LG_WD=/tmp "$program" "$@"
