/* Prints lines for ever. */
#include "header.inc"
	image
start:	print_char 'f'
	print_char 'l'
	print_char 'o'
	print_char 'o'
	print_char 'd'
	print_char '\n'
	b	start
