/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
#include "extract/casualty.h"

#include <string.h>

#include "extract/clause.h"
#include "extract/quantity.h"

#define IS(e, i, ...) UMBEL_SPELLS(e, i, __VA_ARGS__)

static uint8_t tag_at(const event_sentence *e, int i) {
    return i >= 0 && i < e->s->n ? e->s->t[i].tag : (uint8_t)T_STOP;
}

/* ---- victims -------------------------------------------------------------------------------- */

/* The side of a victim's noun at token i; N_SIDES where it is none that dies. */
static int side_of(const event_sentence *e, int i) {
    if (umbel_event_use(e, i, USE_MILITANTS)) return SIDE_MILITANTS;
    if (umbel_event_use(e, i, USE_FORCES)) return SIDE_FORCES;
    if (umbel_event_use(e, i, USE_CIVILIANS)) return SIDE_CIVILIANS;
    if (umbel_event_use(e, i, USE_PEOPLE)) return SIDE_PEOPLE;
    const token *t = &e->s->t[i];
    if (umbel_token_is(e->d->ex, t, W_TIMEHEAD) || umbel_token_is(e->d->ex, t, W_PLACETAIL) ||
        umbel_token_is(e->d->ex, t, W_THINGHEAD) || umbel_event_use(e, i, USE_ARMS) ||
        IS(e, i, "km", "kilometres", "kilometers", "miles", "metres", "percent", "per", "times", "attacks", "dollars",
           "houses", "homes", "sheep", "cattle", "animals", "goats"))
        return N_SIDES;
    return SIDE_CIVILIANS;
}

static bool is_person_noun(const event_sentence *e, int i) {
    static const char *const tails[] = {"er",  "or",  "man",   "ist", "ian", "eer",
                                        "ant", "ent", "woman", "ee",  "boy", "girl"};
    if (umbel_event_use(e, i, USE_MILITANTS) || umbel_event_use(e, i, USE_FORCES) ||
        umbel_event_use(e, i, USE_CIVILIANS) || umbel_event_use(e, i, USE_PEOPLE))
        return true;
    const token *t = &e->s->t[i];
    if (t->kind != UMBEL_TOKEN_WORD || side_of(e, i) == N_SIDES || umbel_token_is(e->d->ex, t, W_GROUPHEAD))
        return false;
    if (umbel_token_is(e->d->ex, t, W_TITLE) || umbel_token_is(e->d->ex, t, W_PEOPLEHEAD)) return true;
    umbel_str text = umbel_token_text(e->d, t);
    for (size_t k = 0; k < sizeof tails / sizeof *tails; k++)
        if (text.n > 4 && umbel_str_ends(text, umbel_str_of(tails[k]))) return true;
    return false;
}

static bool is_plural(const event_sentence *e, int i) {
    static const char *const words[] = {"people",    "police",  "children",   "men",       "women",
                                        "policemen", "gunmen",  "militiamen", "fishermen", "tribesmen",
                                        "guardsmen", "crewmen", "troops",     "personnel", NULL};
    umbel_str text = umbel_token_text(e->d, &e->s->t[i]);
    return umbel_str_ends(text, UMBEL_STR("s")) || umbel_str_ends(text, UMBEL_STR("S")) ||
           umbel_spells_any(e, i, words);
}

/* Last noun of the phrase that begins at i; -1 where no noun follows. */
static int noun_end(const event_sentence *e, int i) {
    int head = -1;
    for (int j = i; j < e->s->n && j < i + 8; j++) {
        uint8_t tag = tag_at(e, j);
        if (IS(e, j, "dead")) break;
        if (tag == T_OPEN && head >= 0) { /* "a Jaish-e-Mohammed (JeM) commander" */
            int close = j;
            while (close < e->s->n && close < j + 6 && tag_at(e, close) != T_CLOSE) close++;
            if (tag_at(e, close) != T_CLOSE || tag_at(e, close + 1) != T_NOUN) break;
            j = close;
            continue;
        }
        if (tag == T_NOUN || tag == T_NAME) {
            head = j;
        } else if (tag == T_POSS) {
            head = -1;
        } else if (tag == T_OTHER && IS(e, j, "-")) {
            continue;
        } else if (tag != T_ADJ && tag != T_NUM &&
                   !(tag == T_VERB && head < 0 && j + 1 < e->s->n && tag_at(e, j + 1) == T_NOUN)) {
            break;
        }
        if (umbel_in_time(e, j) && head == j) return head == i ? -1 : head - 1;
    }
    return head;
}

typedef struct victims {
    quantity q;
    int side, end; /* last token read */
    int noun;      /* head token, -1 where there is none */
    bool part, single, own, others;
} victims;

/* "two tribal elders", "five of its men", "a shepherd", "the editor", "his two sons" at token i. */
static bool victims_at(const event_sentence *e, int i, bool nouns_alone, victims *out) {
    const sentence *s = e->s;
    while (IS(e, i, "dead", "also", "off", "down", "up") && !IS(e, i + 1, "to")) i++;
    *out = (victims){.noun = -1, .side = SIDE_PEOPLE};
    bool owner = tag_at(e, i) == T_PRONPOSS;
    if (owner && i + 1 < s->n && umbel_read_quantity(e->d, s, (uint16_t)(i + 1), &out->q) && out->q.bare) i++;
    if (i >= s->n || umbel_in_time(e, i)) return false;
    if (umbel_read_quantity(e->d, s, (uint16_t)i, &out->q)) {
        int j = i + out->q.n;
        out->end = j - 1;
        if (IS(e, j, "of") &&
            IS(e, j + 1, "its", "his", "their", "the", "them", "these", "those", "whom", "whose", "our")) {
            out->part = IS(e, j + 1, "them", "those", "these");
            out->own = IS(e, j + 1, "its", "his", "their", "our");
            int head = noun_end(e, j + 2);
            if (head >= 0) {
                out->part = out->part ||
                            IS(e, head, "injured", "wounded", "dead", "victims", "casualties", "hostages", "captives");
                out->noun = head, out->end = head;
                out->side = side_of(e, head);
            }
            return out->side != N_SIDES;
        }
        int head = noun_end(e, j);
        if (head < 0) return true;
        out->noun = head, out->end = head;
        out->side = side_of(e, head);
        if (IS(e, head + 1, "of") && IS(e, head, "members", "number")) out->end = head;
        return out->side != N_SIDES;
    }
    if (!nouns_alone) return false;
    bool article = tag_at(e, i) == T_DET || tag_at(e, i) == T_PRONPOSS;
    int head = noun_end(e, article ? i + 1 : i);
    if (head < 0) return false;
    uint16_t m = s->t[head].mention;
    bool person = m != NONE && s->names[m].person;
    if (!person && (!article || is_plural(e, head) || !is_person_noun(e, head))) return false;
    if (IS(e, i, "no", "any", "every", "each", "some", "all")) return false;
    *out = (victims){.q = {.count = {1, 1, 1}}, .end = head, .noun = head, .single = true};
    out->side = person ? SIDE_CIVILIANS : side_of(e, head);
    out->q.more = IS(e, i + 1, "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "other");
    return true;
}

/* ---- claimants ------------------------------------------------------------------------------ */

bool umbel_is_speech(const event_sentence *e, int i) {
    return umbel_token_is(e->d->ex, &e->s->t[i], C_SAY) || umbel_token_is(e->d->ex, &e->s->t[i], C_PROBABLE) ||
           IS(e, i, "put", "puts", "counted", "count", "reported", "claims", "speaks", "spoke", "counts", "listed",
              "gave");
}

typedef struct voice {
    umbel_str who;
    umbel_kind kind;
} voice;

static voice voice_of(const event_sentence *e, const item *np) {
    const token *head = &e->s->t[np->head];
    event_party who;
    if (umbel_event_party(e->d, e->s, (uint16_t)(np - e->s->items), &who)) {
        umbel_str name = who.party.antecedent.text.n ? who.party.antecedent.text : who.party.quote.text;
        return (voice){who.entity < UINT32_MAX - 1 ? e->d->entities[who.entity].name.text : name, who.party.kind};
    }
    return (voice){umbel_token_text(e->d, head), UMBEL_KIND_NONE};
}

/* "by its own account", "by local accounts". */
static bool by_account(const event_sentence *e, int i, voice *out) {
    for (int j = i + 1; j < e->s->n && j < i + 12; j++) {
        if (tag_at(e, j) == T_STOP) return false;
        if (!IS(e, j, "account", "accounts", "admission", "estimate", "estimates", "reckoning", "count")) continue;
        bool own = IS(e, j - 1, "own");
        if (!own && !IS(e, j - 1, "by") && !IS(e, j - 2, "by")) continue;
        *out = (voice){umbel_token_text(e->d, &e->s->t[j]), UMBEL_KIND_NONE};
        for (int v = e->pos_of_token[i]; own && v >= 0; v--) {
            int subject = umbel_item_at(e->s, v)->type == I_VG ? umbel_subject_of(e->d, e->s, v) : -1;
            if (subject >= 0) {
                *out = voice_of(e, umbel_item_at(e->s, subject));
                return true;
            }
        }
        return true;
    }
    return false;
}

/* Who gives the figure at token i: the subject of the last verb of saying before it, or the speaker of the sentence. */
static voice voice_at(const event_sentence *e, int i, const voice *last) {
    reading_of_clause r;
    voice account;
    int p = e->pos_of_token[i];
    if (by_account(e, i, &account)) return account;
    for (int v = p; v >= 0; v--) {
        const item *vg = umbel_item_at(e->s, v);
        if (vg->type == I_STOP) break;
        if (vg->type != I_VG || vg->passive || !umbel_is_speech(e, vg->head)) continue;
        int subject = umbel_subject_of(e->d, e->s, v);
        if (subject < 0) break;
        const item *np = umbel_item_at(e->s, subject);
        return e->s->t[np->head].tag == T_PRON ? *last : voice_of(e, np);
    }
    if (p < 0) return (voice){0};
    umbel_read_scope(e->d, e->s, p, -1, &r);
    umbel_str text = r.speaker.quote.text;
    if (r.speaker.kind == UMBEL_SPEAKER_AUTHOR || !text.n) return (voice){0};
    if (text.n <= 4 && !r.speaker.actor.n) return *last; /* "it", "he" */
    for (uint16_t k = 0; k < e->s->n_items; k++) {
        const item *np = &e->s->items[k];
        if (np->type == I_NP && e->s->t[np->head].end == r.speaker.quote.end) return voice_of(e, np);
    }
    return (voice){text, UMBEL_KIND_NONE};
}

umbel_str umbel_last_voice(const event_sentence *e, umbel_kind *kind) {
    voice found = {0};
    for (int v = 0; v < e->s->n_seq; v++) {
        const item *vg = umbel_item_at(e->s, v);
        if (vg->type != I_VG || vg->passive || !umbel_is_speech(e, vg->head)) continue;
        int subject = umbel_subject_of(e->d, e->s, v);
        if (subject >= 0 && e->s->t[umbel_item_at(e->s, subject)->head].tag != T_PRON)
            found = voice_of(e, umbel_item_at(e->s, subject));
    }
    *kind = found.kind;
    return found.who;
}

/* ---- figures -------------------------------------------------------------------------------- */

static void add(const event_sentence *e, figures *out, const victims *v, bool wounded, int at) {
    if (out->n == UMBEL_FIGURES_MAX) return;
    for (size_t i = 0; i < out->n; i++)
        if (out->of[i].at == at && out->of[i].wounded == wounded) return;
    figure *f = &out->of[out->n++];
    *f =
        (figure){.count = v->q.count, .side = (uint8_t)v->side, .wounded = wounded, .more = v->q.more, .part = v->part};
    f->bare = v->noun < 0;
    f->single = v->single;
    f->own = v->own;
    f->others = v->others;
    f->at = (uint16_t)at;
    f->passage = e->s->passage.n > UINT16_MAX ? UINT16_MAX : (uint16_t)e->s->passage.n;
    if (v->noun >= 0) f->noun = umbel_token_text(e->d, &e->s->t[v->noun]);
}

/* A list of victims that begins at i: "six guards and a driver". */
static int add_list(const event_sentence *e, figures *out, int i, bool wounded, bool nouns_alone) {
    victims v;
    int end = i;
    for (int k = 0; k < 6; k++) {
        if (!victims_at(e, i, nouns_alone, &v)) break;
        add(e, out, &v, wounded, i);
        end = v.end;
        i = end + 1;
        if (IS(e, i, "of") && !IS(e, i + 1, "whom")) { /* "members of the X and two officers" */
            int j = i + 1;
            while (j < e->s->n && j < i + 8 &&
                   (tag_at(e, j) == T_DET || tag_at(e, j) == T_NAME || tag_at(e, j) == T_ADJ || tag_at(e, j) == T_NOUN))
                j++;
            i = j;
        }
        if (tag_at(e, i) == T_COMMA && tag_at(e, i + 1) == T_CONJ) i++;
        if (tag_at(e, i) != T_COMMA && !IS(e, i, "and", "plus")) break;
        i++;
        if (IS(e, i, "including", "among", "most", "mostly")) break;
    }
    return end;
}

/* The numbers in front of a passive or of "died", back to where the clause begins. */
static void add_before(const event_sentence *e, figures *out, int verb_first, bool wounded) {
    int begin = verb_first;
    while (begin > e->d->n_dateline) {
        const token *t = &e->s->t[begin - 1];
        bool whose = t->tag == T_REL && begin >= 2 && IS(e, begin - 2, "of");
        if (t->tag == T_STOP || t->tag == T_SUBORD || t->tag == T_THAT || (t->tag == T_REL && !whose)) break;
        if ((t->tag == T_VERB || t->tag == T_BE) && begin != verb_first) break;
        begin--;
    }
    size_t before = out->n;
    for (int i = begin; i < verb_first; i++) {
        victims v;
        bool opens = i == begin || tag_at(e, i - 1) != T_PREP || IS(e, i - 1, "than", "least");
        if ((tag_at(e, i - 1) == T_DET || tag_at(e, i - 1) == T_NEG) && !IS(e, i - 1, "all", "the")) opens = false;
        if (!opens || !victims_at(e, i, true, &v)) continue;
        bool governed = tag_at(e, i - 1) == T_PREP || tag_at(e, i - 1) == T_TO;
        if (governed && !v.single) continue;
        if (governed) {
            i = v.end;
            continue;
        }
        add(e, out, &v, wounded, i);
        i = v.end;
        bool listed = IS(e, i + 1, "and") || tag_at(e, i + 1) == T_COMMA;
        if (!listed && v.noun >= 0 && IS(e, i + 1, "of") == false &&
            tag_at(e, i + 1) == T_PREP) { /* "two men in a car" */
            while (i + 1 < verb_first && !(IS(e, i + 1, "and") && i + 2 < verb_first)) i++;
        }
    }
    if (out->n == before &&
        tag_at(e, verb_first - 1) == T_REL) { /* "X, seven of whose members died", "guards, who were killed" */
        return;
    }
}

/* "No one was hurt", "nobody was killed", "there were no casualties". */
static bool add_none(const event_sentence *e, figures *out, int i) {
    int j = i + 1;
    bool nobody = IS(e, i, "nobody", "none") || (IS(e, i, "no") && IS(e, i + 1, "one"));
    if (IS(e, i, "no") && (IS(e, i + 1, "one") || IS(e, i + 1, "-"))) j = IS(e, i + 1, "-") ? i + 3 : i + 2;
    victims zero = {.q = {.count = {0, 0, 0}}, .noun = -1};
    uint16_t last;
    if (IS(e, i, "no", "without", "any")) {
        if (IS(e, i, "any") && !IS(e, i - 1, "without")) return false;
        int k = i + 1;
        while (k < i + 3 && IS(e, k, "any", "reported", "immediate", "reports", "of", "further", "causing", "casualty"))
            k++;
        bool life = IS(e, k, "loss") && IS(e, k + 1, "of") && IS(e, k + 2, "life");
        if (IS(e, k, "casualties", "injuries", "victims")) {
            add(e, out, &zero, false, i);
            add(e, out, &zero, true, i);
            return true;
        }
        if (life || IS(e, k, "deaths", "fatalities", "dead", "losses")) {
            add(e, out, &zero, false, i);
            return true;
        }
        if (IS(e, i, "no") && k < e->s->n && is_person_noun(e, k)) nobody = true, j = k + 1;
    }
    if (!nobody) return false;
    for (int k = j; k < j + 7 && k < e->s->n; k++) {
        if (tag_at(e, k) == T_COMMA || tag_at(e, k) == T_STOP) return false;
        if (umbel_event_word(e, k, USE_WOUND, &last) || IS(e, k, "harmed", "hurt")) {
            add(e, out, &zero, false, i);
            add(e, out, &zero, true, i);
            return true;
        }
        if (umbel_event_word(e, k, USE_KILL, &last) || umbel_event_word(e, k, USE_DIE, &last)) {
            bool or_hurt = IS(e, k + 1, "or") && IS(e, k + 2, "injured", "wounded", "hurt");
            add(e, out, &zero, false, i);
            if (or_hurt) add(e, out, &zero, true, i);
            return true;
        }
    }
    return false;
}

/* "toll … rose to 27", "put the number of dead at 23", "a toll of 40", "losses at thirty". */
static void add_toll(const event_sentence *e, figures *out, int i) {
    for (int j = i + 1; j < e->s->n && j < i + 16; j++) {
        if (tag_at(e, j) == T_STOP) return;
        bool opens = IS(e, j, "to", "at", "of", "reached", "was", "is", "hit", "passed", "exceeded", "stood") ||
                     IS(e, j, "past", "nearly");
        victims v;
        if (!opens || j + 1 >= e->s->n || umbel_in_time(e, j + 1)) continue;
        if (IS(e, j, "of") && j > i + 1) continue;
        if (!victims_at(e, j + 1, false, &v)) continue;
        if (v.noun >= 0 && v.side == SIDE_CIVILIANS && !is_person_noun(e, v.noun)) v.noun = -1, v.side = SIDE_PEOPLE;
        if (IS(e, i + 1, "of") || IS(e, i, "number")) /* "the number of dead fighters at 23" */
            for (int k = i + 1; k < j; k++)
                if (side_of(e, k) != N_SIDES && side_of(e, k) != SIDE_CIVILIANS && umbel_event_use(e, k, USE_MILITANTS))
                    v.side = SIDE_MILITANTS, v.noun = k;
        v.own = IS(e, i - 1, "own", "its", "their");
        add(e, out, &v, false, j + 1);
        if (IS(e, v.end + 1, "and") &&
            (IS(e, v.end + 2, "the") || tag_at(e, v.end + 2) == T_NAME)) { /* "and the Scouts' at 22" */
            for (int k = v.end + 2; k < v.end + 8 && k + 1 < e->s->n; k++)
                if (IS(e, k, "at") && victims_at(e, k + 1, false, &v)) {
                    v.others = true;
                    add(e, out, &v, false, k + 1);
                    break;
                }
        }
        return;
    }
}

/* "lost 17 men", "lost more than 10", "the Staff nine" behind it. */
static void add_lost(const event_sentence *e, figures *out, int i) {
    victims v;
    if (!victims_at(e, i + 1, false, &v)) return;
    if (v.noun >= 0 && !is_person_noun(e, v.noun)) return;
    v.own = true;
    add(e, out, &v, false, i + 1);
    int j = v.end + 1;
    if (tag_at(e, j) == T_COMMA) j++;
    if (!IS(e, j, "and", "while")) return;
    int k = j + 1;
    if (tag_at(e, k) == T_DET) k++;
    if (k + 1 >= e->s->n || tag_at(e, k) != T_NAME) return;
    while (k < e->s->n && tag_at(e, k) == T_NAME) k++;
    if (victims_at(e, k, false, &v)) {
        v.q.more = true;
        v.own = false;
        if (v.noun < 0) v.side = SIDE_FORCES;
        add(e, out, &v, false, k);
    }
}

/* "His body was found", "the bodies of three hostages were found": one is dead, or as many as the bodies. */
static bool add_body(const event_sentence *e, figures *out, int i) {
    if (!IS(e, i, "body", "bodies", "corpse", "corpses") || tag_at(e, i) != T_NOUN) return false;
    bool found = false;
    for (int j = i + 1; j < e->s->n && j < i + 10; j++)
        found = found || IS(e, j, "found", "discovered", "recovered", "dumped", "left", "lay");
    victims v = {.q = {.count = {1, 1, 1}}, .noun = i, .side = SIDE_CIVILIANS, .single = true};
    if (!found) return false;
    if (IS(e, i, "bodies", "corpses")) {
        int of = IS(e, i + 1, "of") ? i + 2 : -1;
        if (of < 0 || !victims_at(e, of, false, &v)) return false;
    }
    add(e, out, &v, false, i);
    return true;
}

/* Figures without a verb: "12 dead", "31 bodies", "left 30 soldiers dead", "a further 12 were dead". */
static void add_dead(const event_sentence *e, figures *out, int i) {
    int from = i;
    while (from > e->d->n_dateline && from > i - 6 &&
           (tag_at(e, from - 1) == T_NUM || tag_at(e, from - 1) == T_NOUN || tag_at(e, from - 1) == T_ADJ ||
            tag_at(e, from - 1) == T_PREP || tag_at(e, from - 1) == T_DET || tag_at(e, from - 1) == T_ADV ||
            tag_at(e, from - 1) == T_TO || IS(e, from - 1, "-") || IS(e, from - 1, "others")))
        from--;
    bool wounded = IS(e, i, "wounded", "injured", "hurt");
    if (IS(e, i, "dead", "wounded", "injured") && tag_at(e, i - 1) == T_BE) {
        add_before(e, out, i - 1, wounded);
        return;
    }
    for (int j = from; j < i; j++) {
        victims v;
        if (umbel_in_time(e, j) || !victims_at(e, j, false, &v) || v.end + 1 < i) continue;
        v.side = v.noun >= 0 && v.noun < i ? v.side : SIDE_PEOPLE;
        if (v.noun >= i) v.noun = -1;
        add(e, out, &v, wounded, j);
        return;
    }
}

/* Whose men they are follows from who speaks of his own. */
static void take_sides(figure *f, umbel_kind speaker) {
    bool group = speaker == UMBEL_KIND_GROUP, state = speaker == UMBEL_KIND_ORGAN || speaker == UMBEL_KIND_STATE;
    if (!(f->own || f->others) || !(group || state)) return;
    f->side = (group == f->own) ? SIDE_MILITANTS : SIDE_FORCES;
    f->bare = false;
}

static void mark_terms(const event_sentence *e, figures *out, const voice *last) {
    bool earlier = false, later = false, monitor = false, of_them = false;
    for (int i = 0; i < e->s->n; i++) {
        bool counted =
            umbel_event_use(e, i, USE_EARLIER) && !umbel_in_time(e, i) && !(IS(e, i, "first") && IS(e, i + 1, "time"));
        earlier = earlier || counted;
        later = later || (umbel_event_use(e, i, USE_LATER) && !umbel_in_time(e, i));
        monitor = monitor || umbel_event_use(e, i, USE_MONITOR);
        of_them = of_them || (IS(e, i, "of") && IS(e, i + 1, "them"));
    }
    for (size_t k = 0; k < out->n; k++) {
        figure *f = &out->of[k];
        int i = f->at;
        f->earlier = earlier && !later;
        f->later = later;
        f->monitor = monitor;
        voice v = voice_at(e, i, last);
        f->claimant = v.who;
        f->belligerent = v.kind == UMBEL_KIND_GROUP || v.kind == UMBEL_KIND_ORGAN || v.kind == UMBEL_KIND_STATE;
        take_sides(f, v.kind);
        if (IS(e, i - 1, "from") && IS(e, i - 2, "up", "down", "rose", "risen", "rising")) f->earlier = true;
        for (int j = i - 1; j >= 0 && j > i - 4; j--)
            f->part = f->part || IS(e, j, "including", "among", "them", "mostly", "most");
        if (IS(e, i, "most", "all") && of_them) f->part = true;
    }
}

void umbel_read_figures(const event_sentence *e, umbel_str last_claimant, umbel_kind last_kind, figures *out) {
    voice last_voice = {last_claimant, last_kind};
    out->n = 0;
    for (int i = e->d->n_dateline; i < e->s->n; i++) {
        uint16_t last;
        if (IS(e, i, "no", "nobody", "none", "without", "any") && add_none(e, out, i)) continue;
        if (IS(e, i, "dead", "bodies", "deaths", "fatalities", "corpses") ||
            (IS(e, i, "wounded", "injured", "hurt", "killed") &&
             (tag_at(e, i) != T_VERB || tag_at(e, i - 1) == T_NUM || IS(e, i - 1, "others"))))
            add_dead(e, out, i);
        if (IS(e, i, "of") && IS(e, i - 1, "speaks", "spoke", "spoken", "talks", "talked")) {
            victims v;
            if (victims_at(e, i + 1, false, &v) && (v.noun < 0 || is_person_noun(e, v.noun)))
                add(e, out, &v, false, i + 1);
        }
        if (!e->words[i]) continue;
        if (add_body(e, out, i)) continue;
        bool kill = umbel_event_word(e, i, USE_KILL, &last) != NULL;
        bool wound = !kill && umbel_event_word(e, i, USE_WOUND, &last) != NULL;
        const item *vg = e->pos_of_token[i] >= 0 ? umbel_item_at(e->s, e->pos_of_token[i]) : umbel_item_at(e->s, -1);
        bool negated = vg->type == I_VG &&
                       (vg->negated || (vg->modal != NONE && umbel_token_is(e->d->ex, &e->s->t[vg->modal], C_MODAL)));
        if (negated) continue;
        if (kill || wound) {
            bool passive = vg->type == I_VG && vg->passive && vg->head == i;
            quantity q; /* "attacks that killed at least 127" */
            if (vg->type == I_VG && vg->participle && vg->first == vg->last && i + 1 < e->s->n &&
                umbel_read_quantity(e->d, e->s, (uint16_t)(i + 1), &q))
                passive = false;
            if (IS(e, i - 1, "found") && e->pos_of_token[i - 1] >= 0) { /* "was found shot dead" */
                add_before(e, out, umbel_item_at(e->s, e->pos_of_token[i - 1])->first, wound);
                continue;
            }
            bool gap = IS(e, last, "dead", "wounded", "injured") && last > i + 1;
            if (passive) {
                add_before(e, out, vg->first, wound);
            } else {
                add_list(e, out, gap ? i + 1 : last + 1, wound, true);
                if (gap) i = last;
            }
        } else if (umbel_event_word(e, i, USE_DIE, &last)) {
            if (vg->type == I_VG) add_before(e, out, vg->first, false);
        } else if (umbel_event_word(e, i, USE_LOSE, &last)) {
            add_lost(e, out, last);
        } else if (umbel_event_word(e, i, USE_TOLL, &last)) {
            add_toll(e, out, i);
        }
    }
    mark_terms(e, out, &last_voice);
}
