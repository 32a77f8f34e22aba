# The rooms above the core, and the program: they need MPI, HDF5, yaml-cpp and Boost.
add_library(moai_log STATIC src/support/log.cpp)
target_link_libraries(moai_log PUBLIC moai_core PRIVATE spdlog::spdlog)
add_library(moai_parallel INTERFACE)
target_link_libraries(moai_parallel INTERFACE moai_core moai_log)
add_library(moai_sha256 STATIC src/support/sha256.cpp)
target_link_libraries(moai_sha256 PUBLIC moai_core PRIVATE OpenSSL::Crypto)

file(GLOB picture_sources CONFIGURE_DEPENDS src/media/*_reader.cpp)
add_library(moai_image STATIC src/media/image_file.cpp src/media/png_writer.cpp
                              src/media/tiff_file.cpp ${picture_sources})
target_link_libraries(moai_image PUBLIC moai_core PRIVATE PNG::PNG JPEG::JPEG TIFF::TIFF)

add_library(moai_sound STATIC src/media/sound_file.cpp src/media/ogg_file.cpp)
target_link_libraries(moai_sound PUBLIC moai_core PRIVATE PkgConfig::SoundLibraries)

file(GLOB mpi_sources CONFIGURE_DEPENDS src/parallel/mpi_*.cpp)
add_library(moai_mpi STATIC ${mpi_sources})
target_link_libraries(moai_mpi PUBLIC moai_parallel MPI::MPI_CXX)

moai_room(island LINK moai_parallel)
moai_room(record LINK ${HDF5_C_LIBRARIES})
target_include_directories(moai_record SYSTEM PRIVATE ${HDF5_C_INCLUDE_DIRS})
moai_room(experiment LINK moai_record moai_island moai_image moai_sound yaml-cpp
  nlohmann_json::nlohmann_json Boost::headers moai_sha256)
moai_room(runner LINK moai_experiment moai_record moai_island fmt::fmt nlohmann_json::nlohmann_json)

file(GLOB app_sources CONFIGURE_DEPENDS src/app/*.cpp)
add_executable(moai ${app_sources})
moai_group(app ${app_sources})
moai_unity(moai)
add_dependencies(moai moai_torch)  # which it loads
target_link_libraries(moai PRIVATE moai_runner moai_mpi nlohmann_json::nlohmann_json fmt::fmt Boost::program_options)
