# umbel screen, and what umbel who and other commands say of names that are near: against invented lists.
. "$UMBEL_TREE/tests/cli/lib.sh"
cat >list.xml <<'XML'
<CONSOLIDATED_LIST><INDIVIDUALS><INDIVIDUAL><FIRST_NAME>ORIN</FIRST_NAME><SECOND_NAME>VAL</SECOND_NAME><THIRD_NAME>TASHKEL</THIRD_NAME>
<UN_LIST_TYPE>Karst</UN_LIST_TYPE><REFERENCE_NUMBER>KAi.001</REFERENCE_NUMBER><LISTED_ON>2030-02-03</LISTED_ON>
<INDIVIDUAL_ALIAS><QUALITY>Good</QUALITY><ALIAS_NAME>Urin Tashkil</ALIAS_NAME></INDIVIDUAL_ALIAS>
<INDIVIDUAL_DATE_OF_BIRTH><YEAR>1971</YEAR></INDIVIDUAL_DATE_OF_BIRTH></INDIVIDUAL></INDIVIDUALS>
<ENTITIES><ENTITY><FIRST_NAME>Veldrin Heron League</FIRST_NAME><UN_LIST_TYPE>Karst</UN_LIST_TYPE><REFERENCE_NUMBER>KAe.002</REFERENCE_NUMBER>
<LISTED_ON>2031-05-06</LISTED_ON><ENTITY_ALIAS><ALIAS_NAME>League of the Heron</ALIAS_NAME></ENTITY_ALIAS></ENTITY></ENTITIES></CONSOLIDATED_LIST>
XML
printf 'Veshtia trained the Karst Brigade. Kelmara armed the Reed Front. Oradan funded the Grey Wardens of Ilden.\n' >doc.txt
export UMBEL_LEDGER=d.umbel LOGNAME=tester
printf 'id,Customer,note\r\n1,Veldrin Heron League,a\r\n2,"TASHKEL, Orin Val","b ""c"""\r\n3,Wenda Mallory,\r\n4,Karst Brigade,\r\n5,"",\r\n6,=HYPERLINK(1),\r\n' >c.csv
expect 0 "$UMBEL" add doc.txt
expect 1 "$UMBEL" screen --column Customer c.csv
has err "umbel add"
expect 0 "$UMBEL" add list.xml
expect 0 "$UMBEL" screen --hits --column customer c.csv
has err "not findings"
has err "umbel different"
has err "6 names looked up, 2 possible matches"
python3 - <<'PY' || fail "the matches are not what they should be"
import csv
rows = list(csv.reader(open("out", newline="", encoding="utf-8")))
assert rows[0] == "row name status id list reference matched_name p_match others why".split(), rows[0]
assert [r[:7] for r in rows[1:]] == [
    ["2", "Veldrin Heron League", "match", "un-kae-002", "UN Security Council, Karst", "KAe.002", "Veldrin Heron League"],
    ["3", "TASHKEL, Orin Val", "match", "un-kai-001", "UN Security Council, Karst", "KAi.001", "ORIN VAL TASHKEL"]], rows
PY
lacks out 1971
# every row; a number counts columns and takes the first row as well; JSON says the same
expect 0 "$UMBEL" screen --column 2 --json c.csv
python3 - <<'PY' || fail "--json"
import json
rows = [json.loads(line) for line in open("out")]
assert [r["row"] for r in rows] == [1, 2, 3, 4, 5, 6, 7], rows
assert [r["status"] for r in rows] == ["none", "match", "match", "none", "none", "none", "none"], rows
assert rows[2]["reference"] == "KAi.001" and rows[2]["others"] == 0 and "id" not in rows[0]
PY
expect 0 "$UMBEL" screen --column Customer c.csv
has out "\"'=HYPERLINK(1)\""
# the column: by title, the usual title, the only one; else it is asked for
expect 2 "$UMBEL" screen c.csv
has err "1 id, 2 Customer, 3 note"
expect 2 "$UMBEL" screen --column Nobody c.csv
has err "1 id, 2 Customer"
printf 'k;Name\n1;Veldrin Heron League\n' >semicolons.csv
expect 0 "$UMBEL" screen semicolons.csv
has out KAe.002
printf '\xef\xbb\xbfVeldrin Heron League\nnobody' >one.csv
expect 0 "$UMBEL" screen - <one.csv
has out '1,"Veldrin Heron League"'
# thresholds
expect 1 "$UMBEL" screen --column Customer --threshold 1 c.csv
expect 1 "$UMBEL" screen --column note c.csv
expect 2 "$UMBEL" screen --column Customer --alerts-per-thousand 0.001 c.csv
has err "least that was measured"
"$UMBEL" screen --column Customer --alerts-per-thousand 50 c.csv >out 2>err
wide=$(sed -n 's/.* at p_match \(.*\) and above/\1/p' err)
"$UMBEL" screen --column Customer --alerts-per-thousand 1 c.csv >out 2>err
narrow=$(sed -n 's/.* at p_match \(.*\) and above/\1/p' err)
awk -v w="$wide" -v n="$narrow" 'BEGIN {exit !(w + 0 > 0 && w + 0 < n + 0)}' || fail "fewer alerts have no higher threshold: $wide, $narrow"
# only who stood on the list at the date
expect 0 "$UMBEL" screen --column Customer --at 2030-06 c.csv
has out KAi.001
lacks out KAe.002
expect 1 "$UMBEL" screen --column Customer --at 2001 c.csv
# names that count for a listed actor by decision, until it is undone
expect 1 "$UMBEL" screen - <<<"Grey Wardens of Ilden"
expect 0 "$UMBEL" same "Veldrin Heron League" "Grey Wardens of Ilden"
id=$(cut -c1-8 out)
expect 0 "$UMBEL" screen - <<<"Grey Wardens of Ilden"
has out '"un-kae-002","UN Security Council, Karst","KAe.002","Grey Wardens of Ilden"'
expect 0 "$UMBEL" undo "$id"
expect 1 "$UMBEL" screen - <<<"Grey Wardens of Ilden"
# names of one's own
printf 'a\tKarst Brigade\n' >names.tsv
expect 0 "$UMBEL" screen --names names.tsv --column Customer c.csv
has out '5,"Karst Brigade","match","a","","","Karst Brigade"'
expect 0 "$UMBEL" index names.tsv names.idx
expect 0 "$UMBEL" screen --index names.idx --column Customer c.csv
has out '5,"Karst Brigade","match"'
# damaged rows are named, the others looked up
python3 - <<'PY' >bad.csv
import sys
w = sys.stdout.buffer
w.write(b"id,name\n1,Veldrin Heron League\n2\n3,Caf\xe9\n5,\xff\n6," + b"Aa " * 3333 + b"\n7," + b"k" * 10000 + b"\n")
w.write("8,\u202eHeron\u202c League\x1b[31m\n9,Жaрсt الجمر 联盟\n10,' - .\n11,\"Veldrin Heron\nLeague\"\n12\n13,\"open\n14,Veldrin Heron League\n".encode())
PY
expect 3 timeout 60 "$UMBEL" screen bad.csv
has err "bad.csv:line 3: this row, and 1 after it, could not be looked up: no column 2"
has err "bad.csv:line 4: this row, and 1 after it, could not be read: not UTF-8"
has err "bad.csv:line 14: this row had a cell cut"
has out '2,"Veldrin Heron League"'
[ "$(grep -c KAe.002 out)" -ge 3 ] || fail "fewer than three rows" # the third holds an escape sequence as well
lacks out "$(printf '\033')"
lacks out "$(printf '\342\200\256')"
: >empty.csv
expect 1 "$UMBEL" screen empty.csv
head -c 200000 /dev/urandom >noise.csv
expect 3 timeout 60 "$UMBEL" screen --column 1 noise.csv
expect 4 "$UMBEL" screen absent.csv
expect 4 "$UMBEL" screen --ledger absent.umbel c.csv
expect 4 "$UMBEL" screen --index absent.idx c.csv
expect 3 "$UMBEL" screen --index names.tsv c.csv
for wrong in "" "c.csv c.csv" "--threshold 2 c.csv" "--threshold x c.csv" "--alerts-per-thousand 0 c.csv" "--alerts-per-thousand 5 --threshold 0.5 c.csv" "--column 0 c.csv" "--at never c.csv" "--names names.tsv --index names.idx c.csv" "--ledger d.umbel --names names.tsv c.csv" "--names - -"; do
    # shellcheck disable=SC2086
    expect 2 "$UMBEL" screen $wrong </dev/null
done
expect 0 "$UMBEL" screen --help
has out "Example:"
# who: near misses where no actor bears the name
expect 0 "$UMBEL" who "Krast Brigad"
has out x-karst-brigade
has out "not findings"
has err "no actor in this ledger bears the name"
expect 0 "$UMBEL" who --json "Krast Brigad"
python3 -c 'import json; r = [json.loads(x) for x in open("out")]; assert r[0]["record"] == "near_miss" and r[0]["actor"] == "x-karst-brigade" and r[0]["p_match"] >= 0.5 and r[0]["why"]' || fail "who --json"
expect 1 "$UMBEL" who "Zzxq wvut"
expect 1 "$UMBEL" who "$(printf '\033[31m\342\200\256zz')"
lacks err "$(printf '\033')"
# a listed person: the entry, and nothing else
for name in "Orin Val Tashkel" "urin tashkil" un-kai-001; do
    expect 0 "$UMBEL" who "$name"
    has out "listed person, un-kai-001, UN Security Council, Karst, since 2030-02-03"
    lacks out 1971
done
expect 0 "$UMBEL" who --json "Orin Val Tashkel"
has out '{"record":"listed_person","id":"un-kai-001"'
# beside an actor that was found: others that are near, unless it was decided that they are not it
printf 'Oradan funded the Karst Brigades.\n' >more.txt
expect 0 "$UMBEL" add more.txt
expect 0 "$UMBEL" who "Karst Brigade"
has out "near misses"
has out x-karst-brigades
expect 0 "$UMBEL" who --json "Karst Brigade"
has out '{"record":"near_miss","actor":"x-karst-brigades"'
expect 0 "$UMBEL" different "Karst Brigade" "Karst Brigades"
expect 0 "$UMBEL" who "Karst Brigade"
lacks out "near misses"
# names and listings at a date
expect 0 "$UMBEL" who --at 2032 "Veldrin Heron League"
has out "listed: UN Security Council, Karst, as KAe.002"
expect 0 "$UMBEL" who --at 2030 "Veldrin Heron League"
lacks out "listed:"
expect 2 "$UMBEL" who --at never "Veldrin Heron League"
# other commands take exact names only, and say what is near
for c in "ties" "why Kelmara" "same Kelmara"; do
    # shellcheck disable=SC2086
    expect 1 "$UMBEL" $c "Krast Brigad"
    has err 'did you mean "Karst Brigade'
done
expect 1 "$UMBEL" ties "Zzxq wvut"
has err "'umbel ties' lists"
finish
