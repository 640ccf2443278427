# How device code is compiled: freestanding, position independent, no FP registers (they are a guest's), frame pointers for backtraces.
set(CMAKE_C_STANDARD 11)
set(CMAKE_C_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)

# One file of C per TypeScript module: inlining across them is worth a fifth of the way through a guest's exit.
option(TSVISOR_LTO "Optimise across files when linking" ON)

# What the compiler must know as well when it compiles at link time.
set(TSVISOR_CODE_FLAGS
	-O2 -ffreestanding -fwrapv -fno-strict-aliasing -fpie -ffunction-sections
	-fno-omit-frame-pointer -fno-stack-protector -fno-asynchronous-unwind-tables -fno-common)
if(TSVISOR_ARCH STREQUAL aarch64)
	list(APPEND TSVISOR_CODE_FLAGS -march=armv8-a -mgeneral-regs-only -mstrict-align -mno-outline-atomics)
endif()
if(TSVISOR_LTO AND CMAKE_C_COMPILER_ID STREQUAL GNU)
	list(APPEND TSVISOR_CODE_FLAGS -flto=auto -fno-fat-lto-objects)
elseif(TSVISOR_LTO)
	list(APPEND TSVISOR_CODE_FLAGS -flto)
endif()

add_library(tsvisor-device INTERFACE)
target_compile_options(tsvisor-device INTERFACE
	${TSVISOR_CODE_FLAGS} -g -include ${CMAKE_CURRENT_LIST_DIR}/hidden.h
	$<$<COMPILE_LANGUAGE:C>:-Wall -Wextra -Wconversion -Wshadow>
	$<$<AND:$<COMPILE_LANGUAGE:C>,$<BOOL:${TSVISOR_WERROR}>>:-Werror>)
target_compile_definitions(tsvisor-device INTERFACE RT_ATOMIC_COUNTS)
