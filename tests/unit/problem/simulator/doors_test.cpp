// If these fail, a function gives other numbers when it comes through a program or a shared library
// than when it is built in, or a server in some language is not understood.
#include <gtest/gtest.h>

#include <cmath>
#include <cstdlib>

#include "problem/benchmark/dtlz.h"
#include "problem/benchmark/zdt.h"
#include "problem/simulator/simulator_problem.h"
#include "support/error.h"
#include "tests/support/paths.h"
#include "tests/unit/problem/simulator/servers.h"

namespace moai {
namespace {

using testing::ramp;
using testing::Servers;

template <class Options>
Options options_of(std::int64_t variables, std::size_t objectives, std::int64_t constraints = 0) {
  Options options;
  VariableOptions block;
  block.count = variables;
  block.minimum = {0.0};
  block.maximum = {1.0};
  options.variables.blocks = {block};
  for (std::size_t m = 0; m < objectives; ++m) {
    options.objectives.emplace_back();
    options.objectives.back().range = {0.0, 1.0};
  }
  options.constraints = constraints;
  return options;
}

std::vector<Genome> designs(const Problem& problem) {
  return problem.genome_space().initial(50, RandomSource{3, 0, 0}, 0, 0);
}

Evaluation evaluated(const Problem& problem, const std::vector<Genome>& genomes) {
  std::vector<const Genome*> pointers;
  for (const Genome& genome : genomes) pointers.push_back(&genome);
  return problem.evaluate(pointers);
}

void expect_equal_to(const TestFunction& function, const Problem& problem) {
  const auto genomes = designs(problem);
  const Evaluation evaluation = evaluated(problem, genomes);
  std::vector<double> f(function.objectives);
  for (std::size_t k = 0; k < genomes.size(); ++k) {
    function.evaluate(std::get<RealVector>(genomes[k]).values, f);
    for (std::size_t m = 0; m < f.size(); ++m)
      EXPECT_EQ(evaluation.fitness(k, m), 0.0 - f[m]) << k << " " << m;  // to the last bit
  }
}

std::unique_ptr<Problem> external(ExternalOptions options, std::vector<std::string> command,
                                  std::int64_t workers = 2) {
  options.command = std::move(command);
  options.workers = workers;
  options.batch = 7;
  return make_external(options, {});
}

std::string compiled(const Servers& servers, const std::string& source) {
  const std::string library = servers.folder() / "problem.so";
  const std::string command = "cc -O2 -shared -fPIC -I " + testing::source_file("include") + " " +
                              servers.write("problem.c", source) + " -o " + library + " -lm";
  EXPECT_EQ(std::system(command.c_str()), 0);
  return library;
}

const std::string zdt1_in_c = R"(
#include <math.h>
#include <moai_problem.h>
static size_t n;
int moai_problem_version(void) { return MOAI_PROBLEM_VERSION; }
int moai_problem_open(const struct moai_problem_shape *shape, void **state, char *message,
                      size_t size) {
  n = shape->variables;
  *state = 0;
  if (shape->objectives == 2) return 0;
  const char *why = "two objectives are served";
  for (size_t i = 0; i + 1 < size && (message[i] = *why); ++i) ++why;
  return 1;
}
int moai_problem_evaluate(void *state, size_t rows, const double *x, double *f, double *g) {
  for (; rows > 0; --rows, x += n, f += 2) {
    double sum = 0.0;
    for (size_t i = 1; i < n; ++i) sum += x[i];
    const double height = 1.0 + 9.0 * (sum / (double)(n - 1));
    f[0] = x[0];
    f[1] = height * (1.0 - sqrt(x[0] / height));
  }
  return 0;
}
)";

// As src/problem/benchmark/zdt.cpp has it, term by term.
const std::string zdt1_in_python =
    "import sys\n"
    "sys.path.insert(0, sys.argv[1])\n"
    "import math, numpy, moai_problem\n"
    "def zdt1(x):\n"
    "    print('this goes to standard error')\n"
    "    f = []\n"
    "    for row in x.tolist():\n"
    "        total = 0.0\n"
    "        for v in row[1:]: total += v\n"
    "        g = 1.0 + 9.0 * (total / (len(row) - 1))\n"
    "        f.append([row[0], g * (1.0 - math.sqrt(row[0] / g))])\n"
    "    return numpy.array(f)\n"
    "moai_problem.serve(zdt1, objectives=2)\n";

TEST(Doors, Zdt1ThroughPythonIsTheBuiltInOne) {
  const Servers servers;
  expect_equal_to(make_zdt(1, 30), *external(options_of<ExternalOptions>(30, 2),
                                             {"python3", servers.write("zdt1.py", zdt1_in_python),
                                              testing::source_file("analysis")}));
}

TEST(Doors, Zdt1ThroughALibraryIsTheBuiltInOne) {
  const Servers servers;
  for (const std::int64_t workers : {1, 3}) {
    auto options = options_of<LibraryOptions>(30, 2);
    options.file = compiled(servers, zdt1_in_c);
    options.workers = workers;
    options.batch = 7;
    expect_equal_to(make_zdt(1, 30), *make_library(options, {}));
  }
}

// As src/problem/benchmark/dtlz.cpp has it, term by term.
const std::string dtlz2_in_c = R"(
#include <math.h>
#include <moai_problem.h>
int moai_problem_version(void) { return MOAI_PROBLEM_VERSION; }
int moai_problem_evaluate(void *state, size_t rows, const double *x, double *f, double *g) {
  for (; rows > 0; --rows, x += 12, f += 3) {
    double distance = 0.0;
    for (int i = 2; i < 12; ++i) distance += (x[i] - 0.5) * (x[i] - 0.5);
    double product = 1.0 + distance;
    for (int i = 0; i < 2; ++i) {
      const double theta = 0.5 * M_PI * x[i];
      f[2 - i] = product * sin(theta);
      product *= cos(theta);
    }
    f[0] = product;
  }
  return 0;
}
)";

const std::string dtlz2_in_python =
    "import sys\n"
    "sys.path.insert(0, sys.argv[1])\n"
    "import math, moai_problem\n"
    "def dtlz2(x):\n"
    "    f = []\n"
    "    for row in x.tolist():\n"
    "        distance = 0.0\n"
    "        for v in row[2:]: distance += (v - 0.5) * (v - 0.5)\n"
    "        product = 1.0 + distance\n"
    "        out = [0.0] * 3\n"
    "        for i in range(2):\n"
    "            theta = 0.5 * math.pi * row[i]\n"
    "            out[2 - i] = product * math.sin(theta)\n"
    "            product *= math.cos(theta)\n"
    "        out[0] = product\n"
    "        f.append(out)\n"
    "    return f\n"
    "moai_problem.serve(dtlz2)\n";

TEST(Doors, Dtlz2ThroughBothIsTheBuiltInOne) {
  const Servers servers;
  const TestFunction function = make_dtlz(2, 12, 3);
  expect_equal_to(function, *external(options_of<ExternalOptions>(12, 3),
                                      {"python3", servers.write("dtlz2.py", dtlz2_in_python),
                                       testing::source_file("analysis")}));
  auto options = options_of<LibraryOptions>(12, 3);
  options.file = compiled(servers, dtlz2_in_c);
  expect_equal_to(function, *make_library(options, {}));
}

TEST(Doors, ALibraryRefusesAnExperimentInItsOwnWords) {
  const Servers servers;
  auto options = options_of<LibraryOptions>(30, 3);
  options.file = compiled(servers, zdt1_in_c);
  try {
    make_library(options, {});
    FAIL();
  } catch (const UserError& error) {
    EXPECT_NE(std::string(error.what()).find("two objectives are served"), std::string::npos);
  }
  options.file = compiled(servers, "int nothing;");
  EXPECT_THROW(make_library(options, {}), UserError);
  options.file = servers.write("text.so", "no library");
  EXPECT_THROW(make_library(options, {}), UserError);
}

TEST(Doors, WhatALibraryCannotComputeLosesEveryComparison) {
  const Servers servers;
  auto options = options_of<LibraryOptions>(1, 1, 1);
  options.file = compiled(servers, R"(
#include <math.h>
#include <moai_problem.h>
int moai_problem_version(void) { return MOAI_PROBLEM_VERSION; }
int moai_problem_evaluate(void *state, size_t rows, const double *x, double *f, double *g) {
  for (size_t k = 0; k < rows; ++k) {
    if (x[k] > 0.75) return 1;
    f[k] = x[k] > 0.5 ? NAN : x[k];
    g[k] = 0.25 - x[k];
  }
  return 0;
}
)");
  const auto problem = make_library(options, {});
  const std::vector<Genome> genomes{RealVector{{0.125}}, RealVector{{0.375}}, RealVector{{0.625}},
                                    RealVector{{0.875}}};
  const Evaluation evaluation = evaluated(*problem, genomes);
  EXPECT_EQ(evaluation.fitness(0, 0), -0.125);
  EXPECT_EQ(evaluation.violation, (std::vector<double>{0.125, 0.0, INFINITY, INFINITY}));
  EXPECT_TRUE(std::isnan(evaluation.fitness(2, 0)));
  EXPECT_TRUE(std::isnan(evaluation.fitness(3, 0)));
  options.on_failure = SimulatorOptions::OnFailure::stop;
  EXPECT_THROW(evaluated(*make_library(options, {}), genomes), SystemError);
}

// Sphere with all digits: awk splits the rows itself.
const std::string sphere_in_awk = R"(
NR == 1 { print "{\"moai\":1,\"variables\":3,\"objectives\":1,\"constraints\":0}"; fflush(); next }
{
  match($0, /"id":[0-9]+/); id = substr($0, RSTART + 5, RLENGTH - 5)
  sub(/.*"x":\[\[/, ""); sub(/\]\].*/, "")
  n = split($0, rows, /\],\[/); f = ""
  for (k = 1; k <= n; ++k) {
    v = split(rows[k], x, /,/); sum = 0
    for (i = 1; i <= v; ++i) sum += x[i] * x[i]
    f = f (k > 1 ? "," : "") sprintf("[%.17g]", sum)
  }
  printf "{\"id\":%d,\"f\":[%s]}\n", id, f; fflush()
}
)";

// mawk reads blocks unless it is told to serve.
std::vector<std::string> awk_server() {
  return {"sh", "-c",
          "if awk -W version 2>&1 | grep -q mawk; then exec awk -W interactive \"$0\"; fi; "
          "exec awk \"$0\"",
          sphere_in_awk};
}

// One design a request; a program computes it.
const std::string sphere_in_shell = R"(
read -r hello
echo '{"moai":1,"variables":3,"objectives":1,"constraints":0}'
while read -r line; do
  id=${line#*\"id\":}; id=${id%%,*}
  x=${line#*\[\[}; x=${x%%]*}
  f=$(echo "$x" | awk -F, '{ printf "%.17g", $1 * $1 + $2 * $2 + $3 * $3 }')
  echo "{\"id\":$id,\"f\":[[$f]]}"
done
)";

TEST(Doors, AwkAndShellServe) {
  const Servers servers;
  auto options = options_of<ExternalOptions>(3, 1);
  const auto awk = external(options, awk_server(), 1);
  options.batch = 1;
  options.command = {"sh", "-c", sphere_in_shell};
  const auto shell = make_external(options, {});
  auto genomes = designs(*awk);
  genomes.resize(10);
  const Evaluation a = evaluated(*awk, genomes), b = evaluated(*shell, genomes);
  for (std::size_t k = 0; k < genomes.size(); ++k) {
    double sum = 0.0;
    for (const double x : std::get<RealVector>(genomes[k]).values) sum += x * x;
    EXPECT_EQ(a.fitness(k, 0), -sum);
    EXPECT_EQ(b.fitness(k, 0), -sum);
  }
}

TEST(Doors, AnExceptionInPythonFailsTheRowAlone) {
  const Servers servers;
  auto options = options_of<ExternalOptions>(1, 1);
  const auto problem =
      external(options, {"python3",
                         servers.write("half.py",
                                       "import sys\nsys.path.insert(0, sys.argv[1])\n"
                                       "import moai_problem\n"
                                       "def f(x):\n"
                                       "    if (x > 0.9).any(): raise ValueError('too far')\n"
                                       "    return x\n"
                                       "moai_problem.serve(f)\n"),
                         testing::source_file("analysis")});
  const auto genomes = designs(*problem);
  const Evaluation evaluation = evaluated(*problem, genomes);
  for (std::size_t k = 0; k < genomes.size(); ++k) {
    const double x = std::get<RealVector>(genomes[k]).values[0];
    EXPECT_EQ(std::isnan(evaluation.fitness(k, 0)), x > 0.9);
  }
}

TEST(Doors, ObjectivesWithoutARangeAreCalibrated) {
  auto options = options_of<ExternalOptions>(3, 1);
  options.objectives[0].range = {};
  options.objectives[0].direction = SimulatorObjective::Direction::maximise;
  options.calibration = 30;
  const auto problem = external(options, awk_server());
  const Normalisation& range = problem->normalisation();
  EXPECT_GE(range.minimum[0], 0.0);
  EXPECT_LT(range.minimum[0], 1.0);
  EXPECT_GT(range.maximum[0], 1.0);
  EXPECT_LE(range.maximum[0], 3.0);
  EXPECT_EQ(external(options, awk_server(), 1)->normalisation().maximum, range.maximum);
}

}  // namespace
}  // namespace moai
