#!/usr/bin/env bash
# Starts the packed application's command line, in the real Electron that it was packed with: it must find its native library.
set -euo pipefail
cd "$(dirname "$0")/../../out/packages"
case "$(uname -s)" in
  Darwin) executable=(Divisi-darwin-*/Divisi.app/Contents/MacOS/divisi) ;;
  Linux) executable=(xvfb-run --auto-servernum Divisi-linux-*/divisi --no-sandbox) ;;
  *) executable=(Divisi-win32-*/divisi.exe) ;;
esac
"${executable[@]}" --version
"${executable[@]}" doctor --json | tee doctor.json
grep -q '"native": true' doctor.json
