#pragma once
// What is known of a representation before there is a genome: its options and what follows from
// them. Each lives in the folder of its genome.
//
//   GenomeOptions genome;                       // registry.h: one of them, chosen by `type:`
//   genome.as<CppnOptions>().fourier_features = 6;
//   genome->check();

#include <memory>

#include "genome/genome_space.h"
#include "support/one_of.h"

namespace moai {

class GenomeDescription {
 public:
  virtual ~GenomeDescription() = default;
  virtual std::unique_ptr<GenomeDescription> clone() const = 0;

  /// Visits the keys beside `type`.
  virtual void describe(OptionVisitor& visitor) = 0;
  /// Throws UserError naming the key where options contradict one another. Reads no file.
  virtual void check() const = 0;
  /// Throws as check(), or for a file that it has to read.
  virtual std::unique_ptr<GenomeSpace> make_space() const = 0;
  /// Whether a genome is a picture by itself, which can be followed back to its parameters;
  /// otherwise a generator makes one of it.
  virtual bool draws_itself() const = 0;
  /// Whether something of its pictures is drawn anew for every trial.
  virtual bool depends_on_trial() const { return false; }
};

using GenomeKind = Kind<GenomeDescription>;

}  // namespace moai
