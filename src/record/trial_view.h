#pragma once
// A trial read back: who lives, where, who is champion, whose child everyone is. Of a finished
// trial the end, of a running one its last segment.
//
//   TrialView view(open_trial_file("trials/fns=3/0.h5"));
//   draw(view.individuals[view.champion]->genome);

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "algorithm/individual.h"
#include "record/ancestry.h"
#include "record/held_place.h"
#include "record/open_trial.h"
#include "record/trial_record.h"

namespace moai {

struct TrialView {
  /// Throws SystemError where the file is damaged, or nobody lives in it.
  explicit TrialView(OpenTrial trial);

  /// Who has this id, an index into `individuals`; nothing where the genome is not recorded.
  std::optional<std::size_t> find(IndividualId id) const;

  /// The individual and its ancestors, itself first; nothing where it is not recorded. The cell of
  /// the first is the lowest that it holds.
  std::vector<Ancestor> lineage(IndividualId id) const;

  OpenTrial source;
  TrialIdentity identity;
  std::string config;  ///< YAML; recorded_options.h reads it
  std::uint64_t generations = 0;
  std::vector<std::string> objectives;
  Normalisation normalisation;
  std::vector<IndividualPointer> individuals;  ///< one who lives on two islands may be there twice
  std::vector<HeldPlace> places;
  std::size_t champion = 0;  ///< the highest score; ties: as the runner decides
};

}  // namespace moai
