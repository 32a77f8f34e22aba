#pragma once
// What is known of a problem before it is made: its options, and what follows from them. Each lives
// in the folder of its problem; registry.h has the table.
//
//   ProblemOptions options;                                   // one of them, chosen by `type:`
//   std::vector<std::string> names = options->objective_names();
//   std::unique_ptr<Problem> problem = options->make(context);

#include <memory>
#include <string>
#include <vector>

#include "domain/refine_options.h"
#include "problem/phenotype.h"
#include "problem/problem.h"
#include "problem/problem_context.h"
#include "support/one_of.h"

namespace moai {

/// What an individual takes, roughly: for `moai plan`.
struct IndividualSize {
  double pixels = 0.0;          ///< of its picture; 0: it has none
  double stored_bytes = 700.0;  ///< of one in a finished trial's file, compressed
  double distinct = 0.2;        ///< share of the places whose individuals differ at the end
};

class ProblemDescription {
 public:
  virtual ~ProblemDescription() = default;
  virtual std::unique_ptr<ProblemDescription> clone() const = 0;

  /// Visits the keys beside `type`.
  virtual void describe(OptionVisitor& visitor) = 0;
  /// Cheap, reads no file. Throws UserError naming the key.
  virtual std::vector<std::string> objective_names() const = 0;
  /// For each of them the option that asks for it, "problem.objectives[2]". None: the problem as a
  /// whole does.
  virtual std::vector<std::string> objective_keys() const { return {}; }
  /// Whether it computes with LibTorch.
  virtual bool needs_libtorch() const { return false; }
  /// Whether trials need problems of their own: something of it is drawn from
  /// ProblemContext::trial.
  virtual bool depends_on_trial() const { return false; }
  /// What can be told without making the problem; of the context, only what reads files counts.
  /// Throws UserError naming file or key.
  virtual void check(const ProblemContext& readers) const = 0;
  /// Throws UserError where genomes cannot be refined as these options ask; never, unless a problem
  /// says otherwise (Problem::refined).
  virtual void check_refinement(const RefineOptions& refine) const;
  virtual IndividualSize individual_size() const { return {}; }

  /// Throws UserError naming file or key.
  virtual std::unique_ptr<Problem> make(const ProblemContext& context) const = 0;
  /// The genome space that `problem` would have with these options of its genome: for islands whose
  /// genomes vary in another way.
  virtual std::unique_ptr<GenomeSpace> make_space(const Problem& problem) const = 0;
  /// What genomes look like, without making the problem: to draw what a file holds. Null: the
  /// problem has no pictures of any size.
  virtual std::unique_ptr<Phenotype> make_phenotype(const ProblemContext&) const { return nullptr; }
};

using ProblemKind = Kind<ProblemDescription>;

}  // namespace moai
