#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

struct z_stream_s;

// The only home of zlib.
namespace ibid::warc {

// One whole gzip member (RFC 1952) without name or time, so that the same bytes always give the
// same member.
std::string GzipMember(std::string_view bytes);

// Undoes gzip, zlib or raw deflate, piece by piece.
class Inflater {
 public:
  enum class Format { kGzip, kZlib, kRawDeflate };
  enum class State { kMore, kEnd, kDamaged };

  explicit Inflater(Format format);
  ~Inflater();
  Inflater(const Inflater&) = delete;
  Inflater& operator=(const Inflater&) = delete;

  // Takes bytes off the front of `in` and appends at most `out_max` to `out`. Ends early at the end
  // of the stream, where it is damaged, and where `in` is used up.
  State Run(std::string_view& in, std::string& out, std::size_t out_max);
  // For the next member.
  void Reset();

 private:
  z_stream_s* stream_ = nullptr;
  bool ready_ = false;
};

}  // namespace ibid::warc
