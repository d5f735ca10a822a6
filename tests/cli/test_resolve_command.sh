# umbel resolve and umbel index as a user meets them: answers line by line, whatever the bytes; tables and indexes from anywhere.
. "$UMBEL_TREE/tests/cli/lib.sh"
cat >names.tsv <<'TSV'
# invented
heron	Veldrin Heron League	official	en
heron	HRL	acronym
karst	Karst Brigade	official
karst	Brigade du Karst	alias	fr
reed	Reed Front	no-such-kind
ember	Ember Column
ember	عمود الجمر	official	ar
salt	Мельница Соли	official	ru
TSV
# ask QUERY [OPTION...]: the answer in out
ask() { local q=$1; shift; printf '%s\n' "$q" | "$UMBEL" resolve --names names.tsv "$@" >out 2>err || fail "resolve $q: status $?"; }
ask "Veldrin Heron League"
has out '{"query":"Veldrin Heron League","status":"match","candidates":[{"actor":"heron","name":"Veldrin Heron League","p_match":0.'
ask "VELDRIN HERON  LEAGUE!"
has out '"status":"match","candidates":[{"actor":"heron"'
ask "Karst Brigade" --top 1
has out '[{"actor":"karst"'
# one answer a line: empty lines, carriage returns, a last line without its end, bytes that are no UTF-8
printf '\n   \nKarst Brigade\r\nKarst \xff\x00Brigade\xc3\n\xed\xa0\x80\nlast' >queries
expect 0 "$UMBEL" resolve --names names.tsv <queries
python3 - <<'PY' || fail "the answers are not what they should be"
import json
rows = [json.loads(line) for line in open("out", encoding="utf-8", errors="strict")]
assert len(rows) == 6, len(rows)
assert [r["status"] for r in rows[:2]] == ["none", "none"] and rows[0]["candidates"] == []
assert rows[2]["query"] == "Karst Brigade" and rows[2]["candidates"][0]["actor"] == "karst"
assert rows[3]["query"] == "Karst \ufffd\0Brigade\ufffd", rows[3]
assert rows[4]["query"] == "\ufffd" * 3
assert rows[5]["query"] == "last"
for r in rows:
    assert list(r) == ["query", "status", "candidates"] and r["status"] in ("match", "set", "ambiguous", "none")
    for c in r["candidates"]:
        assert list(c) == ["actor", "name", "p_match", "why"] and 0 <= c["p_match"] <= 1 and c["p_match"] == round(c["p_match"], 4)
    assert [c["p_match"] for c in r["candidates"]] == sorted((c["p_match"] for c in r["candidates"]), reverse=True)
PY
expect 0 "$UMBEL" resolve --names names.tsv </dev/null
[ ! -s out ] || fail "an answer to nothing"
# nothing fits: still 0
expect 0 "$UMBEL" resolve --names names.tsv <<<"zzxq wvut"
has out '"status":"none"'
# behind a pipe each answer comes before the next question is put
python3 - <<'PY' || fail "answers are held back"
import os, subprocess
p = subprocess.Popen([os.environ["UMBEL"], "resolve", "--names", "names.tsv"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
for q in (b"Reed Front", b"", b"Ember Column"):
    p.stdin.write(q + b"\n"); p.stdin.flush()
    assert p.stdout.readline().startswith(b'{"query":"' + q)
p.stdin.close(); assert p.wait(10) == 0
PY
# hostile queries: long, mixed scripts, control and bidirectional characters, tokens that fold to nothing
python3 - <<'PY' >queries
import sys
w = sys.stdout.buffer
for q in ("Karst " * 1667, "k" * 10000, "Жaрсt Бригаdе الجمر Heron 联盟", "\u202eKarst\u202c \u200f\x1b[31mBrigade\x07", "' - . \u0301 \u200d",
          "(((", "a b c d e f g h i j k l m n o p q r s t u v w x y z", "\U0001f980" * 500, "0 1 2", "\ufeffReed Front", '"}],"x":"\\'):
    w.write(q.encode() + b"\n")
w.write(b"Karst Brigade " + "é".encode() * 100000 + b"\nReed Front\n")
w.write(b"\xf0\x90" * 4000 + b"\n")
PY
expect 0 timeout 60 "$UMBEL" resolve --names names.tsv --top 1000 --threshold 0 <queries
has err "standard input:line 12: the line has 200014 bytes"
python3 - <<'PY' || fail "hostile queries break the answers"
import json
rows = [json.loads(line) for line in open("out", encoding="utf-8", errors="strict")]
asked = open("queries", "rb").read().split(b"\n")[:-1]
assert len(rows) == len(asked) == 14, len(rows)
for r, q in zip(rows, asked):
    if len(q) <= 65536 and b"\xf0\x90\xf0" not in q: assert r["query"].encode() == q, q
assert len(rows[11]["query"].encode()) in (65535, 65536) and "\ufffd" not in rows[11]["query"]
assert rows[12]["candidates"][0]["actor"] == "reed"
PY
lacks out "$(printf '\033')"
# memory does not grow with the line
python3 - <<'PY' || fail "a line of 400 MB is held in memory, or has no answer"
import os, resource, subprocess
p = subprocess.Popen([os.environ["UMBEL"], "resolve", "--names", "names.tsv"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
for _ in range(400): p.stdin.write(b"x" * 1000000)
p.stdin.close()
assert len(p.stdout.read().split(b"\n")) == 2 and p.wait() == 0
assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss < 300000, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
PY
# names in use at a date: a table with the full header
printf 'actor\tname\tkind\tlang\tused_by\tfrom\tto\tsource\nheron\tGrey Heron Union\tformer\ten\t\t2001\t2009\tx\nheron\tVeldrin Heron League\tofficial\ten\t\t2010\t\tx\n' >dated.tsv
expect 0 "$UMBEL" resolve --names dated.tsv --at 2005 <<<"Grey Heron Union"
has out "Grey Heron Union\",\"p_match"
expect 0 "$UMBEL" resolve --names dated.tsv --at 2015-06 <<<"Grey Heron Union"
lacks out "Grey Heron Union\",\"p_match"
# a damaged table: every bad line is named, the rest answers, status 3
python3 - <<'PY' >bad.tsv
import sys
w = sys.stdout.buffer
w.write(b"\xef\xbb\xbfactor\tname\tkind\r\nkarst\tKarst Brigade\r\n\r\nno tab at all\n\tno actor\nno-name\t \nlatin\tcaf\xe9\nnul\ta\0b\n")
w.write(b"long\t" + b"Aa " * 3333 + b"x\nhuge\t" + b"y" * 70000 + b"\nkarst\tKarst Brigade\nkarst\tKarst Brigade\n")
w.write("bidi\t\u202eNorth Wind\u202c\x1b[31m\nmixed\tЖаbrвест фронт\nempty\t' - .\nlots\ta\tb\tc\td\te\tf\tg\th\ti\tj\n".encode())
PY
expect 3 "$UMBEL" resolve --names bad.tsv <<<"Karst Brigade"
for line in 4 5 6 7 8 10 16; do has err "bad.tsv:line $line:"; done
[ "$(grep -c bad-row err)" = 7 ] || fail "not seven bad lines"
has err "iconv"
has out '"status":"match","candidates":[{"actor":"karst"'
expect 3 "$UMBEL" resolve --names bad.tsv <<<"North Wind"
has out 'North Wind'
lacks out "$(printf '\033')"
expect 3 "$UMBEL" index bad.tsv bad.idx
has out "bad.idx: "
yes 'no tab' | head -5000 >many.tsv
expect 3 "$UMBEL" resolve --names many.tsv <<<x
[ "$(wc -l <err)" = 101 ] || fail "5,000 bad lines are not told in 101"
has err "4900 further lines"
head -c 100000 /dev/urandom >noise.tsv
expect 3 "$UMBEL" resolve --names noise.tsv <<<"Karst Brigade"
: >empty.tsv
expect 0 "$UMBEL" resolve --names empty.tsv <<<"Karst Brigade"
has out '"status":"none","candidates":[]'
# an index answers as its table does
expect 0 "$UMBEL" index names.tsv names.idx
has out "names.idx: 8 names of 5 actors"
expect 0 "$UMBEL" resolve --names names.tsv <queries
mv out from_table
expect 0 "$UMBEL" resolve --index names.idx <queries
cmp -s out from_table || fail "the index answers otherwise than its table"
expect 0 "$UMBEL" index - again.idx <names.tsv
cmp -s names.idx again.idx || fail "the same names make another index"
expect 0 "$UMBEL" index names.tsv names.idx # over an index: yes; over anything else: no
expect 2 "$UMBEL" index names.idx names.tsv
has err "is no index"
has names.tsv "Veldrin Heron League"
expect 0 "$UMBEL" index empty.tsv empty.idx
expect 0 "$UMBEL" resolve --index empty.idx <<<"Karst Brigade"
# damaged, cut short, foreign, absent
refused() { expect "$1" "$UMBEL" resolve --index "$2" <<<"Karst Brigade"; has err "$2"; [ ! -s out ] || fail "$2 answers"; }
size=$(stat -c %s names.idx)
for at in 0 9 40 100 300 $((size / 2)) $((size - 1)); do
    cp names.idx hurt.idx
    printf '\xa5' | dd of=hurt.idx bs=1 seek=$at conv=notrunc status=none
    cmp -s names.idx hurt.idx && continue
    refused 3 hurt.idx
done
for n in 1 7 100 $((size / 2)) $((size - 1)); do head -c "$n" names.idx >cut.idx; refused 3 cut.idx; done
{ cat names.idx; echo; } >longer.idx; refused 3 longer.idx
: >none.idx; refused 3 none.idx
refused 3 names.tsv
has err "umbel index NAMES.tsv NAMES.idx"
refused 3 noise.tsv
refused 4 absent.idx
mkdir folder.d; refused 4 folder.d
expect 4 "$UMBEL" resolve --names absent.tsv <<<x
has err absent.tsv
expect 4 "$UMBEL" index absent.tsv x.idx
expect 4 "$UMBEL" index names.tsv no-such-folder/x.idx
# without a table: the one that comes with umbel
expect 0 "$UMBEL" resolve --top 1 <<<"Islamic Movement of Uzbekistan"
has out '"status":"match"'
# wrong usage
for wrong in "--names names.tsv --index names.idx" "--top 0" "--top 1001" "--top 2x" "--threshold 1.5" "--threshold nan" "--threshold x" "--at 20x1" "--at 2031-13" "--no-such" "query" "--names -"; do
    # shellcheck disable=SC2086
    expect 2 "$UMBEL" resolve $wrong </dev/null
done
expect 2 "$UMBEL" index names.tsv
expect 2 "$UMBEL" index
for c in resolve index; do expect 0 "$UMBEL" $c --help; has out "Example:"; done
finish
