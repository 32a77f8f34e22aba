# Compiler settings that every target of moai shares.
if(NOT CMAKE_BUILD_TYPE)
  set(CMAKE_BUILD_TYPE Release)
endif()
set(CMAKE_CXX_FLAGS_RELEASE "-O3 -DNDEBUG")

find_program(CCACHE_PROGRAM ccache)
if(CCACHE_PROGRAM)
  # A precompiled header carries a time stamp that ccache has to be told to look past.
  set(CMAKE_CXX_COMPILER_LAUNCHER
      ${CMAKE_COMMAND} -E env CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime
      CCACHE_BASEDIR=${CMAKE_SOURCE_DIR} CCACHE_NOHASHDIR=1 ${CCACHE_PROGRAM})
  add_compile_options($<$<CXX_COMPILER_ID:GNU>:-fpch-preprocess>)
endif()

add_library(moai_flags INTERFACE)
target_include_directories(moai_flags INTERFACE ${CMAKE_SOURCE_DIR}/src)
# No contraction of a*b+c: results are to be the same whichever machine the compiler tuned for.
target_compile_options(moai_flags INTERFACE -Wall -Wextra -Wno-unused-parameter -ffp-contract=off)
target_compile_definitions(moai_flags INTERFACE MOAI_VERSION="${PROJECT_VERSION}")
if(MOAI_SANITIZE)
  target_compile_options(moai_flags INTERFACE -fsanitize=${MOAI_SANITIZE} -fno-omit-frame-pointer
                                              -fno-sanitize-recover=undefined)
  target_link_options(moai_flags INTERFACE -fsanitize=${MOAI_SANITIZE}
                                           -Wl,--export-dynamic-symbol=dlclose
                                           -Wl,--export-dynamic-symbol=__ubsan_on_report)
  add_library(moai_sanitized OBJECT ${CMAKE_SOURCE_DIR}/tests/sanitizers/keep_libraries.cpp
                                    ${CMAKE_SOURCE_DIR}/tests/sanitizers/ubsan_report.cpp)
  target_link_libraries(moai_flags INTERFACE $<TARGET_OBJECTS:moai_sanitized>)
endif()
