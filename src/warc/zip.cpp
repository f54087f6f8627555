#include "warc/zip.h"

#include <algorithm>
#include <limits>
#include <memory>

#include <zlib.h>

namespace ibid::warc {
namespace {

constexpr int kGzipWindow = 15 + 16;  // 32 KiB, with a gzip header (zlib.h, inflateInit2).
constexpr std::size_t kStep = std::size_t{64} << 10U;

int WindowBits(Inflater::Format format) {
  switch (format) {
    case Inflater::Format::kZlib:
      return MAX_WBITS;
    case Inflater::Format::kRawDeflate:
      return -MAX_WBITS;
    case Inflater::Format::kGzip:
      break;
  }
  return kGzipWindow;
}

Bytef* AsBytes(const char* text) {
  return reinterpret_cast<Bytef*>(const_cast<char*>(text));  // zlib does not write to its input.
}

}  // namespace

std::string GzipMember(std::string_view bytes) {
  z_stream stream{};
  constexpr int kMemoryLevel = 8;
  if (deflateInit2(&stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, kGzipWindow, kMemoryLevel,
                   Z_DEFAULT_STRATEGY) != Z_OK) {
    return {};
  }
  std::string out;
  std::string step(kStep, '\0');
  int code = Z_OK;
  while (code != Z_STREAM_END) {
    if (stream.avail_in == 0 && !bytes.empty()) {
      const auto size = std::min<std::size_t>(bytes.size(), std::size_t{1} << 30U);
      stream.next_in = AsBytes(bytes.data());
      stream.avail_in = static_cast<uInt>(size);
      bytes.remove_prefix(size);
    }
    stream.next_out = AsBytes(step.data());
    stream.avail_out = static_cast<uInt>(step.size());
    code = deflate(&stream, bytes.empty() ? Z_FINISH : Z_NO_FLUSH);
    out.append(step, 0, step.size() - stream.avail_out);
  }
  deflateEnd(&stream);
  return out;
}

Inflater::Inflater(Format format) : stream_(new z_stream{}) {
  ready_ = inflateInit2(stream_, WindowBits(format)) == Z_OK;
}

Inflater::~Inflater() {
  inflateEnd(stream_);
  delete stream_;
}

void Inflater::Reset() {
  ready_ = inflateReset(stream_) == Z_OK;
}

Inflater::State Inflater::Run(std::string_view& in, std::string& out, std::size_t out_max) {
  if (!ready_) {
    return State::kDamaged;
  }
  std::size_t left = out_max;
  while (left > 0 && !in.empty()) {
    const std::size_t given = std::min<std::size_t>(in.size(), std::size_t{1} << 30U);
    const std::size_t room = std::min(left, kStep);
    const std::size_t before = out.size();
    out.resize(before + room);
    stream_->next_in = AsBytes(in.data());
    stream_->avail_in = static_cast<uInt>(given);
    stream_->next_out = AsBytes(out.data() + before);
    stream_->avail_out = static_cast<uInt>(room);
    const int code = inflate(stream_, Z_NO_FLUSH);
    in.remove_prefix(given - stream_->avail_in);
    out.resize(before + room - stream_->avail_out);
    left -= room - stream_->avail_out;
    if (code == Z_STREAM_END) {
      return State::kEnd;
    }
    if (code != Z_OK && code != Z_BUF_ERROR) {
      return State::kDamaged;
    }
  }
  return State::kMore;
}

}  // namespace ibid::warc
