#pragma once
// One table per options struct, from which everything is derived: reading YAML, checking it,
// `moai explain`, `moai list`, the reference page and the resolved experiment in the trial files.
//
//   void describe(OptionVisitor& v, MoveOptions& o) {
//     v.integer("cells", o.cells, {1, 1'000'000}, "cells of the map; the children of a
//     generation"); v.scheduled("rate", o.rate, {0.0, 1.0}, "probability of a mutation");
//   }
//
// Defaults are the member initialisers of the struct; a visitor that reads leaves absent keys
// alone. Keys are never read elsewhere: an unknown key is an error, so none is accepted and
// ignored. Checks that need more than one key are made by the factory that takes the struct
// (UserError).

#include <cstdint>
#include <functional>
#include <limits>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "support/enum_words.h"
#include "support/schedule.h"

namespace moai {

struct IntegerRange {
  std::int64_t minimum = std::numeric_limits<std::int64_t>::min();
  std::int64_t maximum = std::numeric_limits<std::int64_t>::max();
};
/// Both ends included; NaN and infinity are never accepted.
struct RealRange {
  double minimum = -std::numeric_limits<double>::max();
  double maximum = std::numeric_limits<double>::max();
};
/// A word that stands for a number: `jumps: unlimited`.
struct NamedInteger {
  std::string_view name;
  std::int64_t value;
  std::string_view help;
};

class OptionVisitor;
using Describe = std::function<void(OptionVisitor&)>;

/// One of several structs that a mapping with `type: name` may hold.
struct Alternative {
  std::string_view name;
  std::string_view help;
  Describe describe;  ///< visits the keys beside `type`
};

/// A list whose items are tagged mappings; a bare word `x` stands for `{type: x}`.
struct ListBinding {
  std::function<std::size_t()> size;
  std::function<void(std::size_t)> resize;
  /// Visits item i with one call of alternatives("", index of item i, ...).
  std::function<void(std::size_t, OptionVisitor&)> describe;
};

/// Whether the islands of a trial have to share an option, or may each have their own
/// (`islands.overrides`). All are the trial's, unless described as an island's.
enum class Holder : std::uint8_t { trial, island };

/// Something that walks over the options of a struct: a reader, a writer, an explainer.
class OptionVisitor {
 public:
  using Key = std::string_view;
  using Help = std::string_view;

  virtual ~OptionVisitor() = default;
  virtual void flag(Key, bool&, Help) = 0;
  virtual void integer(Key, std::int64_t&, IntegerRange, Help) = 0;
  virtual void integer_or_word(Key, std::int64_t&, IntegerRange, std::span<const NamedInteger>,
                               Help) = 0;
  virtual void real(Key, double&, RealRange, Help) = 0;
  virtual void scheduled(Key, Schedule&, RealRange, Help) = 0;
  /// Seconds; YAML takes a number of seconds or "5 min", "2 h", "90 s", "1 d".
  virtual void duration(Key, double& seconds, Help) = 0;
  virtual void text(Key, std::string&, Help) = 0;
  /// A path; relative to the YAML file that names it, absolute afterwards. Empty: not given.
  virtual void file(Key, std::string& path, Help) = 0;
  /// A folder, likewise: where something happens, not something that is read.
  virtual void folder(Key, std::string& path, Help) = 0;
  /// One of `words`, or the path of a file or folder, as above.
  virtual void path_or_word(Key, std::string&, std::span<const Choice> words, Help) = 0;
  virtual void choice(Key, std::size_t& index, std::span<const Choice>, Help) = 0;
  /// A list of integers; `length` 0: any.
  virtual void integers(Key, std::vector<std::int64_t>&, std::size_t length, IntegerRange,
                        Help) = 0;
  virtual void reals(Key, std::vector<double>&, std::size_t length, RealRange, Help) = 0;
  /// A list of words; `allowed` empty: any.
  virtual void texts(Key, std::vector<std::string>&, std::span<const Choice> allowed, Help) = 0;
  /// A program and its arguments. Words that name files beside the YAML file are paths: absolute
  /// afterwards, and part of what the experiment is. The others stay as they are.
  virtual void command(Key, std::vector<std::string>& words, Help) = 0;
  /// A mapping from names to numbers.
  virtual void real_map(Key, std::map<std::string, double>&, Help) = 0;
  /// A nested mapping. `shorthand`: a scalar in place of the mapping sets this key of it.
  virtual void group(Key, const Describe&, Help, Key shorthand = {}) = 0;
  /// A nested mapping with `type:`; a scalar in its place is the type. `index`: which alternative.
  virtual void alternatives(Key, std::size_t& index, std::span<const Alternative>, Help) = 0;
  /// A list of tagged mappings. `all_word`: a word that stands for every alternative, or empty; a
  /// binding resized to 0 means the same.
  virtual void list(Key, const ListBinding&, Key all_word, Help) = 0;

  /// Visits options of that holder, those of groups among them included.
  virtual void held_by(Holder, const Describe& describe) { describe(*this); }

  /// An enum class, with the words of all its values.
  template <class Enum, std::size_t count>
  void enumeration(Key key, Enum& value, const EnumWords<Enum, count>& words, Help help) {
    auto index = static_cast<std::size_t>(value);
    choice(key, index, words.choices(), help);
    value = static_cast<Enum>(index);
  }
};

}  // namespace moai
