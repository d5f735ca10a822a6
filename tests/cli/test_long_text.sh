# Text made to be slow: long sentences, deep brackets, long lists, many names. Four times the text may cost at most about
# four times the work. Measured is the processor time of the program, with room enough that only a growth by the square
# of the length fails.
. "$UMBEL_TREE/tests/cli/lib.sh"
python3 - <<'PY' || fail "some text costs too much"
import os, resource, subprocess, sys
syllables = "ka ru men tol ves zar bin dor lim sha ul ter gan mor pel ix osh yar".split()
verbs = "trained armed attacked funded sheltered denounced".split()
def name(i):
    s = ""
    for _ in range(4): s += syllables[i % 18]; i //= 18
    return s.capitalize()
TEXTS = { # name: (n, the text of n, the most statements it may give)
    "a sentence of n words": (10000, lambda n: "The Karst Brigade " + "very " * n + "trained the Reed Front.", 10),
    "n nested brackets": (10000, lambda n: "The Karst Brigade " + "(a " * n + "trained " + ") " * n + "the Reed Front.", 10),
    "n brackets without words": (10000, lambda n: "The Karst Brigade " + "(" * n + ")" * n + " trained the Reed Front.", 10),
    "n names in one list": (1000, lambda n: "The Karst Brigade trained " + ", ".join("the %s Front" % name(i) for i in range(n)) + " and the Reed Front.", 30),
    "two lists": (1000, lambda n: ", ".join("the %s Front" % name(i) for i in range(n)) + " and the Reed Front attacked " + ", ".join("the %s Brigade" % name(i + 5000) for i in range(n)) + ".", 600),
    "one sentence of clauses": (2000, lambda n: " ".join("the %s Brigade %s the %s Front and" % (name(i % 50), verbs[i % 6], name(i * 7 % 50)) for i in range(n)) + " left.", None),
    "n distinct names": (4000, lambda n: "\n".join("The %s Brigade %s the %s Front." % (name(2 * i), verbs[i % 6], name(2 * i + 1)) for i in range(n)), None),
    "n distinct acronyms": (3000, lambda n: "\n".join("The %s Brigade (%s) trained the %s Front." % (name(2 * i), name(2 * i).upper(), name(2 * i + 1)) for i in range(n)), None),
    "n names of one head": (1500, lambda n: "\n".join("The %s Brigade %s the %s Brigade. The Brigade said it had fled." % (name(2 * i), verbs[i % 6], name(2 * i + 1)) for i in range(n)), None),
    "n short sentences": (8000, lambda n: "It rained. He said so. The Karst Brigade trained the Reed Front. " * n, 10),
    "n verbs": (3000, lambda n: "The Karst Brigade " + "trained and armed and attacked " * n + "the Reed Front.", None),
    "n relative clauses": (2000, lambda n: "The Karst Brigade, " + "which trained the Reed Front, " * n + "left.", None),
    "n owners": (5000, lambda n: "Karst's " * n + "Brigade trained the Reed Front.", 10),
    "n of-phrases": (5000, lambda n: "the army " + "of the Karst " * n + "trained the Reed Front.", 10),
    "n reports in each other": (5000, lambda n: "He said that " * n + "the Karst Brigade trained the Reed Front.", 10),
    "signs without spaces": (20000, lambda n: ".,;:!?-" * n, 10),
    "dotted letters without spaces": (20000, lambda n: "a.b" * n, 10),
    "opening and closing quotes": (20000, lambda n: "‘" * n + "’" * n, 10),
    "a word of n letters": (100000, lambda n: "A" + "b" * n + " trained the Reed Front.", 10),
}
def run(text, *readers):
    open("long.txt", "w").write(text)
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    p = subprocess.run([os.environ["UMBEL"], "extract", "--threads", "1", "--mentions", *readers, "long.txt"], capture_output=True, timeout=240)
    seconds = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before
    assert p.returncode == 0, p.stderr
    return seconds, sum(b'"statement"' in x for x in p.stdout.splitlines()), len(p.stdout)
bad = 0
# frames at full length; with judge and encoder, which sanitizers make very slow, a tenth of it
for readers, part in (("--frames-only",), 1), ((), 10):
    start = run("The Karst Brigade rests.", *readers)[0] # loading the tables
    for what, (n, make, most) in TEXTS.items():
        n = n if "list" in what else max(n // part, 20) # lists have a bound of their own
        (t1, s1, b1), (t4, s4, b4) = run(make(n), *readers), run(make(4 * n), *readers)
        t1, t4 = max(t1 - start, 0), max(t4 - start, 0)
        why = "grows too fast" if t4 > 8 * t1 + 2 else "has too many statements" if most is not None and s4 > most else "prints too much" if b4 > 6 * b1 + 100000 else None
        bad += why is not None
        print("%-14s %-30s %6d: %.2f s, %d statements; %6d: %.2f s, %d statements%s" % (" ".join(readers) or "all readers", what, n, t1, s1, 4 * n, t4, s4, "  " + why if why else ""))
sys.exit(bad > 0)
PY
finish
