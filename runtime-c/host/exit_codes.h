/* How a compiled host program ends; tests tell by it what happened. */
#ifndef TSVISOR_HOST_EXIT_CODES_H
#define TSVISOR_HOST_EXIT_CODES_H

#define EXIT_UNCAUGHT 1
#define EXIT_PANIC    97
#define EXIT_TRAP     98
#define EXIT_LEAK     99

#endif
