/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads the frame table and compiles its patterns. */
#include "extract/frames.h"

#include <string.h>

#include "base/tsv.h"

typedef struct loader {
    umbel_frames *frames;
    umbel_lexicon *lexicon;
} loader;

/* One element of a pattern while it is compiled. */
typedef struct element {
    enum { SLOT, NOUN, VERB, COMPLEMENT, WORDS, COMMA } kind;
    umbel_role role;
    bool possessive;
    umbel_word_set set;
    const uint32_t *particles; /* of verbs */
} element;

#define ELEMENTS_MAX 12

bool umbel_word_set_has(const umbel_word_set *set, const umbel_lexicon *lexicon, uint32_t lemma) {
    if (lemma == UMBEL_NO_WORD) return false;
    for (size_t i = 0; i < set->n_words; i++)
        if (set->words[i] == lemma) return true;
    for (int k = 0; k < UMBEL_CLASS_CHUNKS; k++)
        if (set->classes[k] & lexicon->words[lemma].classes[k]) return true;
    return false;
}

static umbel_status read_set(umbel_ctx *cx, loader *l, umbel_str text, char sep, element *e) {
    uint32_t words[64], particles[64];
    umbel_str rest = text, word;
    while (umbel_str_cut(&rest, sep, &word)) {
        umbel_str verb = word, particle = {0};
        uint32_t id, particle_id = UMBEL_NO_WORD;
        if (word.n == 0) continue;
        if (word.p[0] == '@') {
            char name[UMBEL_WORD_MAX];
            snprintf(name, sizeof name, "%.*s", (int)word.n - 1, word.p + 1);
            uint32_t cls = umbel_lexicon_class(l->lexicon, name);
            if (cls == UMBEL_INTERN_NONE)
                return UMBEL_FAIL(cx, UMBEL_E_FORMAT, "no class \"%s\" in words.tsv; add it or correct the name", name);
            e->set.classes[cls / 64] |= (uint64_t)1 << (cls % 64);
            continue;
        }
        size_t at = umbel_str_find(word, UMBEL_STR("_"));
        if (e->kind == VERB && at != SIZE_MAX) {
            verb.n = at;
            particle = (umbel_str){word.p + at + 1, word.n - at - 1};
            UMBEL_TRY(umbel_lexicon_add(cx, l->lexicon, particle, &particle_id));
        }
        UMBEL_TRY(umbel_lexicon_add(cx, l->lexicon, verb, &id));
        if (e->kind == VERB || e->kind == COMPLEMENT) UMBEL_TRY(umbel_lexicon_add_verb(cx, l->lexicon, id));
        if (e->kind == NOUN) UMBEL_TRY(umbel_lexicon_add_noun(cx, l->lexicon, id));
        if (e->set.n_words == sizeof words / sizeof *words)
            return UMBEL_FAIL(cx, UMBEL_E_LIMIT, "more than 64 words in a set; make a class");
        particles[e->set.n_words] = particle_id;
        words[e->set.n_words++] = id;
    }
    uint32_t *kept = UMBEL_NEW(cx, &l->frames->arena, uint32_t, 2 * e->set.n_words);
    if (!kept) return cx->err.code;
    memcpy(kept, words, e->set.n_words * sizeof *kept);
    memcpy(kept + e->set.n_words, particles, e->set.n_words * sizeof *kept);
    e->set.words = kept;
    e->particles = kept + e->set.n_words;
    return UMBEL_OK;
}

static umbel_role role_of(umbel_str s) {
    if (umbel_str_eq(s, UMBEL_STR("S"))) return UMBEL_ROLE_S;
    if (umbel_str_eq(s, UMBEL_STR("O"))) return UMBEL_ROLE_O;
    if (umbel_str_eq(s, UMBEL_STR("SO"))) return UMBEL_ROLE_PAIR;
    if (umbel_str_eq(s, UMBEL_STR("_"))) return UMBEL_ROLE_ANY;
    return UMBEL_ROLE_NONE;
}

/* Takes the next element's text: a bracketed set or a run without spaces. */
static bool next_text(umbel_str *rest, umbel_str *text) {
    *rest = umbel_str_trim(*rest);
    if (rest->n == 0) return false;
    char close = rest->p[0] == '[' || umbel_str_starts(*rest, UMBEL_STR(">[")) ? ']' : rest->p[0] == '{' ? '}' : ' ';
    const char *at = memchr(rest->p, close, rest->n);
    size_t n = at ? (size_t)(at - rest->p) + (close != ' ') : rest->n;
    *text = (umbel_str){rest->p, n};
    *rest = (umbel_str){rest->p + n, rest->n - n};
    return true;
}

static umbel_status read_element(umbel_ctx *cx, loader *l, umbel_str text, element *e) {
    *e = (element){0};
    if (umbel_str_eq(text, UMBEL_STR(","))) {
        e->kind = COMMA;
        return UMBEL_OK;
    }
    if (umbel_str_ends(text, UMBEL_STR("'s"))) {
        e->possessive = true;
        text.n -= 2;
    }
    if (text.n == 0) return UMBEL_FAIL(cx, UMBEL_E_FORMAT, "\"'s\" stands behind a slot or a noun, not alone");
    e->role = role_of(text);
    if (e->role != UMBEL_ROLE_NONE) return UMBEL_OK;
    char first = text.p[0], last = text.p[text.n - 1];
    e->kind = first == '[' ? VERB : first == '{' ? NOUN : first == '>' ? COMPLEMENT : WORDS;
    if (e->kind != WORDS && (last != (e->kind == NOUN ? '}' : ']') || text.n < 4))
        return UMBEL_FAIL(cx, UMBEL_E_FORMAT, "\"%.*s\" lacks its closing bracket", UMBEL_ARGS(text));
    size_t lead = e->kind == COMPLEMENT ? 2 : e->kind == WORDS ? 0 : 1;
    umbel_str inner = {text.p + lead, text.n - lead - (e->kind != WORDS)};
    return read_set(cx, l, inner, e->kind == WORDS ? '|' : ' ', e);
}

/* Reads the place that begins at element *i: a slot, a noun, or an owner with its noun. */
static umbel_arg read_arg(const element *es, size_t n, size_t *i, bool after_verb) {
    umbel_arg arg = {0};
    if (*i >= n) return arg;
    if (es[*i].kind == SLOT) {
        bool owner = *i + 1 < n && es[*i + 1].kind == NOUN && (es[*i].possessive || !after_verb);
        if (!owner) {
            arg.role = es[(*i)++].role;
            return arg;
        }
        arg.owner = es[(*i)++].role;
    }
    if (es[*i].kind == NOUN) {
        arg.is_noun = true;
        arg.nouns = es[(*i)++].set;
    }
    return arg;
}

static bool is_empty(const umbel_arg *arg) { return arg->role == UMBEL_ROLE_NONE && !arg->is_noun; }

static umbel_status add_preps(umbel_ctx *cx, umbel_frame *f, const element *es, size_t n, size_t *i, bool complement) {
    while (*i < n && es[*i].kind == WORDS) {
        const element *words = &es[(*i)++];
        umbel_arg arg = read_arg(es, n, i, false);
        if (is_empty(&arg)) {
            if (*i < n) return UMBEL_FAIL(cx, UMBEL_E_FORMAT, "a preposition needs a slot or a noun behind it");
            f->adverb = words->set.words[0];
            return UMBEL_OK;
        }
        if (f->n_preps == UMBEL_FRAME_PREPS)
            return UMBEL_FAIL(cx, UMBEL_E_LIMIT, "more than %d prepositions", UMBEL_FRAME_PREPS);
        f->preps[f->n_preps++] = (umbel_prep_arg){.preps = words->set, .arg = arg, .of_complement = complement};
    }
    return UMBEL_OK;
}

static umbel_status compile_verb(umbel_ctx *cx, umbel_frame *f, const element *es, size_t n) {
    size_t i = 0;
    f->anchored_on_verb = true;
    f->subject = read_arg(es, n, &i, false);
    UMBEL_TRY(add_preps(cx, f, es, n, &i, false)); /* "{weapons} of S [reach] O" */
    for (size_t k = 0; k < f->n_preps; k++) f->preps[k].of_subject = true;
    if (i >= n || es[i].kind != VERB) return UMBEL_FAIL(cx, UMBEL_E_FORMAT, "the verb must follow its subject");
    f->verbs = es[i].set;
    f->particles = es[i++].particles;
    f->object = read_arg(es, n, &i, true);
    f->object2 = read_arg(es, n, &i, true);
    UMBEL_TRY(add_preps(cx, f, es, n, &i, false));
    if (i < n && (es[i].kind == COMPLEMENT || es[i].kind == VERB)) {
        f->has_complement = true;
        f->complement = es[i++].set;
        f->complement_object = read_arg(es, n, &i, true);
        UMBEL_TRY(add_preps(cx, f, es, n, &i, true));
    }
    return i == n ? UMBEL_OK : UMBEL_FAIL(cx, UMBEL_E_FORMAT, "element %zu does not fit there", i + 1);
}

static umbel_status compile_noun(umbel_ctx *cx, umbel_frame *f, const element *es, size_t n) {
    size_t i = 0;
    if (n > 2 && es[0].kind == SLOT && es[1].kind == COMMA) {
        f->apposition = true;
        f->subject.role = es[0].role;
        i = 2;
    }
    f->head = read_arg(es, n, &i, false);
    if (!f->head.is_noun) return UMBEL_FAIL(cx, UMBEL_E_FORMAT, "a pattern needs a verb or a noun");
    UMBEL_TRY(add_preps(cx, f, es, n, &i, false));
    if (i + 1 < n && es[i].kind == COMMA && es[i + 1].kind == SLOT) {
        f->apposition_first = true;
        f->subject.role = es[i + 1].role;
        i += 2;
    }
    return i == n ? UMBEL_OK : UMBEL_FAIL(cx, UMBEL_E_FORMAT, "element %zu does not fit there", i + 1);
}

static umbel_status compile(umbel_ctx *cx, loader *l, umbel_str pattern, umbel_frame *f) {
    element es[ELEMENTS_MAX];
    size_t n = 0;
    umbel_str rest = pattern, text;
    bool verb = false;
    while (next_text(&rest, &text)) {
        if (n == ELEMENTS_MAX) return UMBEL_FAIL(cx, UMBEL_E_LIMIT, "more than %d elements", ELEMENTS_MAX);
        UMBEL_TRY(read_element(cx, l, text, &es[n]));
        verb = verb || es[n].kind == VERB;
        n++;
    }
    return verb ? compile_verb(cx, f, es, n) : compile_noun(cx, f, es, n);
}

static uint32_t kinds_of(umbel_str value) {
    static const struct {
        const char *name;
        uint32_t kinds;
    } rows[] = {
        {"place", 1u << UMBEL_KIND_PLACE | 1u << UMBEL_KIND_STATE},
        {"group", 1u << UMBEL_KIND_GROUP | 1u << UMBEL_KIND_CLASS},
        {"agreement", 1u << UMBEL_KIND_AGREEMENT},
        {"people", 1u << UMBEL_KIND_PEOPLE},
        {"state", 1u << UMBEL_KIND_STATE | 1u << UMBEL_KIND_ORGAN | 1u << UMBEL_KIND_BODY},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (umbel_str_eq(value, umbel_str_of(rows[i].name))) return rows[i].kinds;
    return 0;
}

static umbel_status read_attribute(umbel_ctx *cx, umbel_str word, umbel_frame *f, umbel_frames *frames) {
    umbel_str value = word, key;
    umbel_str_cut(&value, '=', &key);
    if (umbel_str_eq(key, UMBEL_STR("manner"))) return umbel_str_copy(cx, &frames->arena, value, &f->manner);
    if (umbel_str_eq(key, UMBEL_STR("subject"))) {
        f->subject_kinds = kinds_of(value);
        f->subject_head = umbel_str_eq(value, UMBEL_STR("head"));
        if (f->subject_kinds || f->subject_head) return UMBEL_OK;
    }
    if (umbel_str_eq(key, UMBEL_STR("object"))) {
        f->object_kinds = kinds_of(value);
        f->object_umbrella = umbel_str_eq(value, UMBEL_STR("umbrella"));
        f->object_antecedent = umbel_str_eq(value, UMBEL_STR("antecedent"));
        if (f->object_kinds || f->object_umbrella || f->object_antecedent) return UMBEL_OK;
    }
    if (umbel_str_eq(key, UMBEL_STR("tie2")) && umbel_tie_parse(value, &f->also_tie)) return UMBEL_OK;
    if (umbel_str_eq(word, UMBEL_STR("passive-only"))) {
        f->passive_only = true;
        return UMBEL_OK;
    }
    return UMBEL_FAIL(cx, UMBEL_E_FORMAT, "attribute \"%.*s\" is not known", UMBEL_ARGS(word));
}

static umbel_status load_row(void *user, umbel_ctx *cx, const umbel_str *cells, size_t line, const char *path) {
    loader *l = user;
    umbel_frames *frames = l->frames;
    umbel_frame f = {.adverb = UMBEL_NO_WORD};
    umbel_str rest = cells[3], word;
    umbel_status status = UMBEL_OK;
    if (!umbel_tie_parse(cells[1], &f.tie))
        return UMBEL_FAIL_AT(cx, UMBEL_E_FORMAT, line, path, "\"%.*s\" is no tie type", UMBEL_ARGS(cells[1]));
    status = compile(cx, l, cells[2], &f);
    while (status == UMBEL_OK && umbel_str_cut(&rest, ' ', &word))
        if (word.n) status = read_attribute(cx, word, &f, frames);
    if (status == UMBEL_E_FORMAT || status == UMBEL_E_LIMIT) {
        char msg[sizeof cx->err.msg];
        memcpy(msg, cx->err.msg, sizeof msg);
        return UMBEL_FAIL_AT(cx, status, line, path, "frame %.*s: %s", UMBEL_ARGS(cells[0]), msg);
    }
    UMBEL_TRY(status);
    UMBEL_TRY(umbel_str_copy(cx, &frames->arena, cells[0], &f.id));
    UMBEL_TRY(umbel_str_copy(cx, &frames->arena, cells[4], &f.example));
    UMBEL_TRY(umbel_reserve(cx, &frames->arena, (void *)&frames->frames, &frames->cap, frames->n + 1, sizeof f));
    frames->frames[frames->n++] = f;
    return UMBEL_OK;
}

/* Lists, for each base form, the frames that it anchors. */
static umbel_status build_index(umbel_ctx *cx, umbel_frames *frames, const umbel_lexicon *lexicon, bool verbs,
                                uint32_t ***out) {
    size_t n_words = lexicon->forms.n;
    uint32_t **index = UMBEL_NEW(cx, &frames->arena, uint32_t *, n_words);
    uint32_t *found = UMBEL_NEW(cx, &cx->scratch, uint32_t, frames->n + 1);
    if (!index || !found) return cx->err.code;
    for (uint32_t w = 0; w < n_words; w++) {
        size_t n = 0;
        for (size_t i = 0; i < frames->n; i++) {
            const umbel_frame *f = &frames->frames[i];
            if (f->anchored_on_verb == verbs && umbel_word_set_has(verbs ? &f->verbs : &f->head.nouns, lexicon, w))
                found[n++] = (uint32_t)i + 1;
        }
        if (n == 0) continue;
        index[w] = UMBEL_NEW(cx, &frames->arena, uint32_t, n + 1);
        if (!index[w]) return cx->err.code;
        memcpy(index[w], found, n * sizeof *found);
    }
    *out = index;
    return UMBEL_OK;
}

umbel_status umbel_frames_load(umbel_ctx *cx, umbel_frames *frames, umbel_lexicon *lexicon, const char *path) {
    loader l = {frames, lexicon};
    umbel_mark mark = umbel_arena_mark(&cx->scratch);
    umbel_status status = umbel_table_read(cx, path, "id\ttie\tpattern\tattributes\texample\tsource", load_row, &l);
    if (status == UMBEL_OK) status = build_index(cx, frames, lexicon, true, &frames->by_verb);
    if (status == UMBEL_OK) status = build_index(cx, frames, lexicon, false, &frames->by_noun);
    frames->n_words = lexicon->forms.n;
    umbel_arena_release(cx, &cx->scratch, mark);
    return status;
}

void umbel_frames_free(umbel_ctx *cx, umbel_frames *frames) {
    umbel_arena_free(cx, &frames->arena);
    *frames = (umbel_frames){0};
}
