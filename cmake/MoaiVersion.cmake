# Tells src/support/version.cpp, alone, which commit is built.
set(commit_header ${CMAKE_BINARY_DIR}/generated/commit.h)
add_custom_target(moai_commit BYPRODUCTS ${commit_header}
  COMMAND ${CMAKE_COMMAND} -D SOURCE=${CMAKE_SOURCE_DIR} -D OUT=${commit_header}
          -P ${CMAKE_SOURCE_DIR}/cmake/write_commit.cmake
  COMMENT "" VERBATIM)
add_dependencies(moai_core moai_commit)
set_source_files_properties(${CMAKE_SOURCE_DIR}/src/support/version.cpp PROPERTIES
  COMPILE_DEFINITIONS MOAI_COMMIT_HEADER="${commit_header}" OBJECT_DEPENDS ${commit_header})
