// If these fail, moai hears another sound than the file holds (wrong pitch, speed, moment,
// channels), takes a file that is no sound, or writes WAV files that players cannot use.
#include "media/sound_file.h"

#include <gtest/gtest.h>
#include <sndfile.h>

#include <cmath>
#include <complex>
#include <filesystem>
#include <fstream>
#include <limits>
#include <numbers>

#include "support/error.h"
#include "support/file.h"

namespace moai {
namespace {

namespace fs = std::filesystem;

class SoundFile : public ::testing::Test {
 protected:
  void SetUp() override {
    folder_ = fs::temp_directory_path() /
              (std::string("moai-sound-") +
               ::testing::UnitTest::GetInstance()->current_test_info()->name());
    fs::create_directories(folder_);
  }
  void TearDown() override { fs::remove_all(folder_); }
  std::string path(const std::string& name) const { return (folder_ / name).string(); }

  // One channel for each frequency (Hz), a cosine of amplitude 0.5 in each.
  std::string tones(const std::string& name, int format, int rate, std::vector<double> frequencies,
                    double seconds = 1.0) const {
    SF_INFO info{};
    info.samplerate = rate;
    info.channels = static_cast<int>(frequencies.size());
    info.format = format;
    EXPECT_TRUE(sf_format_check(&info)) << name;
    const auto frames = static_cast<std::size_t>(seconds * rate);
    std::vector<float> samples;
    for (std::size_t i = 0; i < frames; ++i)
      for (const double hertz : frequencies)
        samples.push_back(static_cast<float>(
            0.5 * std::cos(2.0 * std::numbers::pi * hertz * static_cast<double>(i) / rate)));
    SNDFILE* file = sf_open(path(name).c_str(), SFM_WRITE, &info);
    EXPECT_NE(file, nullptr) << sf_strerror(nullptr);
    EXPECT_EQ(sf_writef_float(file, samples.data(), static_cast<sf_count_t>(frames)),
              static_cast<sf_count_t>(frames));
    sf_close(file);
    return path(name);
  }

  std::string message(const std::string& file) const {
    try {
      read_sound(file, 16000);
    } catch (const UserError& error) {
      return error.what();
    }
    return "";
  }

  fs::path folder_;
};

// Amplitude and phase of a tone in the middle 0.5 s, against a cosine that starts with the sound.
std::complex<double> tone(const Sound& sound, double hertz) {
  const auto rate = static_cast<double>(sound.rate);
  std::complex<double> sum = 0.0;
  for (std::int64_t i = sound.rate / 4; i < 3 * sound.rate / 4; ++i)
    sum += static_cast<double>(sound.samples[static_cast<std::size_t>(i)]) *
           std::polar(1.0, -2.0 * std::numbers::pi * hertz * static_cast<double>(i) / rate);
  return 4.0 * sum / rate;
}

TEST_F(SoundFile, WavAtTheSameRateIsReadAsItIs) {
  const Sound sound =
      read_sound(tones("a.wav", SF_FORMAT_WAV | SF_FORMAT_FLOAT, 16000, {440}), 16000);
  ASSERT_EQ(sound.samples.size(), 16000u);
  EXPECT_EQ(sound.rate, 16000);
  for (const std::size_t i : {0u, 1u, 77u, 15999u})
    EXPECT_FLOAT_EQ(sound.samples[i], static_cast<float>(0.5 * std::cos(2.0 * std::numbers::pi *
                                                                        440.0 * i / 16000.0)));
}

TEST_F(SoundFile, ChannelsAreAveragedAndRatesChangedWithoutMovingInTime) {
  for (const int rate : {8000, 22050, 44100, 48000}) {
    const Sound sound =
        read_sound(tones("b.flac", SF_FORMAT_FLAC | SF_FORMAT_PCM_24, rate, {440, 1000}), 16000);
    EXPECT_EQ(sound.samples.size(), 16000u) << rate;
    EXPECT_NEAR(std::abs(tone(sound, 440) - 0.25), 0.0, 1e-3) << rate;
    EXPECT_NEAR(std::abs(tone(sound, 1000) - 0.25), 0.0, 1e-3) << rate;
  }
}

TEST_F(SoundFile, WhatTheNewRateCannotHoldIsFilteredOut) {
  const Sound sound =
      read_sound(tones("c.wav", SF_FORMAT_WAV | SF_FORMAT_FLOAT, 44100, {10000}), 16000);
  EXPECT_LT(std::abs(tone(sound, 6000)), 1e-4);  // where 10 kHz would be mirrored to
  double energy = 0.0;
  for (std::size_t i = 1000; i < 15000; ++i) energy += sound.samples[i] * sound.samples[i];
  EXPECT_LT(energy / 14000.0, 1e-8);
}

TEST_F(SoundFile, OggAndMp3AreRead) {
  for (const auto& [name, format] : {std::pair{"d.ogg", SF_FORMAT_OGG | SF_FORMAT_VORBIS},
                                     {"d.mp3", SF_FORMAT_MPEG | SF_FORMAT_MPEG_LAYER_III}}) {
    const Sound sound = read_sound(tones(name, format, 44100, {440, 440}), 16000);
    EXPECT_NEAR(static_cast<double>(sound.samples.size()), 16000.0, 1000.0) << name;
    EXPECT_NEAR(std::abs(tone(sound, 440)), 0.5, 0.02) << name;
  }
}

constexpr std::pair<const char*, int> kinds[] = {
    {"k.wav", SF_FORMAT_WAV | SF_FORMAT_PCM_16},
    {"adpcm.wav", SF_FORMAT_WAV | SF_FORMAT_IMA_ADPCM},
    {"k.aiff", SF_FORMAT_AIFF | SF_FORMAT_PCM_24},
    {"k.flac", SF_FORMAT_FLAC | SF_FORMAT_PCM_16},
    {"k.ogg", SF_FORMAT_OGG | SF_FORMAT_VORBIS},
    {"k.opus", SF_FORMAT_OGG | SF_FORMAT_OPUS},
    {"k.mp3", SF_FORMAT_MPEG | SF_FORMAT_MPEG_LAYER_III}};

TEST_F(SoundFile, ThatEndsEarlyIsRefusedWhateverItIs) {
  for (const auto& [name, format] : kinds) {
    const std::string file = tones(name, format, 48000, {440, 700});
    EXPECT_EQ(message(file), "") << name;
    const std::string whole = read_file(file);
    for (const double share : {0.02, 0.5, 0.9, 0.999}) {
      std::ofstream(file, std::ios::binary)
          << whole.substr(0, static_cast<std::size_t>(share * static_cast<double>(whole.size())));
      EXPECT_NE(message(file).find(file), std::string::npos) << name << ' ' << share;
    }
  }
}

TEST_F(SoundFile, ThatDoesNotDecodeIsRefusedWhereItHasChecksums) {
  for (const auto& [name, format] : kinds) {
    if ((format & SF_FORMAT_TYPEMASK) != SF_FORMAT_FLAC &&
        (format & SF_FORMAT_TYPEMASK) != SF_FORMAT_OGG)
      continue;
    const std::string file = tones(name, format, 48000, {440, 700});
    std::string bytes = read_file(file);
    bytes[bytes.size() / 2] = static_cast<char>(bytes[bytes.size() / 2] ^ 0x10);
    std::ofstream(file, std::ios::binary) << bytes;
    EXPECT_NE(message(file).find(file), std::string::npos) << name;
  }
}

TEST_F(SoundFile, AnMp3ThatDoesNotSayHowLongItIsIsRefusedWithAWord) {
  const std::string file = tones("l.mp3", SF_FORMAT_MPEG | SF_FORMAT_MPEG_LAYER_III, 48000, {440});
  const std::string bytes = read_file(file);
  const std::string tag = std::string("ID3\x03\0\0\0\0\x10\0", 10) + std::string(2048, '\0');
  std::ofstream(file, std::ios::binary) << tag << bytes;
  EXPECT_EQ(message(file), "");
  const auto header = bytes.find("Xing");
  ASSERT_NE(header, std::string::npos);
  std::string silent = bytes;
  silent.replace(header, 4, 4, '\0');
  std::ofstream(file, std::ios::binary) << silent;
  EXPECT_NE(message(file).find("MP3 that does not say how long it is"), std::string::npos);
}

TEST_F(SoundFile, OfAnotherKindIsRefused) {
  const std::string file = tones("m.au", SF_FORMAT_AU | SF_FORMAT_PCM_16, 16000, {440});
  EXPECT_NE(message(file).find("none of the kinds"), std::string::npos);
}

TEST_F(SoundFile, AnotherRateHasAsManySamplesAsItLasts) {
  const auto file =
      tones("e.wav", SF_FORMAT_WAV | SF_FORMAT_PCM_16, 44100, {300}, 1001.5 / 44100.0);
  EXPECT_EQ(read_sound(file, 16000).samples.size(), 364u);  // ceil(1001 * 16000 / 44100)
}

TEST_F(SoundFile, WhatIsNoSoundIsRefused) {
  EXPECT_NE(message(path("none.wav")).find("no such file"), std::string::npos);
  std::ofstream(path("empty.wav")).flush();
  EXPECT_NE(message(path("empty.wav")).find("the file is empty"), std::string::npos);
  std::ofstream(path("text.wav")) << "This is a letter to somebody, and it makes no noise at all.";
  EXPECT_NE(message(path("text.wav")).find("none of the kinds"), std::string::npos);
  const auto silent = tones("f.wav", SF_FORMAT_WAV | SF_FORMAT_PCM_16, 16000, {300}, 0.0);
  EXPECT_NE(message(silent).find("no samples"), std::string::npos);
}

TEST_F(SoundFile, ValuesThatAreNoNumbersAreRefused) {
  SF_INFO info{.frames = 0,
               .samplerate = 16000,
               .channels = 1,
               .format = SF_FORMAT_WAV | SF_FORMAT_FLOAT,
               .sections = 0,
               .seekable = 0};
  SNDFILE* file = sf_open(path("g.wav").c_str(), SFM_WRITE, &info);
  const float samples[] = {0.1f, std::numeric_limits<float>::quiet_NaN(), 0.2f};
  sf_writef_float(file, samples, 3);
  sf_close(file);
  EXPECT_NE(message(path("g.wav")).find("no numbers"), std::string::npos);
}

TEST_F(SoundFile, AWrittenWavHoldsTheSoundAndNothingIsLeftBeside) {
  Sound sound{16000, {}};
  for (int i = 0; i < 4000; ++i)
    sound.samples.push_back(static_cast<float>(0.9 * std::sin(0.05 * i)));
  sound.samples[7] = 3.0f;
  write_wav(path("h.wav"), sound);
  const Sound back = read_sound(path("h.wav"), 16000);
  ASSERT_EQ(back.samples.size(), sound.samples.size());
  for (std::size_t i = 0; i < sound.samples.size(); ++i)
    EXPECT_NEAR(back.samples[i], i == 7 ? 1.0f : sound.samples[i], 1.0 / 32000.0) << i;
  EXPECT_EQ(std::distance(fs::directory_iterator(folder_), fs::directory_iterator()), 1);
  EXPECT_THROW(write_wav(path("nowhere/h.wav"), sound), SystemError);
}

}  // namespace
}  // namespace moai
