#pragma once
// How often and how much of a trial is recorded: the `record:` section of an experiment.
//
//   RecordOptions options;
//   options.commit_every = 60.0;   // a kill costs at most a minute
//
// What each table holds is fixed by the schema, not here.

#include <cstdint>

#include "support/options.h"

namespace moai {

/// Whose rows go to /individuals, and so whose ancestors can be followed.
enum class Lineage : std::uint8_t { survivors = 0, none = 1 };

struct RecordOptions {
  double commit_every = 300.0;  ///< seconds between segments; a kill loses at most this much
  std::int64_t history = 1;     ///< a row of /history every so many generations, and for the last
  std::int64_t fitness = 0;     ///< everyone's fitness every so many generations; 0: never
  std::int64_t images = 10;     ///< snapshots of the champion, spread evenly over the generations
  std::int64_t maps = 0;        ///< times over a trial that all who hold places are drawn
  Lineage lineage = Lineage::survivors;

  bool operator==(const RecordOptions&) const = default;
};

/// Visits the keys of `record:`.
void describe(OptionVisitor& visitor, RecordOptions& options);

}  // namespace moai
