// The block function of SHA-256 is declared "deprecated" in favour of an interface that allocates for every message.
#define OPENSSL_SUPPRESS_DEPRECATED
#include <openssl/sha.h>
