# How device code is compiled: freestanding, position independent, no FP registers (they are a guest's), frame pointers for backtraces.
set(CMAKE_C_STANDARD 11)
set(CMAKE_C_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)

add_library(tsvisor-device INTERFACE)
target_compile_options(tsvisor-device INTERFACE
	-O2 -g -ffreestanding -fwrapv -fno-strict-aliasing -fpie -ffunction-sections -include ${CMAKE_CURRENT_LIST_DIR}/hidden.h
	-fno-omit-frame-pointer -fno-stack-protector -fno-asynchronous-unwind-tables -fno-common
	$<$<COMPILE_LANGUAGE:C>:-Wall -Wextra -Wconversion -Wshadow>
	$<$<AND:$<COMPILE_LANGUAGE:C>,$<BOOL:${TSVISOR_WERROR}>>:-Werror>)
target_compile_definitions(tsvisor-device INTERFACE RT_ATOMIC_COUNTS)

if(TSVISOR_ARCH STREQUAL aarch64)
	target_compile_options(tsvisor-device INTERFACE -march=armv8-a -mgeneral-regs-only -mstrict-align -mno-outline-atomics)
endif()
