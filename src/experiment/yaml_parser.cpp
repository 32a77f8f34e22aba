#include "experiment/yaml_parser.h"

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>
#include <sstream>
#include <system_error>

#include "experiment/utf8.h"
#include "support/error.h"
#include "support/file.h"
#include "support/text.h"

namespace moai {
namespace {

/// Builds the tree from the parser's events. The open collections lie on a stack; a mapping's key
/// waits in its frame until the value is complete.
class TreeBuilder final : public YAML::EventHandler {
 public:
  TreeBuilder(std::shared_ptr<const std::string> file, YamlErrors& errors, const YamlLimits& limits)
      : file_(std::move(file)), errors_(errors), limits_(limits) {}

  void OnDocumentStart(const YAML::Mark& mark) override {
    if (documents_++ > 0)
      refuse(place(mark),
             "a second document starts here (an experiment is one). Remove the '---'.");
  }
  void OnDocumentEnd() override {}
  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    YamlNode node;
    node.place = place(mark);
    complete(std::move(node), anchor);
  }
  void OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    const auto known = anchors_.find(anchor);
    if (known == anchors_.end())
      refuse(place(mark), "this alias lies inside what it stands for (it would never end).");
    count(known->second.nodes, place(mark));
    attach(known->second.node, 0, known->second.nodes);
  }
  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                const std::string& value) override {
    YamlNode node = YamlNode::scalar(value, tag == "!");
    node.place = place(mark);
    check_tag(tag, node.place);
    complete(std::move(node), anchor);
  }
  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value) override {
    open(YamlNode::list(), mark, tag, anchor);
  }
  void OnSequenceEnd() override { close(); }
  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value) override {
    open(YamlNode::mapping(), mark, tag, anchor);
  }
  void OnMapEnd() override { close(); }

  YamlNode take() { return std::move(root_); }

 private:
  struct Frame {
    YamlNode node;
    YAML::anchor_t anchor = 0;
    std::size_t nodes = 1;
    bool has_key = false;
    YamlNode key;
    std::set<std::string> keys;
  };
  struct Anchored {
    YamlNode node;
    std::size_t nodes = 0;
  };

  Place place(const YAML::Mark& mark) const { return {file_, mark.line + 1, mark.column + 1}; }

  [[noreturn]] static void refuse(const Place& where, const std::string& message) {
    throw UserError(concat(where.text(), ": ", message));
  }
  void check_tag(const std::string& tag, const Place& where) {
    if (!tag.empty() && tag != "?" && tag != "!")
      errors_.add(where, "", concat("the tag '", tag, "' has no meaning here. Remove it."));
  }
  void count(std::size_t nodes, const Place& where) {
    nodes_ += nodes;
    if (nodes_ > limits_.nodes)
      refuse(where, concat("the file holds more than ", limits_.nodes,
                           " values (aliases count as often as they are used). Split it."));
  }
  void open(YamlNode node, const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor) {
    node.place = place(mark);
    check_tag(tag, node.place);
    if (frames_.size() >= limits_.depth)
      refuse(node.place, concat("values are nested more than ", limits_.depth, " deep."));
    count(1, node.place);
    frames_.push_back({std::move(node), anchor, 1, false, {}, {}});
  }
  void close() {
    Frame frame = std::move(frames_.back());
    frames_.pop_back();
    attach(std::move(frame.node), frame.anchor, frame.nodes);
  }
  void complete(YamlNode node, YAML::anchor_t anchor) {
    const std::size_t nodes = 1 + node.text.size() / 64;  // a long text costs as many values do
    count(nodes, node.place);
    attach(std::move(node), anchor, nodes);
  }
  void attach(YamlNode node, YAML::anchor_t anchor, std::size_t nodes) {
    if (anchor != 0) {
      count(nodes, node.place);
      anchors_[anchor] = {node, nodes};
    }
    if (frames_.empty()) {
      root_ = std::move(node);
      return;
    }
    Frame& frame = frames_.back();
    frame.nodes += nodes;
    if (frame.node.kind == YamlNode::Kind::list) {
      frame.node.items.push_back(std::move(node));
    } else if (!frame.has_key) {
      frame.key = std::move(node);
      frame.has_key = true;
    } else {
      frame.has_key = false;
      add_entry(frame, std::move(node));
    }
  }
  void add_entry(Frame& frame, YamlNode value) {
    const YamlNode& key = frame.key;
    if (key.kind != YamlNode::Kind::scalar || key.text.empty() || key.text.size() > 200) {
      errors_.add(key.place, "", concat("a key is a word (this is ", kind_name(key), ")."));
    } else if (key.text == "<<" && !key.quoted) {
      errors_.add(
          key.place, key.text,
          "this key merges mappings in YAML 1.1 alone (moai reads YAML 1.2). Write the keys "
          "out, or put what several files share into one that they name under 'extends'.");
    } else if (!frame.keys.insert(key.text).second) {
      const auto first = std::ranges::find(frame.node.entries, key.text, &YamlEntry::key);
      errors_.add(key.place, key.text,
                  concat("the key is given twice (first in line ", first->place.line,
                         "). Remove one of the two."));
    } else {
      frame.node.entries.push_back({key.text, key.place, std::move(value)});
    }
  }

  std::shared_ptr<const std::string> file_;
  YamlErrors& errors_;
  YamlLimits limits_;
  std::vector<Frame> frames_;
  std::map<YAML::anchor_t, Anchored> anchors_;
  YamlNode root_;
  std::size_t nodes_ = 0;
  int documents_ = 0;
};

void check_is_text(const std::string& text, const std::string& file) {
  const auto control = std::ranges::find_if(
      text, [](unsigned char c) { return c < 0x20 && c != '\n' && c != '\r' && c != '\t'; });
  if (control != text.end())
    throw UserError(concat(file, ": this is no YAML file (it holds the byte ",
                           static_cast<int>(*control), " at offset ", control - text.begin(),
                           ", which no text has). Give an experiment file."));
  if (const auto bad = first_not_utf8(text)) {
    const std::string_view before = std::string_view(text).substr(0, *bad);
    const auto line = before.substr(before.rfind('\n') + 1);  // npos + 1 is 0
    throw UserError(concat(file, ":", std::ranges::count(before, '\n') + 1, ":", line.size() + 1,
                           ": this is no UTF-8 (the byte ",
                           static_cast<int>(static_cast<unsigned char>(text[*bad])),
                           " stands in the line, perhaps of Latin-1). Save the file as UTF-8."));
  }
}

}  // namespace

YamlNode parse_yaml_text(const std::string& text, const std::string& file, YamlErrors& errors,
                         const YamlLimits& limits) {
  check_is_text(text, file);
  TreeBuilder builder(std::make_shared<const std::string>(file), errors, limits);
  try {
    std::istringstream in(text);
    YAML::Parser parser(in);
    while (parser.HandleNextDocument(builder)) {
    }
  } catch (const YAML::Exception& error) {
    throw UserError(concat(file, ":", error.mark.line + 1, ":", error.mark.column + 1,
                           ": this is not YAML (", error.msg,
                           "). Check indentation, brackets and quotes there and just above."));
  }
  return builder.take();
}

YamlNode parse_yaml(const std::string& path, YamlErrors& errors, const YamlLimits& limits) {
  std::error_code failure;
  const auto status = std::filesystem::status(path, failure);
  if (std::filesystem::exists(status) && !std::filesystem::is_regular_file(status))
    throw UserError(concat("cannot read '", path, "' (it is no regular file). Give a YAML file."));
  if (std::filesystem::exists(status) && std::filesystem::file_size(path, failure) > limits.bytes)
    throw UserError(concat("'", path, "' is too large for an experiment (more than ", limits.bytes,
                           " bytes). Give a YAML file."));
  return parse_yaml_text(read_file(path), path, errors, limits);
}

}  // namespace moai
