# A planted wrong include, a call into SQL and a reach into the library are seen by tools/check_layers.
set -u
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
cp -r "$UMBEL_TREE/src" "$UMBEL_TREE/include" "$UMBEL_TREE/cli" "$work/"
fault() { # file, line, expected words
    local copy; copy=$(mktemp -d "$work/c.XXXX"); cp -r "$work/src" "$work/include" "$work/cli" "$copy/"
    echo "$2" >>"$copy/$1"
    if out=$(python3 "$UMBEL_TREE/tools/check_layers" "$copy"); then echo "not seen: $1: $2"; exit 1; fi
    grep -qF "$3" <<<"$out" || { echo "wrong words: $out"; exit 1; }
}
python3 "$UMBEL_TREE/tools/check_layers" "$work" || exit 1
fault src/text/fold.c '#include "umbel/extract.h"' "text (rank 3) may not include extract (rank 5)"
fault src/read/path.c '#include "umbel/ledger.h"' "read (rank 4) may not include ledger (rank 4)"
fault src/tell/svg.c '#include <sqlite3.h>' "only src/ledger knows SQL"
fault cli/main.c '#include "base/arena.h"' "public headers only"
echo "4 faults seen"
