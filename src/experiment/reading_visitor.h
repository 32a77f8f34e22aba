#pragma once
// Reads one mapping of YAML into the struct whose describe function it visits.
//
//   ReadingVisitor reader(node, "algorithm", errors);
//   describe(reader, options.algorithm);
//   reader.finish();                       // keys that nobody asked for are errors
//
// Absent keys leave their option alone. It goes on after an error, so that all of them are found.
// Checks that need several keys are not made here.

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "experiment/value_reader.h"
#include "experiment/yaml_errors.h"
#include "experiment/yaml_node.h"
#include "support/options.h"

namespace moai {

/// Where else a key that is not known here exists: "It belongs to 'algorithm'.", or "".
using KeyHint = std::function<std::string(const std::string& key)>;

/// What paths have to be: those of a file that is there, or, in a record of what was once run,
/// anything.
enum class Paths : std::uint8_t { must_exist, as_written };

class ReadingVisitor final : public OptionVisitor {
 public:
  /// `path`: the dotted path of the mapping, for messages; empty for the root. Refers to both.
  ReadingVisitor(const YamlNode& mapping, std::string path, YamlErrors& errors, KeyHint hint = {},
                 Paths paths = Paths::must_exist);

  /// Says that a key has been dealt with elsewhere.
  void expect(Key key) { known_.emplace_back(key); }
  /// Adds an error for each key that was not visited, with the nearest one that was.
  void finish() const;

  void flag(Key, bool&, Help) override;
  void integer(Key, std::int64_t&, IntegerRange, Help) override;
  void integer_or_word(Key, std::int64_t&, IntegerRange, std::span<const NamedInteger>,
                       Help) override;
  void real(Key, double&, RealRange, Help) override;
  void scheduled(Key, Schedule&, RealRange, Help) override;
  void duration(Key, double&, Help) override;
  void text(Key, std::string&, Help) override;
  void file(Key, std::string&, Help) override;
  void folder(Key, std::string&, Help) override;
  void path_or_word(Key, std::string&, std::span<const Choice> words, Help) override;
  void choice(Key, std::size_t&, std::span<const Choice>, Help) override;
  void integers(Key, std::vector<std::int64_t>&, std::size_t, IntegerRange, Help) override;
  void reals(Key, std::vector<double>&, std::size_t, RealRange, Help) override;
  void texts(Key, std::vector<std::string>&, std::span<const Choice>, Help) override;
  void command(Key, std::vector<std::string>&, Help) override;
  void real_map(Key, std::map<std::string, double>&, Help) override;
  void group(Key, const Describe&, Help, Key shorthand) override;
  void alternatives(Key, std::size_t&, std::span<const Alternative>, Help) override;
  void list(Key, const ListBinding&, Key all_word, Help) override;

 private:
  /// The value of a key; empty where it is absent, or has none (an error).
  std::optional<ValueReader> take(Key key);
  std::string path_of(std::string_view key) const;
  /// Calls read(item) for each item of a list of the right length; false if anything was wrong.
  bool each(const ValueReader& value, std::size_t length, const std::string& items,
            const std::function<bool(const ValueReader&)>& read);

  const YamlNode& mapping_;
  std::string path_;
  YamlErrors& errors_;
  KeyHint hint_;
  Paths paths_;
  std::vector<std::string> known_;
};

}  // namespace moai
