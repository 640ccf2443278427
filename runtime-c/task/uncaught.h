/* Errors that nobody caught. */
#ifndef TSVISOR_UNCAUGHT_H
#define TSVISOR_UNCAUGHT_H

/* Takes the running task's pending error and tells on the console that it ended `what`. */
void uncaught_write(const char *what);

#endif
