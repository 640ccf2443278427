/* Included before everything: all symbols are in this image, so data is addressed directly and never by a table that
 * needs relocation. */
#ifndef __ASSEMBLER__
#pragma GCC visibility push(hidden)
#endif
