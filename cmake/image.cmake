# tsvisor_add_image(NAME): NAME.elf with symbols, and NAME.bin as a boot loader takes it.
function(tsvisor_add_image name)
	file(GLOB_RECURSE sources CONFIGURE_DEPENDS
		${PROJECT_SOURCE_DIR}/runtime-c/*.c
		${PROJECT_SOURCE_DIR}/arch/${TSVISOR_ARCH}/*.c
		${PROJECT_SOURCE_DIR}/arch/${TSVISOR_ARCH}/*.S)
	list(FILTER sources EXCLUDE REGEX "/runtime-c/host/")
	set(script ${PROJECT_SOURCE_DIR}/arch/${TSVISOR_ARCH}/tsvisor.ld)

	add_executable(${name} ${sources} ${TSVISOR_GENERATED_SOURCES})
	set_target_properties(${name} PROPERTIES OUTPUT_NAME ${name}.elf LINK_DEPENDS ${script})
	target_include_directories(${name} PRIVATE
		${PROJECT_SOURCE_DIR}/runtime-c
		${PROJECT_SOURCE_DIR}/runtime-c/include
		${PROJECT_SOURCE_DIR}/runtime-c/lang
		${PROJECT_SOURCE_DIR}/arch/${TSVISOR_ARCH}/include
		${TSVISOR_GENERATED_DIR})
	target_link_libraries(${name} PRIVATE tsvisor-device)
	target_link_options(${name} PRIVATE
		-nostdlib -static-pie -T ${script}
		-Wl,--gc-sections,--build-id=none,--no-dynamic-linker
		-Wl,-z,text,-z,max-page-size=4096,-z,norelro,-z,noexecstack)

	add_custom_command(TARGET ${name} POST_BUILD
		COMMAND ${CMAKE_OBJCOPY} -O binary $<TARGET_FILE:${name}> $<TARGET_FILE_DIR:${name}>/${name}.bin
		BYPRODUCTS ${name}.bin VERBATIM)
endfunction()
