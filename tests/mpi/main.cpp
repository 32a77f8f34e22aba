#include <gtest/gtest.h>

#include <memory>

#include "tests/mpi/environment.h"

namespace {

std::unique_ptr<moai::MpiEnvironment> environment;

// A failure on any rank has to be seen: ranks other than the first print only failures.
class QuietPrinter final : public testing::EmptyTestEventListener {
  void OnTestPartResult(const testing::TestPartResult& result) override {
    if (result.failed())
      std::fprintf(stderr, "%s:%d: %s\n", result.file_name(), result.line_number(),
                   result.summary());
  }
};

}  // namespace

namespace moai {
MpiEnvironment& mpi() {
  return *environment;
}
}  // namespace moai

int main(int argc, char** argv) {
  testing::InitGoogleTest(&argc, argv);
  environment = std::make_unique<moai::MpiEnvironment>();
  {
    const auto world = environment->world();
    if (world->rank() != 0) {
      auto& listeners = testing::UnitTest::GetInstance()->listeners();
      delete listeners.Release(listeners.default_result_printer());
      listeners.Append(new QuietPrinter);
    }
  }
  const int result = RUN_ALL_TESTS();
  environment.reset();
  return result;
}
