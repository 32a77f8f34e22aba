#include "support/torch_module.h"

#include <dlfcn.h>
#include <stdlib.h>

#include <filesystem>
#include <stdexcept>
#include <string>

#include "support/error.h"
#include "support/text.h"

namespace moai {
namespace {

// By default threads of OpenMP that wait for one another spin, which costs a busy machine ten times
// the time of the work itself. The library reads this variable when it is loaded; a user's own
// choice stays.
void let_waiting_threads_sleep() {
  if (getenv("OMP_WAIT_POLICY") == nullptr && getenv("GOMP_SPINCOUNT") == nullptr)
    setenv("OMP_WAIT_POLICY", "passive", 1);
}

std::string module_path() {
  Dl_info core{};
  if (dladdr(reinterpret_cast<const void*>(&torch_symbol), &core) == 0)
    throw SystemError("the library of moai's core cannot be found.");
  return std::filesystem::path(core.dli_fname).replace_filename("libmoai_torch.so").string();
}

void* load() {
  let_waiting_threads_sleep();
  const std::string path = module_path();
  void* const module = dlopen(path.c_str(), RTLD_NOW | RTLD_LOCAL);
  if (module == nullptr)
    throw SystemError(concat("what computes pictures cannot be loaded (", dlerror(),
                             "). Put '", path, "' and LibTorch back where they were, or build "
                             "again."));
  return module;
}

}  // namespace

void* torch_symbol(const char* name) {
  static void* const module = load();
  void* const symbol = dlsym(module, name);
  if (symbol == nullptr) throw std::logic_error(concat("no '", name, "' in libmoai_torch.so"));
  return symbol;
}

}  // namespace moai
