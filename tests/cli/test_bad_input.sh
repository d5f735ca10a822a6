# Bad input: a message with file, place and mend; the rest goes in; status 3.
. "$UMBEL_TREE/tests/cli/lib.sh"
mkdir in in/locked
printf 'Veshtia trained the Karst Brigade.\n' >in/a-good.txt
printf 'caf\xe9 in Latin-1\n' >in/b-latin1.txt
head -c 4096 /dev/urandom >in/c-binary.txt
: >in/d-empty.txt
truncate -s 2G in/e-long.txt
python3 -c 'print("<div>"*100000 + "x")' >in/f-deep.html
printf '{"id":"1","text":"Oradan armed the Reed Front."}\n{"id":"2","text":"trunc' >in/g-truncated.jsonl
mkfifo in/h-pipe.txt
ln -s /nonexistent in/i-dangling.txt
printf '%%PDF-1.4\n' >in/j.pdf
printf 'x\n' >in/locked/k.txt
chmod 000 in/locked
expect 3 timeout 60 "$UMBEL" add --ledger l.umbel in
if [ "$(id -u)" = 0 ]; then has out "3 new documents"; else has out "2 new documents"; fi # root reads locked folders
for what in "b-latin1.txt:byte 3" "not-utf8" "c-binary.txt" "d-empty.txt" "e-long.txt" "too-large" "f-deep.html" "too-deep" "g-truncated.jsonl:line 2" "h-pipe.txt" "not-a-file" "i-dangling.txt" "unsupported"; do has err "$what"; done
if [ "$(id -u)" != 0 ]; then has err "locked"; fi
expect 0 "$UMBEL" check --ledger l.umbel
expect 0 "$UMBEL" diagnostics --ledger l.umbel
has out "iconv"
expect 0 "$UMBEL" ties --ledger l.umbel
has out "Karst Brigade"
has out "Reed Front"
# two gigabytes in one line of JSONL: refused in constant memory, the next line goes in
{ printf '{"id":"1","text":"'; head -c 200000000 /dev/zero | tr '\0' x; printf '"}\n{"id":"2","text":"Kelmara armed the Salt Militia."}\n'; } >long.jsonl
expect 3 "$UMBEL" add --ledger m.umbel long.jsonl
has err "long.jsonl:line 1"
expect 0 "$UMBEL" ties --ledger m.umbel
has out "Salt Militia"
# a hostile document reaches nothing alive
cat >hostile.md <<'MD'
---
title: <script>alert(1)</script>"><svg onload=alert(2)>
source: =cmd|' /C calc'!A0
url: javascript:alert(3)
date: 2031-03-14
---
MD
printf 'Veshtia <img src=x onerror=alert(4)> trained the Karst Brigade \033[31m\342\200\256 today. The =HYPERLINK(1) Reed Front armed the Karst Brigade.\n' >>hostile.md
expect 0 "$UMBEL" add --ledger h.umbel hostile.md
expect 0 "$UMBEL" brief --ledger h.umbel --out h.html
lacks h.html "<script"
lacks h.html "<img"
lacks h.html 'href="javascript'
lacks h.html "$(printf '\033')"
lacks h.html "$(printf '\342\200\256')"
expect 0 "$UMBEL" brief --ledger h.umbel --format markdown --out h.md
lacks h.md "<script"
expect 0 "$UMBEL" export --ledger h.umbel --format csv --out h.csv
lacks h.csv ',"='
expect 0 "$UMBEL" export --ledger h.umbel --format graphml --out h.graphml
lacks h.graphml "<script"
python3 -c 'import xml.etree.ElementTree as E; E.parse("h.graphml")' || fail "GraphML does not parse"
for c in "why Reed-Front Karst-Brigade" "search trained" "ties" "hubs"; do
    # shellcheck disable=SC2086
    expect 0 "$UMBEL" ${c%% *} --ledger h.umbel $(echo "${c#* }" | sed "s/^${c%% *}$//")
    lacks out "$(printf '\033')"
    lacks out "$(printf '\342\200\256')"
done
# a byte flipped in a stored text is found and named
expect 0 python3 - <<'PY'
import sqlite3
db = sqlite3.connect("h.umbel"); db.execute("UPDATE document SET text = replace(text, 'Reed', 'Read')"); db.commit()
PY
expect 3 "$UMBEL" check --ledger h.umbel
has out "text-changed"
has out "hostile.md"
finish
