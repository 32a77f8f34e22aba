#include "media/sound_file.h"

#include <samplerate.h>
#include <sndfile.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cmath>
#include <filesystem>
#include <memory>

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

// All channels averaged. MP3 files only estimate their length, so it is read until it ends.
std::vector<float> read_mono(const std::string& path, SNDFILE* file, const SF_INFO& info) {
  const auto channels = static_cast<std::size_t>(info.channels);
  const double most = longest_seconds * info.samplerate;
  std::vector<float> block(static_cast<std::size_t>(frames_at_once) * channels), mono;
  while (true) {
    const sf_count_t frames = sf_readf_float(file, block.data(), frames_at_once);
    if (frames <= 0) break;
    for (std::size_t i = 0; i < static_cast<std::size_t>(frames); ++i) {
      double sum = 0.0;
      for (std::size_t c = 0; c < channels; ++c) sum += block[i * channels + c];
      mono.push_back(static_cast<float>(sum / static_cast<double>(channels)));
    }
    if (static_cast<double>(mono.size()) > most)
      refuse(path, "it lasts longer than an hour", "Cut out the part that is meant.");
  }
  if (sf_error(file) != SF_ERR_NO_ERROR) refuse(path, sf_strerror(file), "Is the file complete?");
  if (mono.empty()) refuse(path, "it holds no samples", "Give a sound that lasts a while.");
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
  if (!std::filesystem::is_regular_file(path))
    refuse(path, "no such file", "Give the path of a WAV, FLAC, OGG or MP3 file.");
  if (std::filesystem::file_size(path) == 0)
    refuse(path, "the file is empty", "Give a WAV, FLAC, OGG or MP3 file.");
  SF_INFO info{};
  const SoundFile file(sf_open(path.c_str(), SFM_READ, &info), &sf_close);
  if (!file) refuse(path, sf_strerror(nullptr), "Give a WAV, FLAC, OGG or MP3 file.");
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
