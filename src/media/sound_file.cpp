#include "media/sound_file.h"

#include <samplerate.h>
#include <sndfile.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cmath>
#include <filesystem>
#include <memory>
#include <string_view>

#include "media/ogg_file.h"
#include "media/sound_length.h"
#include "support/error.h"
#include "support/file.h"
#include "support/text.h"

namespace moai {
namespace {

constexpr sf_count_t frames_at_once = 1 << 16;
constexpr double longest_seconds = 3600.0;

using SoundFile = std::unique_ptr<SNDFILE, int (*)(SNDFILE*)>;

[[noreturn]] void refuse(const std::string& path, const std::string& why,
                         const std::string& advice) {
  throw UserError(concat("cannot read the sound '", path, "' (", why, "). ", advice));
}

constexpr const char* kinds = "Give a whole WAV, AIFF, FLAC, OGG or MP3 file.";

// What libsndfile would pass over; it takes what there is of a file for all of it.
std::string defect_of(std::string_view file) {
  constexpr std::string_view mp3_frame = "\xff\xe0";
  if (file.starts_with("RIFF") || file.starts_with("RIFX") || file.starts_with("FORM"))
    return chunks_defect(file);
  if (file.starts_with("OggS")) return ogg_defect(file);
  if (file.starts_with("fLaC")) return "";  // checked as it is decoded
  const bool begins_a_frame =
      file.size() > 1 && file[0] == mp3_frame[0] && (file[1] & mp3_frame[1]) == mp3_frame[1];
  if (begins_a_frame || file.starts_with("ID3")) return mp3_defect(file);
  return "it is of none of the kinds that moai reads";
}

// All channels averaged.
std::vector<float> read_mono(const std::string& path, SNDFILE* file, const SF_INFO& info) {
  const auto channels = static_cast<std::size_t>(info.channels);
  const double most = longest_seconds * info.samplerate;
  std::vector<float> block(static_cast<std::size_t>(frames_at_once) * channels), mono;
  while (true) {
    const sf_count_t frames = sf_readf_float(file, block.data(), frames_at_once);
    // Each call forgets the errors of the one before.
    if (sf_error(file) != SF_ERR_NO_ERROR) refuse(path, sf_strerror(file), kinds);
    if (frames <= 0) break;
    for (std::size_t i = 0; i < static_cast<std::size_t>(frames); ++i) {
      double sum = 0.0;
      for (std::size_t c = 0; c < channels; ++c) sum += block[i * channels + c];
      mono.push_back(static_cast<float>(sum / static_cast<double>(channels)));
    }
    if (static_cast<double>(mono.size()) > most)
      refuse(path, "it lasts longer than an hour", "Cut out the part that is meant.");
  }
  if (mono.empty() && info.frames == 0)
    refuse(path, "it holds no samples", "Give a sound that lasts a while.");
  const auto count = static_cast<sf_count_t>(mono.size());
  if (info.frames < count || info.frames == SF_COUNT_MAX)
    refuse(path, "it does not say how long it is, so that nobody can tell whether it is complete",
           kinds);
  if (count < info.frames)
    refuse(path, concat(count, " of its ", info.frames, " samples could be decoded"), kinds);
  for (const float sample : mono)
    if (!std::isfinite(sample))
      refuse(path, "it holds values that are no numbers", "Write the file anew.");
  return mono;
}

std::vector<float> resampled(const std::string& path, std::vector<float> samples, std::int64_t from,
                             std::int64_t to) {
  if (from == to) return samples;
  const double ratio = static_cast<double>(to) / static_cast<double>(from);
  if (!src_is_valid_ratio(ratio))
    refuse(path, concat("its rate is ", from, " samples a second"), "Convert it to 44100.");
  const auto count = static_cast<std::int64_t>(samples.size());
  std::vector<float> result(static_cast<std::size_t>((count * to + from - 1) / from));
  SRC_DATA data{};
  data.data_in = samples.data();
  data.input_frames = static_cast<long>(samples.size());
  data.data_out = result.data();
  data.output_frames = static_cast<long>(result.size());
  data.src_ratio = ratio;
  if (const int error = src_simple(&data, SRC_SINC_BEST_QUALITY, 1))
    throw SystemError(concat("cannot resample '", path, "' (", src_strerror(error), ")."));
  return result;
}

}  // namespace

Sound read_sound(const std::string& path, std::int64_t rate) {
  if (!std::filesystem::is_regular_file(path)) refuse(path, "no such file", kinds);
  if (std::filesystem::file_size(path) == 0) refuse(path, "the file is empty", kinds);
  if (const std::string defect = defect_of(read_file(path)); !defect.empty())
    refuse(path, defect, kinds);
  SF_INFO info{};
  const SoundFile file(sf_open(path.c_str(), SFM_READ, &info), &sf_close);
  if (!file) refuse(path, sf_strerror(nullptr), kinds);
  return {rate, resampled(path, read_mono(path, file.get(), info), info.samplerate, rate)};
}

void write_wav(const std::string& path, const Sound& sound) {
  const std::string temporary = temporary_name(path);
  SF_INFO info{};
  info.samplerate = static_cast<int>(sound.rate);
  info.channels = 1;
  info.format = SF_FORMAT_WAV | SF_FORMAT_PCM_16;
  SoundFile file(sf_open(temporary.c_str(), SFM_WRITE, &info), &sf_close);
  if (!file) throw file_error("create", temporary, errno);
  sf_command(file.get(), SFC_SET_CLIPPING, nullptr, SF_TRUE);
  const auto count = static_cast<sf_count_t>(sound.samples.size());
  const sf_count_t written = sf_writef_float(file.get(), sound.samples.data(), count);
  const int closed = sf_close(file.release());
  if (written != count || closed != 0) {
    const int error = errno;
    ::unlink(temporary.c_str());
    throw file_error("write", path, error);
  }
  publish_file(temporary, path);
}

}  // namespace moai
