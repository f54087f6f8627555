#include "digest/digest.h"

#include <array>
#include <cstdint>

#include <openssl/evp.h>

namespace ibid::digest {
namespace {

struct Bytes {
  std::array<unsigned char, EVP_MAX_MD_SIZE> at{};
  unsigned int size = 0;
};

// OpenSSL 3 looks an algorithm of EVP_sha256() up anew for each digest, which takes longer than the
// digest of a short text. The algorithms are never freed: they serve until the program ends.
const EVP_MD* Sha256() {
  static const EVP_MD* const kind = EVP_MD_fetch(nullptr, "SHA256", nullptr);
  return kind;
}

const EVP_MD* Sha1() {
  static const EVP_MD* const kind = EVP_MD_fetch(nullptr, "SHA1", nullptr);
  return kind;
}

Bytes Digest(std::string_view bytes, const EVP_MD* kind) {
  Bytes out;
  EVP_Digest(bytes.data(), bytes.size(), out.at.data(), &out.size, kind, nullptr);
  return out;
}

}  // namespace

std::string Sha256Hex(std::string_view bytes) {
  static constexpr char kHex[] = "0123456789abcdef";
  const Bytes digest = Digest(bytes, Sha256());
  std::string out;
  for (unsigned int i = 0; i < digest.size; ++i) {
    out += kHex[digest.at[i] >> 4U];
    out += kHex[digest.at[i] & 15U];
  }
  return out;
}

std::string Sha256Base64(std::string_view bytes) {
  static constexpr char kAlphabet[] =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  const Bytes digest = Digest(bytes, Sha256());
  std::string out;
  for (unsigned int i = 0; i < digest.size; i += 3) {
    const unsigned int left = digest.size - i;
    const unsigned group = static_cast<unsigned>(digest.at[i]) << 16U |
                           static_cast<unsigned>(left > 1 ? digest.at[i + 1] : 0) << 8U |
                           static_cast<unsigned>(left > 2 ? digest.at[i + 2] : 0);
    out += kAlphabet[group >> 18U];
    out += kAlphabet[(group >> 12U) & 63U];
    out += left > 1 ? kAlphabet[(group >> 6U) & 63U] : '=';
    out += left > 2 ? kAlphabet[group & 63U] : '=';
  }
  return out;
}

std::string Sha1Base32(std::string_view bytes) {
  static constexpr char kAlphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";  // RFC 4648, 6
  const Bytes digest = Digest(bytes, Sha1());
  std::string out;
  for (unsigned int i = 0; i + 5 <= digest.size; i += 5) {
    std::uint64_t group = 0;
    for (unsigned int k = 0; k < 5; ++k) {
      group = (group << 8U) | digest.at[i + k];
    }
    for (int shift = 35; shift >= 0; shift -= 5) {
      out += kAlphabet[(group >> static_cast<unsigned>(shift)) & 31U];
    }
  }
  return out;
}

}  // namespace ibid::digest
