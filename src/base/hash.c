/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/hash.h"

#include <openssl/evp.h>

umbel_status umbel_sha256(umbel_ctx *cx, const umbel_str *parts, size_t n_parts, char out[UMBEL_SHA256_HEX + 1]) {
    unsigned char digest[EVP_MAX_MD_SIZE];
    EVP_MD_CTX *md = EVP_MD_CTX_new();
    bool ok = md && EVP_DigestInit_ex(md, EVP_sha256(), NULL);
    for (size_t i = 0; ok && i < n_parts; i++) {
        unsigned char size[8];
        for (int b = 0; b < 8; b++) size[b] = (unsigned char)((uint64_t)parts[i].n >> (8 * b));
        if (n_parts > 1) ok = EVP_DigestUpdate(md, size, sizeof size);
        if (ok && parts[i].n) ok = EVP_DigestUpdate(md, parts[i].p, parts[i].n);
    }
    ok = ok && EVP_DigestFinal_ex(md, digest, NULL);
    EVP_MD_CTX_free(md);
    if (!ok) return UMBEL_FAIL(cx, UMBEL_E_ENVIRONMENT, "SHA-256 is not to be had from libcrypto");
    for (int i = 0; i < 32; i++) {
        out[2 * i] = "0123456789abcdef"[digest[i] >> 4];
        out[2 * i + 1] = "0123456789abcdef"[digest[i] & 15];
    }
    out[UMBEL_SHA256_HEX] = 0;
    return UMBEL_OK;
}

umbel_status umbel_id_of(umbel_ctx *cx, umbel_arena *arena, const umbel_str *parts, size_t n_parts, umbel_str *out) {
    char hex[UMBEL_SHA256_HEX + 1];
    UMBEL_TRY(umbel_sha256(cx, parts, n_parts, hex));
    return umbel_str_copy(cx, arena, (umbel_str){hex, UMBEL_ID_HEX}, out);
}
