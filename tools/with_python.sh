# sh tools/with_python.sh ARGUMENTS: runs the first Python found that is new enough; $PYTHON, if set, is the only one tried.
for python in "${PYTHON:-python3}" python3.14 python3.13 python3.12 python3.11 python; do
    [ -z "$PYTHON" ] || [ "$python" = "$PYTHON" ] || break
    if "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
        exec "$python" "$@"
    fi
done
python=${PYTHON:-python3}
found=$("$python" --version 2>/dev/null) || found="not there"
{
    echo "The archive needs Python 3.11 or newer; $python is ${found}."
    echo "Install a newer one, or say where it is: make run PYTHON=/path/to/python3.12"
} >&2
exit 1
