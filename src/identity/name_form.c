/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
#include "identity/name_form.h"

#include <string.h>

#include "text/utf8.h"

#define NAME_BYTES    1024 /* of a longer name the rest is not compared */
#define ACRONYM_MAX   8
#define FOLDED_BYTES  96
#define SPELLING_BITS 2.0

typedef struct forming {
    umbel_ctx *cx;
    const name_words *words;
    umbel_romanizer *romanizer;
    umbel_str name;
    const umbel_token *t;
    size_t n;
    name_forms *out;
} forming;

static umbel_str token_bytes(const forming *f, size_t i) {
    return (umbel_str){f->name.p + f->t[i].begin, f->t[i].end - f->t[i].begin};
}

static uint8_t eighths(double bits) { return (uint8_t)(bits * BITS_SCALE + 0.5); }

/* A rare spelling of a common word tells little more than the word does. */
static void weigh(const name_words *words, name_token *t) {
    double text = umbel_word_bits(words, umbel_token_text_of(t)), concept = RAREST_BITS;
    double skeleton = umbel_skeleton_bits(words, umbel_token_skeleton_of(t));
    for (int i = 0; i < CONCEPTS_A_WORD && t->concepts[i] != NO_CONCEPT; i++) {
        double bits = umbel_concept_bits(words, t->concepts[i]);
        if (bits < concept) concept = bits;
    }
    if (text > skeleton + SPELLING_BITS) text = skeleton + SPELLING_BITS;
    if (t->concepts[0] != NO_CONCEPT && text > concept + SPELLING_BITS) text = concept + SPELLING_BITS;
    t->text_bits = eighths(text);
    t->skeleton_bits = eighths(skeleton);
    t->concept_bits = t->concepts[0] == NO_CONCEPT ? 0 : eighths(concept);
}

static bool has_digit(umbel_str s) {
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] >= '0' && s.p[i] <= '9') return true;
    return false;
}

/* A token of romanised letters. */
static void set_token(const name_words *words, umbel_str latin, const name_word *entry, bool unvowelled,
                      name_token *t) {
    memset(t, 0, sizeof *t);
    t->n_text = (uint8_t)(latin.n < TOKEN_BYTES ? latin.n : TOKEN_BYTES);
    memcpy(t->text, latin.p, t->n_text);
    t->n_skeleton = (uint8_t)umbel_skeleton(umbel_token_text_of(t), t->skeleton, SKELETON_BYTES);
    if (unvowelled) t->flags |= TOKEN_UNVOWELLED;
    if (!entry) entry = umbel_name_word_find(words, umbel_token_text_of(t));
    if (entry) {
        memcpy(t->concepts, entry->concepts, sizeof t->concepts);
        t->kind = entry->kind;
        t->flags |= TOKEN_SURE_CONCEPT;
    } else if (has_digit(latin)) {
        t->kind = WORD_NUMBER;
    } else {
        t->concepts[0] = umbel_skeleton_concept(words, umbel_token_skeleton_of(t));
        if (t->concepts[0] != NO_CONCEPT) t->kind = words->concept_kind[t->concepts[0] - 1];
    }
    weigh(words, t);
}

void umbel_token_join(const name_words *words, const name_token *a, const name_token *b, name_token *out) {
    char latin[2 * TOKEN_BYTES];
    memcpy(latin, a->text, a->n_text);
    memcpy(latin + a->n_text, b->text, b->n_text);
    set_token(words, (umbel_str){latin, (size_t)a->n_text + b->n_text}, NULL, (a->flags | b->flags) & TOKEN_UNVOWELLED,
              out);
}

static void add_initial(char *list, uint8_t *n, const name_token *t) {
    if (*n < FORM_INITIALS && t->n_text) list[(*n)++] = t->text[0];
}

/* "ash" before "shabaab", "ad" before "din": the article in the dress of the next letter. */
static bool is_article_before(umbel_str word, umbel_str next) {
    static const char *const plain[] = {"al", "el", "ul", "il", "ol"};
    for (size_t i = 0; i < sizeof plain / sizeof *plain; i++)
        if (umbel_str_eq(word, umbel_str_of(plain[i]))) return true;
    bool vowel =
        word.n >= 2 && word.n <= 3 && (word.p[0] == 'a' || word.p[0] == 'e' || word.p[0] == 'u' || word.p[0] == 'i');
    umbel_str letters = {word.p + 1, word.n - (vowel ? 1 : 0)};
    bool sun = vowel && (word.n == 2 || umbel_str_eq(letters, UMBEL_STR("sh")) ||
                         umbel_str_eq(letters, UMBEL_STR("dh")) || umbel_str_eq(letters, UMBEL_STR("th")));
    return sun && next.n > letters.n && umbel_str_starts(next, letters);
}

static void push(const forming *f, name_form *form, umbel_str latin, const name_word *entry, bool unvowelled) {
    if (form->n_tokens == FORM_TOKENS || latin.n == 0) return;
    name_token *t = &form->tokens[form->n_tokens];
    set_token(f->words, latin, entry, unvowelled, t);
    add_initial(form->wide, &form->n_wide, t);
    if (t->kind == WORD_SMALL) return;
    add_initial(form->initials, &form->n_initials, t);
    form->n_tokens++;
}

/* Parts of a word that is several grown together: "abdurrahman", "nasrullah", "nureddin". */
static size_t grown_together(umbel_str w, umbel_str parts[2]) {
    if (w.n >= 7 && memcmp(w.p, "abd", 3) == 0 &&
        (w.p[3] == 'u' || w.p[3] == 'a' || w.p[3] == 'e' || w.p[3] == 'i' || w.p[3] == 'o') && w.p[4] != 'a') {
        size_t rest = w.p[4] == 'l' || w.p[4] == w.p[5] ? 5 : 4;
        if (umbel_str_ends(w, UMBEL_STR("llah")) && w.n <= 9) rest = 4;
        parts[0] = UMBEL_STR("abd");
        parts[1] =
            umbel_str_ends(w, UMBEL_STR("llah")) && w.n <= 9 ? UMBEL_STR("allah") : (umbel_str){w.p + rest, w.n - rest};
        if (parts[1].n >= 3) return 2;
    }
    static const char *const god[] = {"ullah", "ollah", "allah", "ulla"};
    for (size_t i = 0; i < sizeof god / sizeof *god; i++) {
        umbel_str end = umbel_str_of(god[i]);
        if (w.n >= end.n + 3 && umbel_str_ends(w, end)) {
            parts[0] = (umbel_str){w.p, w.n - end.n};
            parts[1] = UMBEL_STR("allah");
            return 2;
        }
    }
    static const char *const faith[] = {"uddin", "eddin",  "iddin",  "addin", "uldin", "eldin",
                                        "aldin", "eddine", "uddeen", "udeen", "odin"};
    for (size_t i = 0; i < sizeof faith / sizeof *faith; i++) {
        umbel_str end = umbel_str_of(faith[i]);
        if (w.n >= end.n + 3 && umbel_str_ends(w, end)) {
            parts[0] = (umbel_str){w.p, w.n - end.n};
            parts[1] = UMBEL_STR("din");
            return 2;
        }
    }
    return 0;
}

/* The Arabic article, "and" and "to the" that are written together with their word. */
static umbel_str without_glued_article(umbel_str folded) {
    static const char *const glued[] = {"\xd9\x88\xd8\xa7\xd9\x84", "\xd8\xa8\xd8\xa7\xd9\x84", "\xd8\xa7\xd9\x84",
                                        "\xd9\x84\xd9\x84"};
    for (size_t i = 0; i < sizeof glued / sizeof *glued; i++) {
        umbel_str article = umbel_str_of(glued[i]);
        if (folded.n >= article.n + 4 && umbel_str_starts(folded, article))
            return (umbel_str){folded.p + article.n, folded.n - article.n};
    }
    return folded;
}

static umbel_status add_word(forming *f, name_form *form, size_t i, size_t last) {
    char folded[FOLDED_BYTES], latin[FOLDED_BYTES], next[FOLDED_BYTES];
    umbel_str word = {folded, umbel_fold_word(token_bytes(f, i), folded, sizeof folded)}, parts[2];
    size_t n;
    if (word.n == 0) return UMBEL_OK;
    size_t start = 0;
    bool unvowelled = umbel_is_unvowelled(umbel_utf8_next(word, &start));
    const name_word *entry = umbel_name_word_find(f->words, word);
    if (unvowelled && !entry) {
        word = without_glued_article(word);
        entry = umbel_name_word_find(f->words, word);
    }
    UMBEL_TRY(umbel_romanize(f->cx, f->romanizer, word, latin, sizeof latin, &n));
    umbel_str text = {latin, n};
    if (!unvowelled && i + 1 <= last) { /* an article before its word */
        umbel_str after = {next, umbel_fold_word(token_bytes(f, i + 1), next, sizeof next)};
        bool dash = after.n == 1 && (next[0] == '-');
        if (dash && i + 2 <= last) after.n = umbel_fold_word(token_bytes(f, i + 2), next, sizeof next);
        if (is_article_before(text, after)) {
            name_token t = {.text = {text.p[0]}, .n_text = 1};
            add_initial(form->wide, &form->n_wide, &t);
            return UMBEL_OK;
        }
    }
    if (!entry && !unvowelled && text.n >= 6 && umbel_str_starts(text, UMBEL_STR("al")) &&
        umbel_name_word_find(f->words, (umbel_str){text.p + 2, text.n - 2}))
        text = (umbel_str){text.p + 2, text.n - 2}; /* "alharakat" */
    if (!entry && !unvowelled && text.n >= 6 && umbel_str_ends(text, UMBEL_STR("ul")) &&
        umbel_name_word_find(f->words, (umbel_str){text.p, text.n - 2}))
        text.n -= 2; /* "jamaatul" */
    if (!entry && !unvowelled && grown_together(text, parts)) {
        push(f, form, parts[0], NULL, false);
        push(f, form, parts[1], NULL, false);
        return UMBEL_OK;
    }
    push(f, form, text, text.n == n ? entry : NULL, unvowelled);
    return UMBEL_OK;
}

/* Letters of a single token that may stand for several words. */
static bool looks_acronym(const forming *f, size_t i) {
    umbel_str s = token_bytes(f, i);
    if (f->t[i].kind != UMBEL_TOKEN_WORD || s.n < 2 || s.n > ACRONYM_MAX) return false;
    size_t upper = 0, vowels = 0;
    for (size_t k = 0; k < s.n; k++) {
        char c = s.p[k];
        if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'))) return false;
        upper += c <= 'Z';
        vowels += memchr("aeiouyAEIOUY", c, 12) != NULL;
    }
    return upper >= 2 || vowels == 0;
}

static bool is_sign(const forming *f, size_t i, char sign) {
    return f->t[i].kind == UMBEL_TOKEN_PUNCT && f->t[i].end == f->t[i].begin + 1 && f->name.p[f->t[i].begin] == sign;
}

/* The words first..last as a form of their own. */
static umbel_status add_form(forming *f, size_t first, size_t last) {
    size_t n_words = 0, only = first;
    bool bracketed = false;
    if (f->out->n == NAME_FORMS) return UMBEL_OK;
    name_form *form = &f->out->forms[f->out->n];
    memset(form, 0, sizeof *form);
    for (size_t i = first; i <= last; i++) {
        if (is_sign(f, i, '(')) bracketed = true;
        if (is_sign(f, i, ')')) bracketed = false;
        if (f->t[i].kind == UMBEL_TOKEN_PUNCT) continue;
        n_words++;
        only = i;
        size_t before = form->n_tokens;
        UMBEL_TRY(add_word(f, form, i, last));
        for (size_t k = before; bracketed && k < form->n_tokens; k++) form->tokens[k].flags |= TOKEN_BRACKETED;
    }
    form->acronym = n_words == 1 && looks_acronym(f, only);
    if (form->n_tokens == 0 && n_words) { /* nothing but small words: they are the name then */
        char folded[FOLDED_BYTES], latin[FOLDED_BYTES];
        size_t n;
        umbel_str word = {folded, umbel_fold_word(token_bytes(f, only), folded, sizeof folded)};
        UMBEL_TRY(umbel_romanize(f->cx, f->romanizer, word, latin, sizeof latin, &n));
        if (n) {
            set_token(f->words, (umbel_str){latin, n}, NULL, false, &form->tokens[0]);
            form->tokens[0].kind = WORD_UNKNOWN;
            form->n_tokens = 1;
            form->n_initials = 0;
            add_initial(form->initials, &form->n_initials, &form->tokens[0]);
        }
    }
    if (form->n_tokens) f->out->n++;
    return UMBEL_OK;
}

umbel_status umbel_name_forms(umbel_ctx *cx, const name_words *words, umbel_romanizer *r, umbel_str name,
                              name_forms *out) {
    forming f = {.cx = cx, .words = words, .romanizer = r, .name = name, .out = out};
    umbel_token *tokens;
    size_t first = 0;
    out->n = 0;
    if (f.name.n > NAME_BYTES) {
        f.name.n = NAME_BYTES;
        while (f.name.n && ((unsigned char)f.name.p[f.name.n] & 0xc0) == 0x80) f.name.n--;
    }
    umbel_mark mark = umbel_arena_mark(&cx->scratch);
    umbel_status status = umbel_tokens(cx, &cx->scratch, f.name, (umbel_span){0, (uint32_t)f.name.n}, &tokens, &f.n);
    f.t = tokens;
    for (size_t i = 0; status == UMBEL_OK && i < f.n; i++) {
        bool bracket =
            is_sign(&f, i, '(') && i + 2 < f.n && is_sign(&f, i + 2, ')') && looks_acronym(&f, i + 1) && i >= first + 2;
        bool stroke = is_sign(&f, i, '/') && i > first && i + 1 < f.n && !(f.t[i].flags & UMBEL_TOKEN_GLUED);
        if (!bracket && !stroke) continue;
        status = add_form(&f, first, i - 1);
        if (status == UMBEL_OK && bracket) status = add_form(&f, i + 1, i + 1);
        first = i + (bracket ? 3 : 1);
        if (bracket) i += 2;
    }
    if (status == UMBEL_OK && first < f.n) status = add_form(&f, first, f.n - 1);
    umbel_arena_release(cx, &cx->scratch, mark);
    return status;
}
