#include "problem/simulator/shared_library.h"

#include <dlfcn.h>
#include <moai_problem.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <thread>

#include "support/option_error.h"
#include "support/text.h"

namespace moai {
namespace {

template <class Function>
Function* symbol(void* handle, const char* name) {
  return reinterpret_cast<Function*>(::dlsym(handle, name));
}

bool finite(std::span<const double> row) {
  return std::ranges::all_of(row, [](double value) { return std::isfinite(value); });
}

}  // namespace

void SharedLibrary::Unload::operator()(void* handle) const {
  ::dlclose(handle);
}

SharedLibrary::SharedLibrary(const std::string& file, std::size_t workers, std::size_t batch,
                             SimulatorShape shape, RankPlace place)
    : shape_(std::move(shape)),
      batch_(batch),
      handle_(::dlopen(file.c_str(), RTLD_NOW | RTLD_LOCAL)) {
  if (!handle_)
    throw OptionError("problem.file",
                      concat("cannot load '", file, "' (", ::dlerror(),
                             "). Compile it with -shared -fPIC, on this kind of machine."));
  const auto version = symbol<int()>(handle_.get(), "moai_problem_version");
  evaluate_ = symbol<decltype(moai_problem_evaluate)>(handle_.get(), "moai_problem_evaluate");
  if (version == nullptr || evaluate_ == nullptr)
    throw OptionError(
        "problem.file",
        concat("'", file, "' has no function ",
               version == nullptr ? "moai_problem_version" : "moai_problem_evaluate",
               " (moai_problem.h asks for it). In C++ write it inside extern \"C\"."));
  if (version() != MOAI_PROBLEM_VERSION)
    throw OptionError(
        "problem.file",
        concat("'", file, "' is of version ", version(), " of moai_problem.h, this moai of ",
               MOAI_PROBLEM_VERSION, ". Compile it again with this moai's header."));
  close_ = symbol<decltype(moai_problem_close)>(handle_.get(), "moai_problem_close");
  const auto open = symbol<decltype(moai_problem_open)>(handle_.get(), "moai_problem_open");
  for (std::size_t worker = 0; worker < workers; ++worker) {
    void* state = nullptr;
    const moai_problem_shape seen{shape_.variables,        shape_.objectives,   shape_.constraints,
                                  shape_.lower.data(),     shape_.upper.data(), place.rank,
                                  static_cast<int>(worker)};
    std::array<char, 512> message{};
    if (open != nullptr && open(&seen, &state, message.data(), message.size()) != 0) {
      message.back() = '\0';
      throw OptionError("problem.file", concat("'", file, "' refuses the experiment (",
                                               message.data(), "). Make both agree."));
    }
    states_.push_back(state);
  }
}

SharedLibrary::~SharedLibrary() {
  if (close_ == nullptr) return;
  for (void* state : states_) close_(state);
}

int SharedLibrary::call(void* state, const Matrix& variables, std::size_t first, std::size_t last,
                        Answers& answers) const {
  double* g = shape_.constraints > 0 ? &answers.constraints(first, 0) : nullptr;
  return evaluate_(state, last - first, variables.row(first).data(), &answers.objectives(first, 0),
                   g);
}

void SharedLibrary::run_batch(void* state, const Matrix& variables, std::size_t first,
                              std::size_t last, Answers& answers,
                              std::vector<FailedEvaluation>& failures) const {
  const bool whole = call(state, variables, first, last, answers) == 0;
  for (std::size_t row = first; row < last; ++row) {
    const int code = whole || call(state, variables, row, row + 1, answers) == 0;
    if (code == 0)
      failures.push_back({row, "moai_problem_evaluate did not return 0", "", 1});
    else if (!finite(answers.objectives.row(row)) ||
             (shape_.constraints > 0 && !finite(answers.constraints.row(row))))
      failures.push_back({row, "an objective or constraint is not finite", "", 1});
  }
}

Answers SharedLibrary::run(const Matrix& variables) {
  const std::size_t rows = variables.rows();
  Answers answers{Matrix(rows, shape_.objectives), Matrix(rows, shape_.constraints), {}};
  const std::size_t share = (rows + states_.size() - 1) / std::max<std::size_t>(1, states_.size());
  const std::size_t size = std::max<std::size_t>(1, std::min(batch_, share));
  std::vector<std::vector<FailedEvaluation>> failures(states_.size());
  // State number s takes batches s, s + S, s + 2S ...
  const auto work = [&](std::size_t s) {
    for (std::size_t first = s * size; first < rows; first += states_.size() * size)
      run_batch(states_[s], variables, first, std::min(first + size, rows), answers, failures[s]);
  };
  {
    std::vector<std::jthread> threads;
    for (std::size_t s = 1; s < states_.size() && s * size < rows; ++s)
      threads.emplace_back(work, s);
    work(0);
  }
  for (auto& part : failures)
    answers.failures.insert(answers.failures.end(), part.begin(), part.end());
  std::ranges::sort(answers.failures, {}, &FailedEvaluation::row);
  return answers;
}

}  // namespace moai
