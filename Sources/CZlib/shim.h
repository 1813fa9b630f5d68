#include <zlib.h>

// `deflateInit2` is a macro, which Swift cannot call. 15 window bits, plus 16 for the gzip header and trailer.
static inline int prakerja_gzip_begin(z_stream *stream, int level) {
    return deflateInit2(stream, level, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
}
