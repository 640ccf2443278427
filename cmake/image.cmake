# tsvisor_add_image(NAME): NAME.elf with symbols, and NAME.bin as a boot loader takes it.
#
# It is linked twice, so that a panic can name functions and places: the first link tells where every call is, and the second
# adds the table of that (cmake/symbols.cmake), behind the code.
function(tsvisor_add_image name)
	tsvisor_add_objects(${name}-objects)
	tsvisor_link(${name}-first ${name}-objects)
	tsvisor_add_symbol_table(${name}-first table)
	tsvisor_link(${name} ${name}-objects ${table})
	tsvisor_check_symbol_table(${name}-first ${name})

	add_custom_command(TARGET ${name} POST_BUILD
		COMMAND ${CMAKE_OBJCOPY} -O binary $<TARGET_FILE:${name}> $<TARGET_FILE_DIR:${name}>/${name}.bin
		BYPRODUCTS ${name}.bin VERBATIM)
endfunction()

# tsvisor_add_objects(NAME): everything that is compiled.
function(tsvisor_add_objects name)
	file(GLOB_RECURSE sources CONFIGURE_DEPENDS
		${PROJECT_SOURCE_DIR}/runtime-c/*.c
		${PROJECT_SOURCE_DIR}/arch/${TSVISOR_ARCH}/*.c
		${PROJECT_SOURCE_DIR}/arch/${TSVISOR_ARCH}/*.S)
	list(FILTER sources EXCLUDE REGEX "/runtime-c/(host|float|show)/")
	# What the second link replaces must not be known when the first one optimises.
	set_source_files_properties(${PROJECT_SOURCE_DIR}/runtime-c/panic/no_symbol_table.c PROPERTIES COMPILE_OPTIONS -fno-lto)

	add_library(${name} OBJECT ${sources} ${TSVISOR_GENERATED_SOURCES})
	target_include_directories(${name} PRIVATE
		${PROJECT_SOURCE_DIR}/runtime-c
		${PROJECT_SOURCE_DIR}/runtime-c/include
		${PROJECT_SOURCE_DIR}/runtime-c/lang
		${PROJECT_SOURCE_DIR}/arch/${TSVISOR_ARCH}/include
		${TSVISOR_GENERATED_DIR})
	target_link_libraries(${name} PRIVATE tsvisor-device)
endfunction()

# tsvisor_link(NAME OBJECTS [SOURCE...]): NAME.elf.
function(tsvisor_link name objects)
	set(script ${PROJECT_SOURCE_DIR}/arch/${TSVISOR_ARCH}/tsvisor.ld)

	add_executable(${name} $<TARGET_OBJECTS:${objects}> ${ARGN})
	set_target_properties(${name} PROPERTIES OUTPUT_NAME ${name}.elf LINK_DEPENDS ${script})
	target_link_options(${name} PRIVATE
		${TSVISOR_CODE_FLAGS}
		-nostdlib -static-pie -T ${script}
		-Wl,--gc-sections,--build-id=none,--no-dynamic-linker
		-Wl,-z,text,-z,max-page-size=4096,-z,norelro,-z,noexecstack)
endfunction()
