// If these fail, src/record/columns.md tells of columns that are not in the files, or a column does
// not come back as it was written.
//
//   MOAI_WRITE_COLUMNS=1 build/release/test_record --gtest_filter=Columns.*    # writes the page
//   anew
#include "record/columns.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>

#include "record/hdf5/attribute.h"
#include "record/hdf5/file.h"
#include "record/hdf5/raw.h"
#include "support/file.h"
#include "tests/support/paths.h"
#include "tests/unit/record/sample.h"

namespace moai {
namespace {

enum class Color : std::uint8_t { red, green };
constexpr auto color_words = enum_words<Color::green>({{"red", ""}, {"green", ""}});
constexpr const auto& words_of(Color) {
  return color_words;
}

struct Inner {
  std::uint64_t count = 0;
  bool odd = false;

  bool operator==(const Inner&) const = default;
  static constexpr auto fields() {
    return std::tuple(field("count", &Inner::count, "1", "of things"),
                      field("odd", &Inner::odd, "bool", "whether it is odd"));
  }
};

struct Outer {
  IndividualId id;
  Color color = Color::red;
  Inner inner;
  std::vector<double> place;
  std::string name;
  int not_stored = 7;

  bool operator==(const Outer&) const = default;
  static constexpr auto fields() {
    return std::tuple(field("id", &Outer::id, "id", "who"),
                      field("color", &Outer::color, "enum", "which"), part(&Outer::inner),
                      field("place", &Outer::place, "m", "(N,2)"),
                      field("name", &Outer::name, "text", "what"), part(&Outer::not_stored));
  }
};

TEST(Columns, ComeBackAsTheyWereWritten) {
  const sample::Folder folder;
  const std::vector<Outer> rows{{IndividualId(1, 2, 3), Color::green, {5, true}, {0.5, -1.0}, "a"},
                                {IndividualId::none(), Color::red, {4, false}, {2.0, 3.0}, "bc"}};
  hdf5::Draft draft(folder.path() + "/rows.h5");
  write_columns(draft.root(), rows, Outer::fields(), 2);
  draft.publish();
  const hdf5::File file(folder.path() + "/rows.h5");
  EXPECT_EQ(read_columns<Outer>(file.root(), Outer::fields()), rows);
  EXPECT_EQ(file.root().shape("place"), (hdf5::Shape{2, 2}));
  EXPECT_FALSE(file.root().has("not_stored"));
}

TEST(Columns, HaveOneLengthAndKnownWords) {
  const sample::Folder folder;
  hdf5::Draft draft(folder.path() + "/rows.h5");
  draft.root().write<std::uint64_t>("count", std::vector<std::uint64_t>{1, 2}, {"1", ""});
  draft.root().write<std::uint8_t>("odd", std::vector<std::uint8_t>{1}, {"1", ""});
  draft.root().write<std::uint8_t>("color", std::vector<std::uint8_t>{2}, {"1", ""});
  draft.publish();
  const hdf5::File file(folder.path() + "/rows.h5");
  EXPECT_THROW(read_columns<Inner>(file.root(), Inner::fields()), SystemError);
  EXPECT_THROW(
      read_columns<Outer>(file.root(), std::tuple(field("color", &Outer::color, "enum", "which"))),
      SystemError);
}

TEST(Columns, RefuseRowsOfAnotherWidth) {
  const sample::Folder folder;
  hdf5::Draft draft(folder.path() + "/rows.h5");
  const std::vector<Outer> rows{{IndividualId(), Color::red, {}, {1.0}, ""}};
  EXPECT_THROW(write_columns(draft.root(), rows, Outer::fields(), 2), std::logic_error);
}

std::string attribute(hdf5::Id object, const std::string& name) {
  const auto value = hdf5::attribute_values(object, name);
  return value.read(0, 1);  // a text of variable length: the text itself
}

// Every dataset below the group as a line of a table.
void list(std::string& page, hdf5::Id group, const std::string& path) {
  std::string lines;
  for (const std::string& name : hdf5::link_names(group)) {
    const auto object = hdf5::open_object(group, name);
    if (hdf5::is_group(object.id())) continue;
    lines += concat("| `", name, "` | ", attribute(object.id(), "unit"), " | ",
                    attribute(object.id(), "meaning"), " |\n");
  }
  if (!lines.empty())
    page += concat("\n## ", path, "\n\n", attribute(group, "meaning"),
                   "\n\n| column | unit | meaning |\n| --- | --- | --- |\n", lines);
  for (const std::string& name : hdf5::link_names(group)) {
    const auto object = hdf5::open_object(group, name);
    if (hdf5::is_group(object.id())) list(page, object.id(), concat(path, "/", name));
  }
}

std::string page_of_columns() {
  const sample::Folder folder;
  const auto header = sample::header();
  TrialStore store(folder.path(), header.identity);
  TrialRecord record = sample::record(0, 9);
  record.population.push_back({0, 0, IndividualId(), {0.0, 0.0}});
  record.seeding.push_back({0, 0, 0, {0.0, 0.0}});
  record.failures.push_back({0, 0, IndividualId(), 1, {0.5, 2.0}, "no mesh", ""});
  store.commit(header, record, sample::checkpoint(9));
  std::string page =
      "# Columns of a trial file\n\n"
      "Made from the lists of fields by `MOAI_WRITE_COLUMNS=1 test_record`; a test compares it "
      "with "
      "a file.\nThe state is in segments only. `hypervolume` stands for the indicators that were "
      "asked for.\n";
  {
    const hdf5::File segment(store.running_folder() + "/9.h5");
    list(page, segment.root().open("state").id(), "/state");
  }
  store.finish(header, sample::record(10, 19), sample::final_record(19));
  const hdf5::File file(store.trial_path());
  for (const std::string& name : file.root().names())
    list(page, file.root().open(name).id(), "/" + name);
  return page;
}

TEST(Columns, AreThoseOfThePage) {
  const std::string path = testing::source_file("src/record/columns.md");
  const std::string page = page_of_columns();
  if (std::getenv("MOAI_WRITE_COLUMNS") != nullptr) std::ofstream(path) << page;
  EXPECT_EQ(read_file(path), page)
      << "write the page anew: MOAI_WRITE_COLUMNS=1 test_record --gtest_filter=Columns.*";
}

}  // namespace
}  // namespace moai
