#pragma once
// Turns what a describe function says into rows of the option table. Visits every alternative of
// every `type`, whatever the struct holds; the struct is left with the values it had.

#include <string>

#include "experiment/option_table.h"
#include "support/options.h"

namespace moai {

class ExplainingVisitor final : public OptionVisitor {
 public:
  ExplainingVisitor(OptionTable& rows, std::string path, std::string type,
                    Holder holder = Holder::trial)
      : rows_(rows), path_(std::move(path)), type_(std::move(type)), holder_(holder) {}

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
  void held_by(Holder, const Describe&) override;

 private:
  std::string path_of(Key key) const;
  OptionRow& add(Key key, std::string accepts, Help help);
  /// Adds a row whose default is what WritingVisitor writes under `key` when `visit` is called.
  template <class Visit>
  OptionRow& add_value(Key key, std::string accepts, Help help, const Visit& visit);

  OptionTable& rows_;
  std::string path_;
  std::string type_;
  Holder holder_;
};

}  // namespace moai
