#pragma once
// The seam between the runner and what is being solved: genomes in, fitness out, in one batch.
// A problem knows no algorithm. It is immutable once made; evaluate may be called from one thread.

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "domain/evaluation.h"
#include "domain/known_front.h"
#include "genome/genome_space.h"
#include "media/image.h"
#include "objective/objective_info.h"
#include "problem/exhibit.h"
#include "problem/refinement.h"
#include "problem/seeds.h"

namespace moai {

class Problem {
 public:
  virtual ~Problem() = default;

  virtual const std::vector<ObjectiveInfo>& objectives() const = 0;
  virtual const GenomeSpace& genome_space() const = 0;
  virtual const Normalisation& normalisation() const = 0;

  /// Fitness of every genome. The result for a genome does not depend on the others, nor on its
  /// place among them, bit for bit. Larger is better; never NaN or infinite unless the problem is
  /// a user's own scorer.
  virtual Evaluation evaluate(std::span<const Genome* const> genomes) const = 0;

  /// The genomes after a gradient descent on their parameters. Throws UserError: this problem has
  /// no gradient.
  virtual Refinement refined(const RefineRequest& request) const;

  /// At most `most` genomes to start an island with, `source` being the island's; none: all are
  /// random. Each depends on `source` and its own number alone, bit for bit.
  virtual SeedGenomes seeds(std::size_t most, const RandomSource& source) const { return {}; }

  /// What the genomes look like at (height,width), or nothing where the problem has no pictures.
  virtual std::optional<std::vector<Image>> images(std::span<const Genome* const> genomes,
                                                   std::int64_t height,
                                                   std::int64_t width) const = 0;
  /// The picture that is aimed at, where there is one.
  virtual std::optional<Image> target() const = 0;

  /// All that a genome stands for, at full size; empty where there is no more than images().
  virtual std::vector<Exhibit> exhibits(const Genome& genome) const { return {}; }

  /// Height and width at which pictures are recorded: the target's, unless there is none.
  virtual std::array<std::int64_t, 2> picture_size() const;

  /// The exact front, where it is known: indicators are measured against it.
  virtual const KnownFront* known_front() const { return nullptr; }
};

}  // namespace moai
