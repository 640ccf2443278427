# The C that comes from TypeScript: TSVISOR_GENERATED_SOURCES, TSVISOR_GENERATED_DIR.
#
# Which C files there are is known only after the compiler has run, so it runs when CMake does: now, and again whenever a TypeScript
# file has changed. C files whose text stayed the same keep their date and are not compiled again.

function(tsvisor_compile_typescript folder)
	find_program(NODE node REQUIRED)
	set(fresh ${PROJECT_BINARY_DIR}/generated.new)
	file(REMOVE_RECURSE ${fresh})
	execute_process(
		COMMAND ${NODE} --import tsx ${PROJECT_SOURCE_DIR}/src/compiler/main.ts ${TSVISOR_ENTRY} --out ${fresh}
		WORKING_DIRECTORY ${PROJECT_SOURCE_DIR}
		RESULT_VARIABLE status)
	if(NOT status EQUAL 0)
		message(FATAL_ERROR "${TSVISOR_ENTRY}: not compiled (see above)")
	endif()
	tsvisor_take_over(${fresh} ${folder})
endfunction()

# Makes `folder` hold what `fresh` holds.
function(tsvisor_take_over fresh folder)
	file(GLOB_RECURSE before RELATIVE ${folder} ${folder}/*)
	file(GLOB_RECURSE after RELATIVE ${fresh} ${fresh}/*)
	foreach(name IN LISTS before)
		if(NOT name IN_LIST after)
			file(REMOVE ${folder}/${name})
		endif()
	endforeach()
	foreach(name IN LISTS after)
		cmake_path(GET name PARENT_PATH below)
		file(MAKE_DIRECTORY ${folder}/${below})
		file(COPY_FILE ${fresh}/${name} ${folder}/${name} ONLY_IF_DIFFERENT)
	endforeach()
	file(REMOVE_RECURSE ${fresh})
endfunction()

set(TSVISOR_ENTRY src/main.ts CACHE STRING "TypeScript file that the program starts from")
if(NOT TSVISOR_GENERATED_DIR)
	set(TSVISOR_GENERATED_DIR ${PROJECT_BINARY_DIR}/generated)
	file(GLOB_RECURSE typescript CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/src/*.ts)
	list(FILTER typescript EXCLUDE REGEX "/src/cli/")
	set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${typescript})
	tsvisor_compile_typescript(${TSVISOR_GENERATED_DIR})
endif()
file(GLOB_RECURSE TSVISOR_GENERATED_SOURCES CONFIGURE_DEPENDS ${TSVISOR_GENERATED_DIR}/*.c)
if(NOT TSVISOR_GENERATED_SOURCES)
	message(FATAL_ERROR "${TSVISOR_GENERATED_DIR}: there is no C file in it")
endif()
