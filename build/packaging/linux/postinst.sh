#!/bin/sh
# Teaches the desktop what a .divisi file is. A machine without a desktop has neither tool, and needs neither.
set -e
if [ "$1" = configure ]; then
  mkdir -p /usr/share/mime/packages
  cp /usr/lib/divisi/resources/divisi-mime.xml /usr/share/mime/packages/divisi.xml
  if command -v update-mime-database >/dev/null; then update-mime-database /usr/share/mime; fi
  if command -v update-desktop-database >/dev/null; then update-desktop-database -q; fi
fi
