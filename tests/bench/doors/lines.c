/* Through the door of lines, as docs/external.md describes them; or, with variables on its command line, a program that
 * is started for every evaluation. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "zdt1.h"

int main(int count, char** words) {
  double x[variables], f[objectives];
  if (count == variables + 1) {
    for (int i = 0; i < variables; ++i) x[i] = strtod(words[i + 1], NULL);
    zdt1(x, f);
    printf("%.17g,%.17g\n", f[0], f[1]);
    return 0;
  }
  char* line = NULL;
  size_t room = 0;
  if (getline(&line, &room, stdin) < 0) return 1;
  printf("{\"moai\":1,\"variables\":%d,\"objectives\":%d,\"constraints\":0}\n", variables, objectives);
  fflush(stdout);
  while (getline(&line, &room, stdin) > 0) {
    char* at = strstr(line, "\"id\":") + 5;
    printf("{\"id\":%lld,\"f\":", strtoll(at, NULL, 10));
    at = strstr(line, "[[") + 1;
    for (char separator = '['; *at == '['; separator = ',') {
      for (int i = 0; i < variables; ++i) x[i] = strtod(at + 1, &at);
      zdt1(x, f);
      printf("%c[%.17g,%.17g]", separator, f[0], f[1]);
      ++at; /* ] */
      if (*at == ',') ++at;
    }
    printf("]}\n");
    fflush(stdout);
  }
  return 0;
}
