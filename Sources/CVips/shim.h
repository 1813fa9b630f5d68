#include <vips/vips.h>

// libvips takes options as C variadic arguments, which Swift cannot pass. Each call the programme makes has a typed
// wrapper here, and no other: only JPEG and PNG are decoded.

static void prakerja_vips_say_nothing(const gchar *domain, GLogLevelFlags level, const gchar *text, gpointer data) {
}

/// Starts the library: one thread per picture, and no cache, so that no picture stays in memory. The decoder's warnings
/// are not logged, because a truncated photo is refused on the page anyway. 0 on success.
static inline int prakerja_vips_start(void) {
    if (VIPS_INIT("prakerja") != 0) return -1;
    g_log_set_handler("VIPS", G_LOG_LEVEL_WARNING, prakerja_vips_say_nothing, NULL);
    vips_concurrency_set(1);
    vips_cache_set_max(0);
    return 0;
}

/// Reads only the header, so that the dimensions are known before decoding. Null when it cannot be read.
static inline VipsImage *prakerja_vips_header(const void *bytes, size_t length, int is_png) {
    VipsImage *image = NULL;
    void *buffer = (void *)bytes;
    int failed = is_png
        ? vips_pngload_buffer(buffer, length, &image, "access", VIPS_ACCESS_SEQUENTIAL, NULL)
        : vips_jpegload_buffer(buffer, length, &image, "access", VIPS_ACCESS_SEQUENTIAL, NULL);
    return failed ? NULL : image;
}

/// Decodes, rotates by EXIF, shrinks to fit `side` pixels (never enlarges) and flattens onto white. Truncated or
/// undecodable input fails; with `strict` decoder warnings fail, too. A JPEG is decoded at a half, a quarter or an
/// eighth (`jpeg_shrink`), which saves most of the work; `jpeg_shrink` is 0 for a PNG. Null on failure.
static inline VipsImage *prakerja_vips_shrink(const void *bytes, size_t length, int side, int jpeg_shrink,
                                             int strict) {
    VipsImage *whole = NULL;
    VipsImage *small = NULL;
    VipsImage *flat = NULL;
    void *buffer = (void *)bytes;
    VipsFailOn fail_on = strict ? VIPS_FAIL_ON_WARNING : VIPS_FAIL_ON_ERROR;
    int failed = jpeg_shrink == 0
        ? vips_pngload_buffer(buffer, length, &whole, "access", VIPS_ACCESS_SEQUENTIAL,
                              "fail_on", fail_on, NULL)
        : vips_jpegload_buffer(buffer, length, &whole, "access", VIPS_ACCESS_SEQUENTIAL,
                               "fail_on", fail_on, "shrink", jpeg_shrink, NULL);
    if (failed) return NULL;
    failed = vips_thumbnail_image(whole, &small, side, "height", side, "size", VIPS_SIZE_DOWN, NULL);
    g_object_unref(whole);
    if (failed) return NULL;
    VipsImage *plain = NULL;
    // Convert to 8-bit sRGB first: white is 255 only there, and CMYK cannot be flattened onto it.
    failed = vips_colourspace(small, &plain, VIPS_INTERPRETATION_sRGB, NULL);
    g_object_unref(small);
    if (failed) return NULL;
    double white[] = {255, 255, 255};
    VipsArrayDouble *background = vips_array_double_new(white, 3);
    failed = vips_image_hasalpha(plain)
        ? vips_flatten(plain, &flat, "background", background, NULL)
        : vips_copy(plain, &flat, NULL);
    vips_area_unref(VIPS_AREA(background));
    g_object_unref(plain);
    if (failed) return NULL;

    VipsImage *held = vips_image_copy_memory(flat);
    g_object_unref(flat);
    return held;
}

/// Saves as JPEG without any metadata. The bytes are freed with `g_free`. 0 on success.
static inline int prakerja_vips_jpeg(VipsImage *image, int quality, void **bytes, size_t *length) {
    return vips_jpegsave_buffer(image, bytes, length, "Q", quality, "strip", TRUE, "optimize_coding", TRUE, NULL);
}

/// A grey noise picture of a given size, saved as JPEG, for tests. 0 on success.
static inline int prakerja_vips_sample(int width, int height, int quality, void **bytes, size_t *length) {
    VipsImage *noise = NULL;
    VipsImage *grey = NULL;
    int failed = vips_gaussnoise(&noise, width, height, "mean", 128.0, "sigma", 20.0, NULL) != 0
        || vips_cast_uchar(noise, &grey, NULL) != 0
        || vips_jpegsave_buffer(grey, bytes, length, "Q", quality, NULL) != 0;
    if (grey) g_object_unref(grey);
    if (noise) g_object_unref(noise);
    return failed;
}

/// One band of one pixel, for tests; -1 when it cannot be read.
static inline double prakerja_vips_pixel(VipsImage *image, int x, int y, int band) {
    double *values = NULL;
    int count = 0;
    if (vips_getpoint(image, &values, &count, x, y, NULL) != 0) return -1;
    double value = count == 0 ? -1 : values[band < count ? band : 0];
    g_free(values);
    return value;
}
