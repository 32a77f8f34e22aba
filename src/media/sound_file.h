#pragma once
// Sound files: WAV, AIFF, FLAC, OGG (Vorbis, Opus), and MP3 that says how long it is.
//
//   Sound sound = read_sound("music.ogg", 16000);   // mono, at 16 kHz
//   write_wav("copy.wav", sound);
//
// Channels are averaged; another rate is reached with libsamplerate's best windowed sinc.

#include <string>

#include "media/sound.h"

namespace moai {

/// Reads a sound as one channel at `rate` samples per second: n samples at another rate r become
/// ceil(n rate / r), the first at the same moment. Throws UserError naming the file if it is
/// missing, empty, no sound, damaged, ends early, or longer than an hour.
Sound read_sound(const std::string& path, std::int64_t rate);

/// Writes a WAV of 16 bits, larger values clipped (to a temporary file, then renamed). Throws
/// SystemError.
void write_wav(const std::string& path, const Sound& sound);

}  // namespace moai
