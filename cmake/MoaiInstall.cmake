# `cmake --install build/release --prefix DIR` (or make install PREFIX=DIR; DESTDIR is heeded): the
# program, its libraries, what it is explained and completed by, experiments, analysis and SLURM
# scripts, and the core for programs of one's own (find_package(moai), examples/own_program). All
# find one another by their places relative to one another, so that the whole may be moved.
include(GNUInstallDirs)
include(CMakePackageConfigHelpers)
set(share ${CMAKE_INSTALL_DATADIR}/moai)
set(package ${CMAKE_INSTALL_LIBDIR}/cmake/moai)

# The core, its headers and its package.
set_target_properties(moai_core moai_torch PROPERTIES INSTALL_RPATH "$ORIGIN"
                                                      INSTALL_RPATH_USE_LINK_PATH ON)
set_target_properties(moai_core PROPERTIES EXPORT_NAME core)
target_include_directories(moai_core INTERFACE $<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}/moai>)
target_compile_features(moai_core INTERFACE cxx_std_20)
# As the core itself: a*b+c in its headers is to give what it gives inside.
target_compile_options(moai_core INTERFACE $<INSTALL_INTERFACE:-ffp-contract=off>)
install(TARGETS moai_core EXPORT moaiTargets)
install(TARGETS moai_torch moai_keeper)
install(EXPORT moaiTargets NAMESPACE moai:: DESTINATION ${package})
configure_package_config_file(cmake/moaiConfig.cmake.in ${CMAKE_BINARY_DIR}/moaiConfig.cmake
                              INSTALL_DESTINATION ${package})
write_basic_package_version_file(${CMAKE_BINARY_DIR}/moaiConfigVersion.cmake
                                 COMPATIBILITY SameMinorVersion)
install(FILES ${CMAKE_BINARY_DIR}/moaiConfig.cmake ${CMAKE_BINARY_DIR}/moaiConfigVersion.cmake
        DESTINATION ${package})
foreach(room support media domain objective genome problem algorithm)
  # Without what needs LibTorch or is not in the core.
  install(DIRECTORY src/${room} DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/moai FILES_MATCHING PATTERN "*.h"
          PATTERN torch EXCLUDE PATTERN log.h EXCLUDE PATTERN sha256.h EXCLUDE
          PATTERN *_file.h EXCLUDE PATTERN *_reader.h EXCLUDE PATTERN png_writer.h EXCLUDE)
endforeach()
install(FILES include/moai_problem.h TYPE INCLUDE)
install(DIRECTORY examples DESTINATION ${share} PATTERN build EXCLUDE)

# The program, and what goes with it.
if(TARGET moai)
  set_target_properties(moai PROPERTIES INSTALL_RPATH "$ORIGIN/../${CMAKE_INSTALL_LIBDIR}"
                                        INSTALL_RPATH_USE_LINK_PATH ON)
  install(TARGETS moai)
  install(DIRECTORY share/ DESTINATION ${CMAKE_INSTALL_DATADIR})
  set(manual ${CMAKE_BINARY_DIR}/moai.1)
  install(CODE "execute_process(COMMAND sh ${CMAKE_SOURCE_DIR}/cmake/man_page.sh $<TARGET_FILE:moai>
                                OUTPUT_FILE ${manual} COMMAND_ERROR_IS_FATAL ANY)")
  install(FILES ${manual} DESTINATION ${CMAKE_INSTALL_MANDIR}/man1)
  install(DIRECTORY analysis experiments slurm docs DESTINATION ${share} USE_SOURCE_PERMISSIONS
          PATTERN __pycache__ EXCLUDE PATTERN *.egg-info EXCLUDE PATTERN build EXCLUDE
          PATTERN cluster.yaml EXCLUDE)
  install(FILES README.md CONTRIBUTING.md LICENSE CHANGELOG.md CITATION.cff DESTINATION ${share})

  # moai-report, moai-table1 ...: links to the scripts, which Python follows to find their modules.
  file(GLOB scripts CONFIGURE_DEPENDS RELATIVE ${CMAKE_SOURCE_DIR} analysis/*.py)
  file(MAKE_DIRECTORY ${CMAKE_BINARY_DIR}/links)
  file(RELATIVE_PATH up ${CMAKE_INSTALL_FULL_BINDIR} ${CMAKE_INSTALL_FULL_DATADIR})
  foreach(script IN LISTS scripts)
    file(STRINGS ${script} first_line LIMIT_COUNT 1)
    if(first_line MATCHES "^#!")
      cmake_path(GET script STEM name)
      string(REPLACE _ - name ${name})
      set(link ${CMAKE_BINARY_DIR}/links/moai-${name})
      file(CREATE_LINK ${up}/moai/${script} ${link} SYMBOLIC)
      install(FILES ${link} TYPE BIN)
    endif()
  endforeach()
endif()

add_custom_target(uninstall
  COMMAND ${CMAKE_COMMAND} -D MANIFEST=${CMAKE_BINARY_DIR}/install_manifest.txt
          -P ${CMAKE_SOURCE_DIR}/cmake/uninstall.cmake
  USES_TERMINAL VERBATIM)
