// Part of every program that is built with a sanitizer: libraries stay loaded to the end, so that a
// report can name the plugin of Open MPI that it comes from (and suppressions can match it).

extern "C" int dlclose(void*) {
  return 0;
}
