// Writes down what a program renames, and when it waits for the disk, in their order: DurabilityTests preload it.
//
// A line each, in the file that TOLD_CALLS names: `rename FROM TO`, `fsync FILE` (also for fdatasync), and `sync held` or
// `sync free`, by whether somebody holds the lock that TOLD_LOCK names.

#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/file.h>
#include <unistd.h>

static void tell(const char *format, ...) {
  const char *name = getenv("TOLD_CALLS");
  FILE *file = name ? fopen(name, "a") : NULL;
  if (file == NULL) return;
  va_list values;
  va_start(values, format);
  vfprintf(file, format, values);
  va_end(values);
  fclose(file);
}

int rename(const char *from, const char *to) {
  int status = ((int (*)(const char *, const char *))dlsym(RTLD_NEXT, "rename"))(from, to);
  if (status == 0) tell("rename %s %s\n", from, to);
  return status;
}

static void tell_file(int descriptor) {
  char link[64], path[4096];
  snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
  ssize_t length = readlink(link, path, sizeof path - 1);
  if (length > 0) path[length] = 0, tell("fsync %s\n", path);
}

int fsync(int descriptor) {
  tell_file(descriptor);
  return ((int (*)(int))dlsym(RTLD_NEXT, "fsync"))(descriptor);
}

int fdatasync(int descriptor) {
  tell_file(descriptor);
  return ((int (*)(int))dlsym(RTLD_NEXT, "fdatasync"))(descriptor);
}

void sync(void) {
  const char *lock = getenv("TOLD_LOCK");
  int descriptor = lock ? open(lock, O_RDONLY | O_CLOEXEC) : -1;
  int taken = descriptor >= 0 && flock(descriptor, LOCK_EX | LOCK_NB) == 0;
  if (descriptor >= 0) close(descriptor);
  tell("sync %s\n", taken ? "free" : "held");
  ((void (*)(void))dlsym(RTLD_NEXT, "sync"))();
}
