#include "media/ogg_file.h"

#include <ogg/ogg.h>

#include <cstring>
#include <map>
#include <memory>
#include <new>

namespace moai {
namespace {

// What is known of one of the streams in a file.
struct Stream {
  long next_page = 0;
  bool ended = false;
};

}  // namespace

std::string ogg_defect(std::string_view file) {
  ogg_sync_state sync;
  ogg_sync_init(&sync);
  const std::unique_ptr<ogg_sync_state, decltype(&ogg_sync_clear)> guard(&sync, &ogg_sync_clear);
  char* const buffer = ogg_sync_buffer(&sync, static_cast<long>(file.size()));
  if (buffer == nullptr) throw std::bad_alloc();
  std::memcpy(buffer, file.data(), file.size());
  ogg_sync_wrote(&sync, static_cast<long>(file.size()));

  std::map<int, Stream> streams;
  std::size_t used = 0;
  ogg_page page;
  for (long bytes = 0; (bytes = ogg_sync_pageseek(&sync, &page)) != 0;) {
    if (bytes < 0) return "the checksum of a part is wrong";  // skipped to where a page begins
    used += static_cast<std::size_t>(bytes);
    Stream& stream = streams[ogg_page_serialno(&page)];
    if (stream.ended || ogg_page_pageno(&page) != stream.next_page++) return "a part is missing";
    stream.ended = ogg_page_eos(&page) != 0;
  }
  for (const auto& [number, stream] : streams)
    if (!stream.ended) return "it ends early";
  return used == file.size() && used > 0 ? "" : "it ends early";
}

}  // namespace moai
