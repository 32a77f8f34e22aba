#include "experiment/schema.h"

#include <nlohmann/json.hpp>

#include "experiment/experiment.h"
#include "experiment/option_table.h"
#include "experiment/schema_visitor.h"
#include "support/text.h"

namespace moai {
namespace {

template <class Options>
void add_keys(Json& properties, SchemaPaths& paths) {
  Options options;
  SchemaVisitor visitor(paths, "");
  describe(visitor, options);
  const Json mapping = visitor.take();
  for (const auto& [key, schema] : mapping["properties"].items()) properties[key] = schema;
}

Json described(std::string_view key, const Json& schema, const OptionTable& table) {
  Json result = Json::object();
  for (const OptionRow& row : table)
    if (row.path == key) result["description"] = row.help;
  result.update(schema);
  return result;
}

std::string as_pattern(std::string_view path) {
  std::string pattern = "^";
  for (const char c : path) pattern += c == '.' ? std::string("\\.") : std::string(1, c);
  return pattern;
}

/// Dotted paths and what stands at each; a path that ends in '*' stands for all that begin so.
/// `value_at` makes a key's schema of that of one value.
template <class ValueAt>
Json paths_mapping(const SchemaPaths& paths, const ValueAt& value_at) {
  Json exact = Json::object(), patterns = Json::object();
  for (const auto& [path, schemas] : paths) {
    if (path.ends_with('*'))
      patterns[as_pattern(path.substr(0, path.size() - 1))] = value_at(path);
    else
      exact[path] = value_at(path);
  }
  return {{"type", "object"},
          {"properties", exact},
          {"patternProperties", patterns},
          {"additionalProperties", false}};
}

/// Refers to the one place where the values at a path are described.
Json value_of(const std::string& path) {
  return {{"$ref", "#/$defs/values/" + path}};
}

Json values_by_path(const SchemaPaths& paths) {
  Json values = Json::object();
  for (const auto& [path, schemas] : paths) {
    const bool is_section = path.find('.') == std::string::npos;
    values[path] = is_section            ? Json{{"$ref", "#/properties/" + path}}
                   : schemas.size() == 1 ? schemas.front()
                                         : Json{{"anyOf", schemas}};
  }
  return values;
}

Json list_of_overrides(Json properties, const char* required) {
  return {{"type", "array"},
          {"items",
           {{"type", "object"},
            {"properties", std::move(properties)},
            {"required", {required}},
            {"additionalProperties", false}}}};
}

}  // namespace

std::string experiment_schema() {
  const OptionTable table = option_table();
  Json properties = Json::object();
  SchemaPaths of_experiment, of_trial;
  add_keys<ExperimentOptions>(properties, of_experiment);
  add_keys<TrialOptions>(properties, of_trial);
  add_keys<AnalysisOptions>(properties, of_experiment);
  const Json overrides{{"$ref", "#/$defs/overrides"}};
  properties["extends"] =
      described("extends", {{"type", {"string", "array"}}, {"items", {{"type", "string"}}}}, table);
  properties["sweep"] = described(
      "sweep",
      paths_mapping(of_trial,
                    [](const std::string& path) -> Json {
                      return {{"type", "array"}, {"minItems", 1}, {"items", value_of(path)}};
                    }),
      table);
  properties["conditions"] =
      described("conditions",
                list_of_overrides(
                    {{"name", {{"type", {"string", "number"}}}}, {"overrides", overrides}}, "name"),
                table);
  const Json island_numbers{{"type", "array"}, {"items", {{"type", "integer"}, {"minimum", 0}}}};
  properties["islands"]["properties"]["overrides"] = described(
      "islands.overrides",
      list_of_overrides({{"islands", island_numbers}, {"overrides", overrides}}, "islands"), table);
  const Json schema{
      {"$schema", "https://json-schema.org/draft/2020-12/schema"},
      {"title", "An experiment of moai"},
      {"type", "object"},
      {"properties", properties},
      {"additionalProperties", false},
      {"$defs",
       {{"overrides",
         paths_mapping(of_trial, [](const std::string& path) { return value_of(path); })},
        {"values", values_by_path(of_trial)}}}};
  return schema.dump(1) + "\n";
}

}  // namespace moai
