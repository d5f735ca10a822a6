/* umbel - reads reporting about armed groups into a network anyone can check.
 * Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
/** @file base.h  Rank 1: status, context, strings, arenas, buffers, dates.
 *
 *  Error idiom: every function that can fail takes a context first and returns an umbel_status; the
 *  message and the place stand in cx->err. A function without a context can neither fail nor allocate.
 *  Memory idiom: arenas by lifetime; nothing is freed singly. See docs/conventions.md.
 */
#ifndef UMBEL_BASE_H
#define UMBEL_BASE_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#if defined(__GNUC__)
#define UMBEL_PRINTF(fmt, args) __attribute__((format(printf, fmt, args)))
#define UMBEL_MUST_USE          __attribute__((warn_unused_result))
#else
#define UMBEL_PRINTF(fmt, args)
#define UMBEL_MUST_USE
#endif

#ifdef __cplusplus
#include <atomic>
typedef std::atomic<bool> umbel_flag;
#else
#include <stdatomic.h>
typedef atomic_bool umbel_flag; /**< set by one thread, looked at by others */
#endif

#ifdef __cplusplus
extern "C" {
#endif

/** What a call ended with. Values are stable. */
typedef enum umbel_status {
    UMBEL_OK = 0,
    UMBEL_E_ARG = 1,         /**< the caller asked for something outside the domain */
    UMBEL_E_MEMORY = 2,      /**< an allocation failed */
    UMBEL_E_IO = 3,          /**< a file could not be read or written */
    UMBEL_E_FORMAT = 4,      /**< input is not what its format says */
    UMBEL_E_LIMIT = 5,       /**< input is larger or deeper than the stated limit */
    UMBEL_E_NOT_FOUND = 6,   /**< what was named is not there */
    UMBEL_E_CORRUPT = 7,     /**< a ledger or index fails its own checks */
    UMBEL_E_CANCELLED = 8,   /**< the caller's cancel flag was set */
    UMBEL_E_DIVERGED = 9,    /**< an iteration did not converge; the last value is kept */
    UMBEL_E_ENVIRONMENT = 10 /**< a table, library or permission is missing */
} umbel_status;

/** Name of a status, such as "bad input"; never NULL. */
const char *umbel_status_name(umbel_status status);

/* ---- strings ------------------------------------------------------------------------------- */

/** A run of bytes that belongs to somebody else; not NUL-terminated. {NULL, 0} is "none". */
typedef struct umbel_str {
    const char *p;
    size_t n; /**< bytes */
} umbel_str;

#ifdef __cplusplus
#define UMBEL_STR(lit) (umbel_str{(lit), sizeof(lit) - 1})
#else
#define UMBEL_STR(lit) ((umbel_str){(lit), sizeof(lit) - 1})
#endif

/** For printf's "%.*s". */
#define UMBEL_ARGS(s) (int)(s).n, (s).n ? (s).p : ""

umbel_str umbel_str_of(const char *z); /**< NULL gives none */
bool umbel_str_eq(umbel_str a, umbel_str b);
int umbel_str_cmp(umbel_str a, umbel_str b); /**< by bytes, shorter first; <0, 0, >0 */
bool umbel_str_starts(umbel_str s, umbel_str prefix);
bool umbel_str_ends(umbel_str s, umbel_str suffix);
umbel_str umbel_str_trim(umbel_str s); /**< without ASCII white space at both ends */
/** Takes the part of *rest before `sep` and moves *rest behind it; false when *rest was used up. */
bool umbel_str_cut(umbel_str *rest, char sep, umbel_str *part);
/** Words divided by ASCII white space. */
size_t umbel_str_words(umbel_str s);
/** First place of needle in s, or SIZE_MAX. */
size_t umbel_str_find(umbel_str s, umbel_str needle);

/* ---- memory -------------------------------------------------------------------------------- */

/** The one seam to the system's memory. `resize(p, 0)` frees. */
typedef struct umbel_allocator {
    void *(*resize)(void *user, void *p, size_t n_old, size_t n_new);
    void *user;
} umbel_allocator;

typedef struct umbel_arena_block umbel_arena_block;

/** Memory that is given back all at once. Zero-initialise; `umbel_arena_free` returns it. */
typedef struct umbel_arena {
    umbel_arena_block *last;
    size_t n_used; /**< bytes handed out */
    size_t n_held; /**< bytes held from the allocator */
} umbel_arena;

/** A place in an arena to go back to. */
typedef struct umbel_mark {
    umbel_arena_block *block;
    size_t used;
    size_t n_used;
} umbel_mark;

/* ---- context ------------------------------------------------------------------------------- */

/** The innermost error of the last call that failed. */
typedef struct umbel_error {
    umbel_status code;
    int64_t pos;     /**< byte offset or line in the input, -1 where none */
    char where[192]; /**< file, record or function */
    char msg[512];   /**< one sentence: what is wrong and how to mend it */
} umbel_error;

/** xoshiro256** state; the seed is printed with every result that used it. */
typedef struct umbel_rng {
    uint64_t s[4];
} umbel_rng;

/** One per thread or request; never shared. */
typedef struct umbel_ctx {
    umbel_allocator alloc;
    umbel_arena scratch;
    umbel_rng rng;
    umbel_flag *cancel; /**< may be NULL; long loops look at it */
    umbel_error err;
} umbel_ctx;

/** Readies a context. `alloc` NULL takes the system's memory. Cannot fail. */
void umbel_ctx_init(umbel_ctx *cx, const umbel_allocator *alloc, uint64_t seed);
/** Frees the scratch memory. The context may be initialised again. */
void umbel_ctx_free(umbel_ctx *cx);
/** UMBEL_E_CANCELLED when the cancel flag is set. */
umbel_status umbel_ctx_poll(umbel_ctx *cx);

/** Records an error and returns its code; use through UMBEL_FAIL. */
umbel_status umbel_fail(umbel_ctx *cx, umbel_status code, int64_t pos, const char *where, const char *fmt, ...)
    UMBEL_PRINTF(5, 6);

#define UMBEL_FAIL(cx, code, ...) umbel_fail((cx), (code), -1, __func__, __VA_ARGS__)
/** With the input's name and the position in it. */
#define UMBEL_FAIL_AT(cx, code, pos, where, ...) umbel_fail((cx), (code), (int64_t)(pos), (where), __VA_ARGS__)
#define UMBEL_TRY(call)                                                                                                \
    do {                                                                                                               \
        umbel_status umbel_try_status_ = (call);                                                                       \
        if (umbel_try_status_ != UMBEL_OK) return umbel_try_status_;                                                   \
    } while (0)

/* ---- arenas -------------------------------------------------------------------------------- */

/** n * size zeroed bytes aligned for any type, or NULL with cx->err set (overflow or no memory). */
void *umbel_arena_alloc(umbel_ctx *cx, umbel_arena *arena, size_t n, size_t size);
/** The array `p` of n_old items grown to n_new, moved if it must; new items zeroed. NULL as above. */
void *umbel_arena_grow(umbel_ctx *cx, umbel_arena *arena, void *p, size_t n_old, size_t n_new, size_t size);
umbel_mark umbel_arena_mark(const umbel_arena *arena);
/** Gives back everything taken since the mark. */
void umbel_arena_release(umbel_ctx *cx, umbel_arena *arena, umbel_mark mark);
/** Gives back everything but keeps one block for use again. */
void umbel_arena_reset(umbel_ctx *cx, umbel_arena *arena);
void umbel_arena_free(umbel_ctx *cx, umbel_arena *arena);

#define UMBEL_NEW(cx, arena, T, n) ((T *)umbel_arena_alloc((cx), (arena), (n), sizeof(T)))

/** Makes room for `need` items in an arena array with room for *cap, growing by doubling.
 *  `items` is the address of the array's pointer. UMBEL_E_MEMORY or UMBEL_E_LIMIT. */
umbel_status umbel_reserve(umbel_ctx *cx, umbel_arena *arena, void *items, size_t *cap, size_t need, size_t size);

/** A NUL-terminated copy of s in the arena (out->n does not count the NUL). */
umbel_status umbel_str_copy(umbel_ctx *cx, umbel_arena *arena, umbel_str s, umbel_str *out);
/** printf into the arena. */
umbel_status umbel_str_format(umbel_ctx *cx, umbel_arena *arena, umbel_str *out, const char *fmt, ...)
    UMBEL_PRINTF(4, 5);

/* ---- byte buffers -------------------------------------------------------------------------- */

/** A growing run of bytes with its own memory from cx->alloc; zero-initialise, `umbel_buf_free`. */
typedef struct umbel_buf {
    char *p;
    size_t n;
    size_t cap;
} umbel_buf;

umbel_status umbel_buf_add(umbel_ctx *cx, umbel_buf *buf, umbel_str s);
umbel_status umbel_buf_addz(umbel_ctx *cx, umbel_buf *buf, const char *z);
umbel_status umbel_buf_byte(umbel_ctx *cx, umbel_buf *buf, char c);
umbel_status umbel_buf_printf(umbel_ctx *cx, umbel_buf *buf, const char *fmt, ...) UMBEL_PRINTF(3, 4);
umbel_str umbel_buf_str(const umbel_buf *buf);
void umbel_buf_free(umbel_ctx *cx, umbel_buf *buf);

/* ---- dates (EDTF) -------------------------------------------------------------------------- */

typedef enum umbel_precision {
    UMBEL_PRECISION_UNKNOWN = 0,
    UMBEL_PRECISION_DAY,
    UMBEL_PRECISION_MONTH,
    UMBEL_PRECISION_YEAR,
    UMBEL_PRECISION_DECADE
} umbel_precision;

/** An EDTF date: the days it may mean, first to last, counted from 1970-01-01 (proleptic Gregorian). */
typedef struct umbel_date {
    int32_t t_first;
    int32_t t_last;
    uint8_t precision; /**< umbel_precision; UNKNOWN means "no date" and the days are 0 */
    bool uncertain;    /**< EDTF '?' or '%' */
    bool approximate;  /**< EDTF '~' or '%' */
} umbel_date;

/** From and to; a missing end (precision unknown) is open. */
typedef struct umbel_interval {
    umbel_date from;
    umbel_date to;
} umbel_interval;

#define UMBEL_DATE_MAX 24 /**< bytes that umbel_date_print may write, with its NUL */

/** Reads YYYY-MM-DD, YYYY-MM, YYYY or YYYX, each with '?', '~' or '%'; years 0001 to 9999. False: not such a date. */
bool umbel_date_parse(umbel_str s, umbel_date *out);
/** Reads a date, "A/B", "A/..", "../B" or "A/" (open); a single date is from = to. */
bool umbel_interval_parse(umbel_str s, umbel_interval *out);
/** Writes the EDTF form, "" for no date; returns its length. */
size_t umbel_date_print(const umbel_date *date, char out[UMBEL_DATE_MAX]);
/** A single day. */
umbel_date umbel_date_of_day(int32_t t_day);
umbel_date umbel_date_of_ymd(int year, int month, int day); /**< day 0: the month; month 0: the year */
/** Day number of a Gregorian date. */
int32_t umbel_day_of_ymd(int year, int month, int day);
void umbel_ymd_of_day(int32_t t_day, int *year, int *month, int *day);
/** True unless the interval certainly lies wholly outside [t_first, t_last]. */
bool umbel_interval_may_touch(const umbel_interval *when, int32_t t_first, int32_t t_last);
/** The same for the days that a date may mean; true for no date. */
bool umbel_interval_may_hold(const umbel_interval *when, const umbel_date *at);

const char *umbel_precision_name(umbel_precision precision);

/** The version of the program, such as "0.1.0". */
const char *umbel_version(void);

#ifdef __cplusplus
}
#endif
#endif
