/* Reading and writing system registers by their assembler names. */
#ifndef TSVISOR_SYSTEM_REGISTER_H
#define TSVISOR_SYSTEM_REGISTER_H

#include <stdint.h>

#define READ_SYSTEM_REGISTER(name)                                                                                     \
	__extension__({                                                                                                \
		uint64_t system_register_value;                                                                        \
		__asm__ volatile("mrs %0, " #name : "=r"(system_register_value));                                      \
		system_register_value;                                                                                 \
	})

#define WRITE_SYSTEM_REGISTER(name, value) __asm__ volatile("msr " #name ", %x0" ::"rZ"((uint64_t)(value)) : "memory")

#define ISB()	    __asm__ volatile("isb" ::: "memory")
#define DSB(domain) __asm__ volatile("dsb " #domain ::: "memory")

#endif
