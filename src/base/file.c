/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

umbel_status umbel_file_read(umbel_ctx *cx, const char *path, size_t n_max, umbel_buf *buf) {
    umbel_status status = UMBEL_OK;
    bool is_stdin = strcmp(path, "-") == 0;
    int fd = is_stdin ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0) return UMBEL_FAIL_AT(cx, UMBEL_E_IO, -1, path, "cannot be opened: %s", strerror(errno));
    char chunk[1 << 16];
    size_t total = 0;
    for (;;) {
        size_t room = n_max - total < sizeof chunk ? n_max - total + 1 : sizeof chunk; /* one byte tells of more */
        ssize_t n = read(fd, chunk, room);
        if (n < 0 && errno == EINTR) continue;
        if (n < 0) {
            status = UMBEL_FAIL_AT(cx, UMBEL_E_IO, total, path, "cannot be read: %s", strerror(errno));
            break;
        }
        if (n == 0) break;
        total += (size_t)n;
        if (total > n_max) {
            status = UMBEL_FAIL_AT(cx, UMBEL_E_LIMIT, n_max, path, "has more than %zu bytes", n_max);
            break;
        }
        status = umbel_buf_add(cx, buf, (umbel_str){chunk, (size_t)n});
        if (status != UMBEL_OK) break;
    }
    if (!is_stdin) close(fd);
    return status;
}

static bool write_all(int fd, umbel_str bytes) {
    while (bytes.n) {
        ssize_t n = write(fd, bytes.p, bytes.n);
        if (n < 0 && errno == EINTR) continue;
        if (n < 0) return false;
        bytes.p += n;
        bytes.n -= (size_t)n;
    }
    return true;
}

umbel_status umbel_file_write(umbel_ctx *cx, const char *path, umbel_str bytes) {
    char temporary[4096];
    int n = snprintf(temporary, sizeof temporary, "%s.tmp-%ld", path, (long)getpid());
    if (n < 0 || (size_t)n >= sizeof temporary) return UMBEL_FAIL(cx, UMBEL_E_ARG, "the path is too long");
    int fd = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0666);
    if (fd < 0) return UMBEL_FAIL_AT(cx, UMBEL_E_IO, -1, path, "cannot be written: %s", strerror(errno));
    bool ok = write_all(fd, bytes) && fsync(fd) == 0;
    int reason = errno;
    if (close(fd) != 0 && ok) ok = false, reason = errno;
    if (ok && rename(temporary, path) != 0) ok = false, reason = errno;
    if (ok) return UMBEL_OK;
    unlink(temporary);
    return UMBEL_FAIL_AT(cx, UMBEL_E_IO, -1, path, "cannot be written: %s", strerror(reason));
}
