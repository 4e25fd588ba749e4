// Tells ThreadSanitizer when Swift's Synchronization.Mutex is taken and let go.
//
// On Linux that mutex is a futex. Where nobody waits, its atomics are compiled into the program, and ThreadSanitizer sees
// them; where somebody waits, the system hands it over inside Swift's own library, unseen, and what two threads do one
// after the other under it would be told as a race. `make test-tsan` links this before that library, so that these three
// functions are called in the place of the library's, do what it does, and say so.

#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#define SWIFT __attribute__((swiftcall))
#define SELF __attribute__((swift_context))
#define LOCK "$s15Synchronization12_MutexHandleV9_lockSlowyys6UInt32VF"
#define TRY_LOCK "$s15Synchronization12_MutexHandleV12_tryLockSlowSbyF"
#define UNLOCK "$s15Synchronization12_MutexHandleV11_unlockSlowyyF"

// Weak: the tools that a build makes for itself are linked with this too, and have no sanitizer.
void __tsan_acquire(void *address) __attribute__((weak));
void __tsan_release(void *address) __attribute__((weak));

static void *library_function(const char *name) {
  void *function = dlsym(RTLD_NEXT, name);
  if (function == NULL) {
    fprintf(stderr, "Swift's library has no %s: see Tests/ThreadSanitizer/mutex.c.\n", name);
    abort();
  }
  return function;
}

SWIFT void lock(uint32_t thread, SELF void *mutex) __asm__(LOCK);
SWIFT void lock(uint32_t thread, SELF void *mutex) {
  ((SWIFT void (*)(uint32_t, SELF void *))library_function(LOCK))(thread, mutex);
  if (__tsan_acquire) __tsan_acquire(mutex);
}

SWIFT bool try_lock(SELF void *mutex) __asm__(TRY_LOCK);
SWIFT bool try_lock(SELF void *mutex) {
  bool taken = ((SWIFT bool (*)(SELF void *))library_function(TRY_LOCK))(mutex);
  if (taken && __tsan_acquire) __tsan_acquire(mutex);
  return taken;
}

SWIFT void unlock(SELF void *mutex) __asm__(UNLOCK);
SWIFT void unlock(SELF void *mutex) {
  if (__tsan_release) __tsan_release(mutex);
  ((SWIFT void (*)(SELF void *))library_function(UNLOCK))(mutex);
}
