/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
/** @file style.h  The brief's style sheet: serif for reading, tabular figures, light and dark, A4. */
#ifndef UMBEL_TELL_STYLE_H
#define UMBEL_TELL_STYLE_H

#define UMBEL_BRIEF_CSS                                                                                                \
    ":root{--ink:#1c1c1c;--soft:#5c5c5c;--line:#d8d4cc;--paper:#fffefb;--tint:#f5f2ea;--mark:#fff0b8;--link:#174a7c;"  \
    "--warn:#8a3b12}"                                                                                                  \
    "@media(prefers-color-scheme:dark){:root{--ink:#e8e6e1;--soft:#a8a49c;--line:#3c3a36;--paper:#191816;"             \
    "--tint:#232220;--mark:#5b4d14;--link:#8db8e8;--warn:#e8a27c}}"                                                    \
    "*{box-sizing:border-box}"                                                                                         \
    "body{margin:0 auto;padding:2.4rem 1.4rem 4rem;max-width:54rem;background:var(--paper);color:var(--ink);"          \
    "font:1rem/1.5 Charter,'Bitstream Charter','Source Serif 4','Liberation Serif',Georgia,serif}"                     \
    "h1{font-size:2rem;line-height:1.15;margin:0 0 .3rem}"                                                             \
    "h2{font-size:1.25rem;margin:2.6rem 0 .7rem;padding-top:.7rem;border-top:2px solid var(--ink)}"                    \
    "h3{font-size:1.08rem;margin:1.7rem 0 .35rem}"                                                                     \
    "p{margin:.45rem 0}a{color:var(--link);text-decoration:none}a:hover{text-decoration:underline}"                    \
    ".meta,.names,.cite,th,nav,.facts dt,.note,footer{font-family:'Source Sans 3','Liberation Sans',Helvetica,Arial,"  \
    "sans-serif}"                                                                                                      \
    ".kicker{font:600 .78rem/1 'Liberation Sans',Helvetica,Arial,sans-serif;letter-spacing:.14em;"                     \
    "text-transform:uppercase;color:var(--warn);margin:0 0 .7rem}"                                                     \
    ".meta{color:var(--soft);font-size:.9rem;margin:0 0 1.3rem}"                                                       \
    "nav{font-size:.88rem;margin:1.2rem 0 0}nav a{margin-right:1.05rem;white-space:nowrap}"                            \
    ".facts{display:grid;grid-template-columns:repeat(7,1fr);gap:1px;background:var(--line);"                          \
    "border:1px solid var(--line);margin:1.2rem 0}.facts div{background:var(--paper);padding:.6rem .8rem}"             \
    ".facts dt{font-size:.78rem;color:var(--soft)}.facts dd{margin:0;font-size:1.5rem;line-height:1.2;"                \
    "font-variant-numeric:tabular-nums}"                                                                               \
    "ul.short{margin:.5rem 0 0;padding-left:1.15rem}ul.short li{margin:.32rem 0}"                                      \
    "figure{margin:1.4rem 0;break-inside:avoid}figure svg{width:100%;height:auto;border:1px solid var(--line);"        \
    "background:#fff}"                                                                                                 \
    "svg .t{font:600 15px 'Liberation Sans',Helvetica,Arial,sans-serif;fill:#1c1c1c}"                                  \
    "svg .k{font:11px 'Liberation Sans',Helvetica,Arial,sans-serif;fill:#555}"                                         \
    "svg .l{font:11px 'Liberation Sans',Helvetica,Arial,sans-serif;fill:#111;paint-order:stroke;stroke:#fff;"          \
    "stroke-width:3px;stroke-linejoin:round}svg .n{fill:#3d4f5d;stroke:#fff;stroke-width:1.4}svg .o{fill:#aab4bb}"     \
    "table{border-collapse:collapse;width:100%;font-size:.93rem;margin:.7rem 0}"                                       \
    "th{text-align:left;font-weight:600;font-size:.78rem;color:var(--soft);border-bottom:1px solid var(--ink);"        \
    "padding:.25rem .6rem .25rem 0;vertical-align:bottom}"                                                             \
    "td{border-bottom:1px solid var(--line);padding:.3rem .6rem .3rem 0;vertical-align:top}"                           \
    ".r{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}"                                        \
    ".tie{margin:.85rem 0 .2rem;font-weight:600;break-after:avoid}.tie i{font-weight:400}"                             \
    ".tag{font:600 .7rem 'Liberation Sans',Helvetica,Arial,sans-serif;border:1px solid var(--line);border-radius:3px;" \
    "padding:.05rem .35rem;margin-left:.4rem;color:var(--soft);white-space:nowrap}"                                    \
    ".tag.w{color:var(--warn);border-color:var(--warn)}"                                                               \
    "blockquote{margin:.25rem 0 .5rem;padding:.1rem 0 .1rem .9rem;border-left:3px solid var(--line);"                  \
    "break-inside:avoid}blockquote.denied{border-left-color:var(--warn)}"                                              \
    "blockquote p{margin:0}mark{background:var(--mark);color:inherit;padding:0 .1em}"                                  \
    ".cite{color:var(--soft);font-size:.82rem;display:block}.names{font-size:.85rem;color:var(--soft);margin:.1rem 0}" \
    ".note{font-size:.88rem;color:var(--soft)}.two{display:grid;grid-template-columns:1fr 1fr;gap:0 1.6rem}"           \
    ".two h4{font:600 .8rem 'Liberation Sans',Helvetica,Arial,sans-serif;margin:.3rem 0;color:var(--soft)}"            \
    "ol.docs{padding-left:2.1rem}ol.docs li{margin:.4rem 0}code{font-size:.85em;overflow-wrap:anywhere}"               \
    "footer{margin-top:3rem;padding-top:.8rem;border-top:1px solid var(--line);font-size:.82rem;color:var(--soft)}"    \
    "@media(max-width:40rem){.facts{grid-template-columns:repeat(2,1fr)}.two{grid-template-columns:1fr}body{padding-"  \
    "top:1.2rem}}"                                                                                                     \
    "@page{size:A4;margin:18mm 17mm 20mm}"                                                                             \
    "@media print{:root{--ink:#000;--soft:#444;--line:#bbb;--paper:#fff;--tint:#fff;--link:#000;--mark:#eee}"          \
    "body{padding:0;max-width:none;font-size:10pt}h2{break-after:avoid}h3{break-after:avoid}nav{display:none}"         \
    "tr,.two{break-inside:avoid}.facts{grid-template-columns:repeat(7,1fr)}table{font-size:.85rem}"                    \
    "td:nth-child(2){min-width:8rem}}"

#endif
