/* Places in the image, from the linker script; addresses are the run-time ones. */
#ifndef TSVISOR_IMAGE_H
#define TSVISOR_IMAGE_H

#include <stdint.h>

extern const char _image_start[], _text_end[], _constants_end[], _image_end[];

/* HPA of the first byte, and of the first one after the image, its stacks and tables. */
static inline uint64_t machine_image_start(void)
{
	return (uint64_t)_image_start;
}

static inline uint64_t machine_image_end(void)
{
	return (uint64_t)_image_end;
}

#endif
