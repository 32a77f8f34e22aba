from spack.package import *


class Moai(CMakePackage):
    """Many-objective algorithms on islands: batches of evolutionary experiments over MPI ranks."""

    license("MIT")
    version("main", branch="main")

    variant("cuda", default=False, description="LibTorch for NVIDIA GPUs")

    depends_on("cxx", type="build")
    depends_on("cmake@3.23:", type="build")
    depends_on("ninja", type="build")
    depends_on("pkgconfig", type="build")
    depends_on("mpi")
    depends_on("hdf5~mpi")
    depends_on("yaml-cpp")
    depends_on("boost+program_options")
    depends_on("fmt")
    depends_on("spdlog")
    depends_on("nlohmann-json")
    depends_on("libsndfile")
    depends_on("libsamplerate")
    depends_on("libpng")
    depends_on("libjpeg-turbo")
    depends_on("libtiff")
    depends_on("libogg")
    depends_on("openssl")
    depends_on("py-torch@2:~cuda", when="~cuda")
    depends_on("py-torch@2:+cuda", when="+cuda")
    depends_on("googletest", type="test")

    generator("ninja")

    def cmake_args(self):
        torch = join_path(python_platlib, "torch", "share", "cmake")
        return [
            self.define("CMAKE_PREFIX_PATH", join_path(self.spec["py-torch"].prefix, torch)),
            self.define("MOAI_TESTS", self.run_tests),
            self.define("MOAI_BENCHMARKS", False),
        ]
