# Writes the commit that SOURCE is at to the header OUT, and touches OUT only if that has changed:
#   cmake -D SOURCE=... -D OUT=... -P write_commit.cmake
# Nothing where SOURCE is no git checkout of its own (an archive, a folder inside another checkout).
set(commit "")
find_program(GIT git)
if(GIT)
  execute_process(COMMAND ${GIT} -C ${SOURCE} rev-parse --show-prefix
                  OUTPUT_VARIABLE prefix RESULT_VARIABLE failed
                  ERROR_QUIET OUTPUT_STRIP_TRAILING_WHITESPACE)
  if(NOT failed AND prefix STREQUAL "")
    execute_process(COMMAND ${GIT} -C ${SOURCE} describe --always --abbrev=10 --exclude=*
                            --dirty=.modified
                    OUTPUT_VARIABLE commit ERROR_QUIET OUTPUT_STRIP_TRAILING_WHITESPACE)
  endif()
endif()
file(CONFIGURE OUTPUT ${OUT} CONTENT "#define MOAI_COMMIT \"${commit}\"\n")
