#include "support/sha256.h"

#include <openssl/evp.h>

#include <array>
#include <cerrno>
#include <cstdio>
#include <memory>
#include <stdexcept>
#include <vector>

#include "support/file.h"

namespace moai {

FileDigest sha256_of_file(const std::string& path) {
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(std::fopen(path.c_str(), "rb"),
                                                             &std::fclose);
  if (!file) throw read_error(path, errno);
  const std::unique_ptr<EVP_MD_CTX, void (*)(EVP_MD_CTX*)> context(EVP_MD_CTX_new(),
                                                                   &EVP_MD_CTX_free);
  const auto require = [](bool good) {
    if (!good) throw std::runtime_error("OpenSSL cannot compute SHA-256");
  };
  require(context && EVP_DigestInit_ex(context.get(), EVP_sha256(), nullptr) == 1);
  FileDigest digest;
  std::vector<unsigned char> buffer(1 << 20);
  while (const std::size_t count = std::fread(buffer.data(), 1, buffer.size(), file.get())) {
    require(EVP_DigestUpdate(context.get(), buffer.data(), count) == 1);
    digest.bytes += count;
  }
  if (std::ferror(file.get()) != 0) throw read_error(path, errno);
  std::array<unsigned char, EVP_MAX_MD_SIZE> value{};
  unsigned int length = 0;
  require(EVP_DigestFinal_ex(context.get(), value.data(), &length) == 1);
  for (unsigned int i = 0; i < length; ++i) {
    std::array<char, 3> hex{};
    std::snprintf(hex.data(), hex.size(), "%02x", value[i]);
    digest.sha256 += hex.data();
  }
  return digest;
}

}  // namespace moai
