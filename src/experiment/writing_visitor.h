#pragma once
// Writes a struct as YAML: every option with the value it has. What it writes, ReadingVisitor reads
// back into an equal struct.
//
//   WritingVisitor writer;
//   describe(writer, options);
//   std::string text = yaml_text(writer.take());

#include "experiment/yaml_node.h"
#include "support/options.h"

namespace moai {

class WritingVisitor final : public OptionVisitor {
 public:
  WritingVisitor() : mapping_(YamlNode::mapping()) {}
  /// The mapping that was written.
  YamlNode take() { return std::move(mapping_); }

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
  void put(Key key, YamlNode value) { mapping_.add(std::string(key), std::move(value)); }

  YamlNode mapping_;
};

}  // namespace moai
