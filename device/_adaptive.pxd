"""The adaptive scan of one bus."""

from device._columns cimport Column, Columns
from device._scan cimport COLS, MOST_TILES, ROWS


cdef class AdaptiveScanner(Columns):
    cdef int watch                      # whose turn it is among the columns that nothing is expected of
    cdef bint odd                       # every other frame

    cdef bint choose_probes(self) noexcept nogil
    cdef void choose_watch(self) noexcept nogil
    cdef int behind(self, int tile, int col) noexcept nogil
    cdef int probe_tile(self, int tile, int first) noexcept nogil
    cdef int read_cells(self, int tile, const int *cells, int then_rows) noexcept nogil
    cdef int locate(self, int tile) noexcept nogil
    cdef int locate_near(self, int tile, int wanted) noexcept nogil
    cdef int locate_anywhere(self, int tile, int wanted) noexcept nogil
    cdef int sweep(self, int tile) noexcept nogil
