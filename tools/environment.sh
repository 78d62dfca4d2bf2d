#!/bin/sh
# Makes a virtual environment where there is none, and installs into it at the locked versions.
# Usage: sh tools/environment.sh PYTHON FOLDER REQUIREMENT...   (as for pip: `-e .`, `-e '.[all]'`, a wheel)
set -eu

stop() {
    printf 'hikma: %s\n' "$1" >&2
    exit 1
}

python=$1
folder=$2
shift 2
lock=$(dirname "$0")/../requirements.lock
install_it="install it (Debian, Ubuntu: apt-get install python3 python3-venv)"
or_name_it="or name the one to use: make demo PYTHON=python3.12"

command -v "$python" >/dev/null || stop "there is no $python here: $install_it, $or_name_it"
"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' ||
    stop "$python is $("$python" -V 2>&1), and Hikma needs Python 3.11 or newer: $install_it, $or_name_it"

if ! "$folder/bin/python" -c 'import pip' 2>/dev/null; then
    "$python" -c 'import ensurepip, venv' 2>/dev/null ||
        stop "$python has no venv with pip in it: install it (Debian, Ubuntu: apt-get install python3-venv), $or_name_it"
    [ ! -e "$folder" ] || [ -f "$folder/pyvenv.cfg" ] ||
        stop "$folder is no Python environment: remove it, or name another folder: make demo VENV=hikma-env"
    echo "hikma: making a Python environment in $folder"
    "$python" -m venv --clear "$folder"
fi
echo "hikma: installing $* into $folder, at the versions of requirements.lock"
"$folder/bin/python" -m pip install --quiet --no-input --disable-pip-version-check --constraint "$lock" "$@"
