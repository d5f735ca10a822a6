# Shared by the tests that act as a user. Sources of truth: the program at $UMBEL, the tree at $UMBEL_TREE.
set -u
work=$(mktemp -d)
trap 'chmod -R u+rwx "$work" 2>/dev/null; rm -rf "$work"' EXIT
cd "$work" || exit 1
n_failed=0
fail() { echo "FAIL: $*"; n_failed=$((n_failed + 1)); }
# expect STATUS COMMAND...: runs it, output in out and err
expect() {
    local want=$1; shift
    "$@" >out 2>err; local got=$?
    [ "$got" = "$want" ] || { fail "$*: exit status $got, not $want"; head -5 out err; }
}
has() { grep -qF -- "$2" "$1" || { fail "$1 lacks: $2"; head -5 "$1"; }; }
lacks() { if grep -qF -- "$2" "$1"; then fail "$1 has: $2"; fi; }
finish() { [ $n_failed -eq 0 ] && echo "all held"; exit $((n_failed > 0)); }
