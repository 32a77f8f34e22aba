#pragma once
// A shared library of the user's own that evaluates: include/moai_problem.h.
//
//   SharedLibrary library("./libcar.so", 1, 100, shape, place);
//   Answers answers = library.run(variables);
//
// `workers` states, each used by one thread at a time, take the batches in turns.

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

#include "problem/simulator/simulator.h"

namespace moai {

class SharedLibrary final : public Simulator {
 public:
  /// Throws UserError where it cannot be loaded, lacks a function, is of another version or
  /// refuses.
  SharedLibrary(const std::string& file, std::size_t workers, std::size_t batch,
                SimulatorShape shape, RankPlace place);
  ~SharedLibrary() override;

  Answers run(const Matrix& variables) override;

 private:
  /// Rows [first,last) by one state.
  void run_batch(void* state, const Matrix& variables, std::size_t first, std::size_t last,
                 Answers& answers, std::vector<FailedEvaluation>& failures) const;
  int call(void* state, const Matrix& variables, std::size_t first, std::size_t last,
           Answers& answers) const;

  struct Unload {
    void operator()(void* handle) const;
  };

  SimulatorShape shape_;
  std::size_t batch_;
  std::unique_ptr<void, Unload> handle_;
  int (*evaluate_)(void*, std::size_t, const double*, double*, double*) = nullptr;
  void (*close_)(void*) = nullptr;
  std::vector<void*> states_;
};

}  // namespace moai
