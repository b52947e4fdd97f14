#!/bin/sh
set -e
case "$1" in
  remove | purge)
    rm -f /usr/share/mime/packages/divisi.xml
    if command -v update-mime-database >/dev/null; then update-mime-database /usr/share/mime; fi
    if command -v update-desktop-database >/dev/null; then update-desktop-database -q; fi
    ;;
esac
