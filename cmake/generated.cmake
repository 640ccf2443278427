# The C that comes from TypeScript: TSVISOR_GENERATED_DIR, TSVISOR_GENERATED_SOURCES.
#
# Which C files there are is known only after the compiler has run, so it runs when CMake does: now, and again whenever a TypeScript
# file has changed. It leaves C files alone whose text stays the same, so those are not compiled again.

set(TSVISOR_ENTRY src/main.ts CACHE STRING "TypeScript file that the program starts from")

function(tsvisor_compile_typescript folder)
	find_program(NODE node REQUIRED)
	execute_process(
		COMMAND ${NODE} bin/compile.cjs --profile device --out ${folder} --native-header tsvisor.h ${TSVISOR_ENTRY}
		WORKING_DIRECTORY ${PROJECT_SOURCE_DIR}
		RESULT_VARIABLE status)
	if(NOT status EQUAL 0)
		message(FATAL_ERROR "${TSVISOR_ENTRY}: not compiled (see above)")
	endif()
endfunction()

if(NOT TSVISOR_GENERATED_DIR)
	set(TSVISOR_GENERATED_DIR ${PROJECT_BINARY_DIR}/generated)
	file(GLOB_RECURSE typescript CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/src/*.ts)
	list(FILTER typescript EXCLUDE REGEX "/src/cli/")
	set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${typescript})
	tsvisor_compile_typescript(${TSVISOR_GENERATED_DIR})
endif()
file(GLOB TSVISOR_GENERATED_SOURCES CONFIGURE_DEPENDS ${TSVISOR_GENERATED_DIR}/*.c)
if(NOT TSVISOR_GENERATED_SOURCES)
	message(FATAL_ERROR "${TSVISOR_GENERATED_DIR}: there is no C file in it")
endif()
