#pragma once
// Turns what a describe function says into a JSON Schema (2020-12) of the mapping that it reads.
// Visits every alternative of every `type`; the struct is left with the values it had.
//
//   SchemaPaths paths;
//   SchemaVisitor visitor(paths, "");
//   describe(visitor, options);
//   Json schema = visitor.take();   // {"type": "object", "properties": {...}, ...}

#include <map>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "support/options.h"

namespace moai {

using Json = nlohmann::ordered_json;  // keys stay in the order of the describe functions

/// What may stand at each dotted path ("algorithm.cells"): one schema for each type that has it.
using SchemaPaths = std::map<std::string, std::vector<Json>>;

class SchemaVisitor final : public OptionVisitor {
 public:
  /// Adds what it meets to `paths`, under `path`.
  SchemaVisitor(SchemaPaths& paths, std::string path);
  ~SchemaVisitor() override;

  /// The mapping: no keys but those visited.
  Json take() const;

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
  std::string path_of(Key key) const;
  void add(Key key, const Json& schema, Help help);
  /// With the default that WritingVisitor writes when `visit` is called.
  template <class Visit>
  void add_value(Key key, Json schema, Help help, const Visit& visit);

  SchemaPaths& paths_;
  std::string path_;
  std::vector<std::pair<std::string, Json>> properties_;
};

}  // namespace moai
