"""Random numbers for the modelled chips: seeded, fast, and nothing but arithmetic."""

from libc.stdint cimport uint64_t

cdef extern from *:
    """
    #include <stdint.h>
    /* splitmix64 (Steele, Lea, Flood 2014, "Fast splittable pseudorandom number generators"). */
    static inline uint64_t sm_next(uint64_t *state) {
        uint64_t z = (*state += 0x9e3779b97f4a7c15u);
        z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
        z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
        return z ^ (z >> 31);
    }
    /* Sum of eight bytes, scaled to mean 0 and standard deviation 1: normal to beyond 4 sigma. */
    static inline double sm_normal(uint64_t *state) {
        uint64_t z = sm_next(state);
        z = (z & 0x00ff00ff00ff00ffu) + ((z >> 8) & 0x00ff00ff00ff00ffu);
        z = (z * 0x0001000100010001u) >> 48;
        return ((double) z - 1020.0) / 209.02153;
    }
    static inline double sm_uniform(uint64_t *state) {
        return (double) (sm_next(state) >> 11) * 0x1p-53;
    }
    """
    double normal "sm_normal"(uint64_t *state) noexcept nogil
    double uniform "sm_uniform"(uint64_t *state) noexcept nogil
