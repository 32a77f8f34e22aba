# The core is two shared libraries: moai_core, and moai_torch with all that needs LibTorch, which
# moai_core loads when something of it is called (src/support/torch_module.h). Sources in folders
# named torch/ go to the second.
# Compiles up to eight sources of a room at once where MOAI_UNITY asks for it: their names have to
# differ. Rooms are kept apart, so that a new source changes what is compiled in its own room alone.
function(moai_unity)
  set_target_properties(${ARGN} PROPERTIES UNITY_BUILD ${MOAI_UNITY} UNITY_BUILD_MODE GROUP)
endfunction()
function(moai_group room)
  set(place 0)
  foreach(source IN LISTS ARGN)
    math(EXPR group "${place} / 8")
    set_source_files_properties(${source} PROPERTIES UNITY_GROUP ${room}_${group})
    math(EXPR place "${place} + 1")
  endforeach()
endfunction()

add_library(moai_core SHARED)
target_link_libraries(moai_core PUBLIC $<BUILD_INTERFACE:moai_flags> Threads::Threads ${CMAKE_DL_LIBS})
add_library(moai_torch SHARED)
target_link_libraries(moai_torch PUBLIC moai_core ${TORCH_LIBRARIES})
target_include_directories(moai_torch SYSTEM PUBLIC ${TORCH_INCLUDE_DIRS})
separate_arguments(torch_flags UNIX_COMMAND "${TORCH_CXX_FLAGS}")
target_compile_options(moai_torch PUBLIC ${torch_flags})
target_precompile_headers(moai_torch PRIVATE <ATen/ATen.h>)
# Nobody replaces a function of these libraries by another, so they may be inlined.
target_compile_options(moai_core PRIVATE -fno-semantic-interposition)
target_compile_options(moai_torch PRIVATE -fno-semantic-interposition)
moai_unity(moai_core moai_torch)

# The sources below src/NAME, but for file names that match one of the regular expressions.
function(moai_sources result name)
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/src/${name}/*.cpp)
  foreach(pattern IN LISTS ARGN)
    list(FILTER sources EXCLUDE REGEX "/${pattern}$")
  endforeach()
  set(${result} ${sources} PARENT_SCOPE)
endfunction()

# moai_core_room(NAME [EXCLUDE regex...]): the sources below src/NAME go to the core. EXCLUDE: those
# that are left to other targets.
function(moai_core_room name)
  cmake_parse_arguments(ROOM "" "" "EXCLUDE" ${ARGN})
  moai_sources(sources ${name} ${ROOM_EXCLUDE})
  set(torch_sources ${sources})
  list(FILTER sources EXCLUDE REGEX "/torch/")
  list(FILTER torch_sources INCLUDE REGEX "/torch/")
  moai_group(${name} ${sources})
  moai_group(${name} ${torch_sources})
  target_sources(moai_core PRIVATE ${sources})
  target_sources(moai_torch PRIVATE ${torch_sources})
endfunction()

# moai_room(NAME [LINK target...]): a static library moai_NAME of them.
function(moai_room name)
  cmake_parse_arguments(ROOM "" "" "LINK" ${ARGN})
  moai_sources(sources ${name})
  add_library(moai_${name} STATIC ${sources})
  # Nothing here is computed often; -O3 takes a tenth more of the compiler's time.
  target_compile_options(moai_${name} PRIVATE $<$<CONFIG:Release>:-O2>)
  target_link_libraries(moai_${name} PUBLIC moai_core ${ROOM_LINK})
  moai_group(${name} ${sources})
  moai_unity(moai_${name})
endfunction()
