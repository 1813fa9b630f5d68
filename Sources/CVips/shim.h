#include <vips/vips.h>
#include <fcntl.h>
#include <spawn.h>
#include <sys/syscall.h>
#include <unistd.h>

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

/// What libvips measures on a grey picture. The shares are of its pixels.
typedef struct {
    /// Mean brightness, 0 (black) to 255 (white).
    double mean;
    /// Share of the pixels darker than 32 of 255.
    double dark;
    /// Share of the pixels of at least 250 of 255: without any detail.
    double bright;
    /// The largest variance of the Laplacian in one of sixteen tiles.
    double sharpness;
} PrakerjaMeasure;

/// The share of pixels for which `image` and `limit` compare as `relation` says; -1 on failure.
static inline double prakerja_vips_share(VipsImage *image, VipsOperationRelational relation, double limit) {
    VipsImage *hit = NULL;
    double mean = -1;
    int failed = vips_relational_const1(image, &hit, relation, limit, NULL) != 0 || vips_avg(hit, &mean, NULL) != 0;
    if (hit) g_object_unref(hit);
    return failed ? -1 : mean / 255;
}

/// The sharpest of 4 × 4 tiles, so that a plain table around the card does not count; -1 on failure.
static inline double prakerja_vips_sharpness(VipsImage *grey) {
    enum { side = 4 };
    VipsImage *mask = vips_image_new_matrixv(3, 3, 0.0, 1.0, 0.0, 1.0, -4.0, 1.0, 0.0, 1.0, 0.0);
    VipsImage *edges = NULL;
    VipsImage *held = NULL;
    double best = -1;
    if (mask && vips_conv(grey, &edges, mask, "precision", VIPS_PRECISION_FLOAT, NULL) == 0)
        held = vips_image_copy_memory(edges);
    if (held) {
        int width = vips_image_get_width(held) / side, height = vips_image_get_height(held) / side;
        for (int tile = 0; tile < side * side; tile++) {
            VipsImage *part = NULL;
            double deviation = 0;
            int failed = vips_crop(held, &part, tile % side * width, tile / side * height, width, height, NULL) != 0
                || vips_deviate(part, &deviation, NULL) != 0;
            if (part) g_object_unref(part);
            if (failed) { best = -1; break; }
            best = VIPS_MAX(best, deviation * deviation);
        }
        g_object_unref(held);
    }
    if (edges) g_object_unref(edges);
    if (mask) g_object_unref(mask);
    return best;
}

/// The picture in grey, one band of 8 bits. Null on failure.
static inline VipsImage *prakerja_vips_grey(VipsImage *image) {
    VipsImage *grey = NULL;
    return vips_colourspace(image, &grey, VIPS_INTERPRETATION_B_W, NULL) == 0 ? grey : NULL;
}

/// Measures a picture that was decoded by `prakerja_vips_shrink`. 0 on success.
static inline int prakerja_vips_measure(VipsImage *image, PrakerjaMeasure *measure) {
    VipsImage *grey = prakerja_vips_grey(image);
    if (!grey) return -1;
    int failed = vips_avg(grey, &measure->mean, NULL);
    measure->dark = prakerja_vips_share(grey, VIPS_OPERATION_RELATIONAL_LESS, 32);
    measure->bright = prakerja_vips_share(grey, VIPS_OPERATION_RELATIONAL_MOREEQ, 250);
    measure->sharpness = prakerja_vips_sharpness(grey);
    g_object_unref(grey);
    return failed || measure->dark < 0 || measure->bright < 0 || measure->sharpness < 0 ? -1 : 0;
}

/// The upper `percent` of a picture (1 to 100) in grey, as PNG. The bytes are freed with `g_free`. 0 on success.
static inline int prakerja_vips_upper(VipsImage *image, int percent, void **bytes, size_t *length) {
    VipsImage *grey = prakerja_vips_grey(image);
    VipsImage *upper = NULL;
    if (!grey) return -1;
    int height = VIPS_MAX(1, vips_image_get_height(grey) * percent / 100);
    int failed = vips_crop(grey, &upper, 0, 0, vips_image_get_width(grey), height, NULL) != 0
        || vips_pngsave_buffer(upper, bytes, length, "compression", 1, "strip", TRUE, NULL) != 0;
    if (upper) g_object_unref(upper);
    g_object_unref(grey);
    return failed ? -1 : 0;
}

/// Saves as JPEG without any metadata. The bytes are freed with `g_free`. 0 on success.
static inline int prakerja_vips_jpeg(VipsImage *image, int quality, void **bytes, size_t *length) {
    return vips_jpegsave_buffer(image, bytes, length, "Q", quality, "strip", TRUE, "optimize_coding", TRUE, NULL);
}

/// A file without a name, in memory only, that holds the bytes. -1 when there is no memory for it.
static inline int prakerja_memory_file(const void *bytes, size_t length) {
    enum { close_on_exec = 1 };
    int file = (int)syscall(SYS_memfd_create, "photo", close_on_exec);
    if (file >= 0 && length > 0 && pwrite(file, bytes, length, 0) != (ssize_t)length) {
        close(file);
        return -1;
    }
    return file;
}

// Of glibc 2.34; not visible to Swift without `_GNU_SOURCE`.
extern int posix_spawn_file_actions_addclosefrom_np(posix_spawn_file_actions_t *actions, int from);

/// Starts a program that reads `input` and writes `output`. Its errors go nowhere, and no other descriptor of this
/// process is open in it. Returns its process id; -1 when it cannot be started.
static inline int prakerja_spawn(char *const words[], char *const environment[], int input, int output) {
    posix_spawn_file_actions_t actions;
    pid_t process = -1;
    if (posix_spawn_file_actions_init(&actions) != 0) return -1;
    int failed = posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO) != 0
        || posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO) != 0
        || posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0) != 0
        || posix_spawn_file_actions_addclosefrom_np(&actions, STDERR_FILENO + 1) != 0
        || posix_spawn(&process, words[0], &actions, NULL, words, environment) != 0;
    posix_spawn_file_actions_destroy(&actions);
    return failed ? -1 : (int)process;
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

/// A drawn card on a table, saved as JPEG, for tests: `light` is the brightness of the card (1 to 255), `blur` the radius
/// of a Gaussian in pixels (0 for none), `text` what is written in its upper part, in a font that is installed. 0 on
/// success.
static inline int prakerja_vips_card(int width, int height, int light, double blur, const char *text, void **bytes,
                                     size_t *length) {
    VipsImage *table = NULL;
    VipsImage *letters = NULL;
    VipsImage *soft = NULL;
    VipsImage *grey = NULL;
    VipsImage *canvas = NULL;
    int failed = vips_black(&table, width, height, NULL) != 0 || !(canvas = vips_image_copy_memory(table));
    if (!failed) {
        double ground = light * 0.6, card = light, ink = light * 0.2;
        int x = width / 10, y = height / 10, wide = width * 8 / 10, high = height * 8 / 10;
        failed = vips_draw_rect1(canvas, ground, 0, 0, width, height, "fill", TRUE, NULL) != 0
            || vips_draw_rect1(canvas, card, x, y, wide, high, "fill", TRUE, NULL) != 0;
        // Strokes like print in the lower half.
        for (int row = 0; !failed && row < 6; row++)
            for (int stroke = 0; !failed && stroke < 40; stroke++)
                failed = vips_draw_rect1(canvas, ink, x + wide / 20 + stroke * wide / 48,
                                         y + high / 2 + row * high / 13, VIPS_MAX(1, wide / 200),
                                         VIPS_MAX(2, high / 30), "fill", TRUE, NULL) != 0;
        if (!failed && text[0]) {
            failed = vips_text(&letters, text, "font", "DejaVu Sans Bold", "width", wide * 8 / 10, "height", high / 10,
                               NULL) != 0
                || vips_draw_mask1(canvas, ink, letters, x + wide / 10, y + high / 5, NULL) != 0;
        }
    }
    if (!failed && blur > 0) failed = vips_gaussblur(canvas, &soft, blur, NULL) != 0;
    if (!failed)
        failed = vips_cast_uchar(soft ? soft : canvas, &grey, NULL) != 0
            || vips_jpegsave_buffer(grey, bytes, length, "Q", 85, NULL) != 0;
    if (grey) g_object_unref(grey);
    if (soft) g_object_unref(soft);
    if (letters) g_object_unref(letters);
    if (canvas) g_object_unref(canvas);
    if (table) g_object_unref(table);
    return failed ? -1 : 0;
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
