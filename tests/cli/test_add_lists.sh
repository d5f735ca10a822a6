# Official lists as a user adds them: invented ones, then the public ones where the shared material is at hand.
. "$UMBEL_TREE/tests/cli/lib.sh"
mkdir lists
cat >lists/un.xml <<'XML'
<?xml version="1.0" encoding="UTF-8"?>
<CONSOLIDATED_LIST dateGenerated="2031-01-01">
<INDIVIDUALS><INDIVIDUAL><FIRST_NAME>ORIN</FIRST_NAME><SECOND_NAME>VEL</SECOND_NAME><UN_LIST_TYPE>Karst</UN_LIST_TYPE>
<REFERENCE_NUMBER>KAi.001</REFERENCE_NUMBER><LISTED_ON>2030-05-06</LISTED_ON><COMMENTS1>Passport P123</COMMENTS1>
<INDIVIDUAL_ALIAS><QUALITY>Low</QUALITY><ALIAS_NAME>The Reed</ALIAS_NAME></INDIVIDUAL_ALIAS>
<INDIVIDUAL_DATE_OF_BIRTH><YEAR>1961</YEAR></INDIVIDUAL_DATE_OF_BIRTH></INDIVIDUAL></INDIVIDUALS>
<ENTITIES><ENTITY><FIRST_NAME>Heron League</FIRST_NAME><UN_LIST_TYPE>Karst</UN_LIST_TYPE>
<REFERENCE_NUMBER>KAe.002</REFERENCE_NUMBER><LISTED_ON>2030-02-01</LISTED_ON>
<ENTITY_ALIAS><QUALITY>f.k.a.</QUALITY><ALIAS_NAME>Heron Band</ALIAS_NAME></ENTITY_ALIAS></ENTITY>
<ENTITY><FIRST_NAME>ABU SAYYAF GROUP</FIRST_NAME><UN_LIST_TYPE>Karst</UN_LIST_TYPE>
<REFERENCE_NUMBER>QDe.001</REFERENCE_NUMBER><LISTED_ON>2001-10-06</LISTED_ON>
<ENTITY_ALIAS><QUALITY>a.k.a.</QUALITY><ALIAS_NAME>An Invented Alias</ALIAS_NAME></ENTITY_ALIAS></ENTITY></ENTITIES>
</CONSOLIDATED_LIST>
XML
printf '12,"HERON LEAGUE",-0- ,"FTO] [SDGT",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- \r\n13,"SALT","vessel","CUBA",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- \r\n14,"CAF\xc9 BANK",-0- ,"CUBA",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- \r\n' >lists/sdn.csv
printf '12,1,"aka","HERON FRONT",-0- \r\n' >lists/alt.csv
expect 0 "$UMBEL" add --ledger l.umbel --json lists/un.xml
has out '"entries":3,"actors":2,"designations":2,"listed_persons":1'
expect 0 "$UMBEL" check --ledger l.umbel
cp out once
expect 0 "$UMBEL" add --ledger l.umbel --json lists/un.xml
has out '"entries":3,"actors":0,"designations":0,"listed_persons":0'
expect 0 "$UMBEL" check --ledger l.umbel
cmp -s out once || fail "the same list again changes the ledger"
# a folder: the vessel is left out and said so; alt.csv is no document
expect 3 "$UMBEL" add --ledger l.umbel lists
has err "1 vessel and 0 aircraft are left out"
has out "5 list entries: 2 new designations of organisations (2 new actors), 0 new listed persons"
expect 0 "$UMBEL" who --ledger l.umbel "Heron Band"
has out "un-kae-002"
has out "UN Security Council, Karst"
expect 0 "$UMBEL" who --ledger l.umbel "An Invented Alias"
has out "abu-sayyaf"
lacks out "ABU SAYYAF GROUP" # the table has that name
has out "listed: UN Security Council, Karst, as QDe.001 since 2001-10-06"
expect 0 "$UMBEL" who --ledger l.umbel "Heron Front"
has out "(group, ofac-12)"
expect 0 "$UMBEL" who --ledger l.umbel "Café Bank"
has out "(body, ofac-14)"
expect 1 "$UMBEL" ties --ledger l.umbel "Orin Vel" # persons are no actors
lacks err "did you mean"
expect 0 "$UMBEL" who --ledger l.umbel "Orin Vel" # of a person the entry is shown, and nothing else
has out "listed person, un-kai-001, UN Security Council, Karst, since 2030-05-06"
[ "$(wc -l <out)" = 1 ] || fail "more than the entry of a person"
# no way in makes a document of a list
expect 3 "$UMBEL" add --ledger l.umbel - <lists/un.xml
has err "official list"
expect 0 "$UMBEL" add --ledger l.umbel --format text lists/un.xml
has out "0 new documents"
cp lists/un.xml un.txt
expect 0 "$UMBEL" add --ledger l.umbel un.txt
has out "3 list entries"
for secret in P123 1961; do if grep -qa "$secret" l.umbel l.umbel-wal 2>/dev/null; then fail "the ledger holds $secret"; fi; done
# extract takes no list for a document
expect 3 "$UMBEL" extract lists/un.xml
has err "unsupported"
if [ -f "${UMBEL_SHARED:-}/data/lists/un-2025-04.xml" ]; then
    public=$UMBEL_SHARED/data/lists
    expect 0 "$UMBEL" add --ledger p.umbel --json "$public/un-2025-04.xml"
    has out '"entries":877,"actors":193,"designations":193,"listed_persons":684'
    expect 3 "$UMBEL" add --ledger p.umbel --json "$public/ofac-sdn.csv"
    has out '"entries":8293'
    has out '"designations":3673,"listed_persons":4620'
    has err "406 vessels and 277 aircraft"
    expect 3 "$UMBEL" add --ledger d.umbel --json "$public/un-2025-08-not-well-formed.xml"
    has out '"entries":1'
    has err "line 53"
    expect 0 "$UMBEL" check --ledger p.umbel
    if grep -qai passport p.umbel; then fail "a name carries papers along"; fi
else
    echo "shared material absent: the public lists are skipped"
fi
finish
