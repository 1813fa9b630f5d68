// OpenSSL deprecates the block function of SHA-256 in favour of an interface that allocates memory for every message.
#define OPENSSL_SUPPRESS_DEPRECATED
#include <openssl/sha.h>
