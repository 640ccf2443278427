/* symbols TABLE OFFSET...: what the table in the file says about each offset, a line each. */
#include <stdio.h>
#include <stdlib.h>

#include "panic/symbol_table.h"

#define MOST 4u

/* Of exactly the file's size, so that the sanitizer sees a read behind it. */
static uint8_t *read_file(const char *path)
{
	FILE *file = fopen(path, "rb");
	uint8_t *bytes;
	long size;

	if (file == NULL || fseek(file, 0, SEEK_END) != 0 || (size = ftell(file)) < 0)
		exit(1);
	rewind(file);
	bytes = malloc((size_t)size);
	if (bytes == NULL || fread(bytes, 1, (size_t)size, file) != (size_t)size)
		exit(1);
	fclose(file);
	return bytes;
}

int main(int argc, char **argv)
{
	uint8_t *table = read_file(argv[1]);

	for (int n = 2; n < argc; n++) {
		struct symbol_place places[MOST];
		uint32_t count = symbol_table_find(table, strtoull(argv[n], NULL, 0), places, MOST);

		for (uint32_t i = 0; i < count; i++)
			printf("%s%s (%s:%u)", i == 0 ? "" : ", ", places[i].name, places[i].file, places[i].line);
		printf("\n");
	}
	free(table);
}
