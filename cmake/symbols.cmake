# The table of names and places for panics: scripts/symbols, runtime-c/panic/symbol_table.h.

# Of the binutils: aarch64-linux-gnu-
string(REGEX REPLACE "objcopy$" "" TSVISOR_TOOL_PREFIX ${CMAKE_OBJCOPY})
find_program(NODE node REQUIRED)
set(TSVISOR_SYMBOLS ${NODE} --import tsx ${PROJECT_SOURCE_DIR}/scripts/symbols/main.ts)

# tsvisor_add_symbol_table(FIRST RESULT): RESULT names the source file with the table of what the target FIRST has linked.
function(tsvisor_add_symbol_table first result)
	set(table ${PROJECT_BINARY_DIR}/symbols.S)
	file(GLOB scripts CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/scripts/symbols/*.ts)
	add_custom_command(OUTPUT ${table}
		COMMAND ${TSVISOR_SYMBOLS} make $<TARGET_FILE:${first}> ${TSVISOR_TOOL_PREFIX} ${PROJECT_BINARY_DIR} ${table}
		DEPENDS ${first} ${scripts}
		BYPRODUCTS ${table}.bin
		WORKING_DIRECTORY ${PROJECT_SOURCE_DIR}
		VERBATIM)
	set(${result} ${table} PARENT_SCOPE)
endfunction()

# tsvisor_check_symbol_table(FIRST SECOND): the second link must not have moved anything.
function(tsvisor_check_symbol_table first second)
	add_custom_command(TARGET ${second} POST_BUILD
		COMMAND ${TSVISOR_SYMBOLS} check $<TARGET_FILE:${first}> $<TARGET_FILE:${second}> ${TSVISOR_TOOL_PREFIX}
		WORKING_DIRECTORY ${PROJECT_SOURCE_DIR}
		VERBATIM)
endfunction()
