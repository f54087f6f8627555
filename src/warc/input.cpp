#include "warc/input.h"

#include <algorithm>
#include <cerrno>
#include <system_error>
#include <utility>

#include <sys/stat.h>

namespace ibid::warc {
namespace {

constexpr std::size_t kChunk = std::size_t{64} << 10U;
// A member that grows beyond the first of these, and by more than the second, is a bomb. A record
// per member stays far below; one member for a whole file is text, which deflate makes 3-20 times
// smaller.
constexpr std::uint64_t kInflatedFreely = std::uint64_t{64} << 20U;
constexpr std::uint64_t kInflatedRatioMax = 100;

constexpr std::string_view kMagic("\x1f\x8b\x08", 3);  // RFC 1952, 2.3.1: gzip, deflate.

}  // namespace

Result<std::unique_ptr<Input>> Input::Open(const std::string& path, std::uint64_t offset,
                                           Problem problem) {
  struct stat found{};
  std::FILE* file = nullptr;
  if (::stat(path.c_str(), &found) == 0 && S_ISDIR(found.st_mode)) {
    errno = EISDIR;
  } else {
    file = std::fopen(path.c_str(), "rbe");
  }
  if (file == nullptr) {
    return Error{ErrorCode::kInput, path + ": " + std::generic_category().message(errno)};
  }
  std::unique_ptr<Input> input(new Input(std::move(problem)));
  input->file_ = file;
  if (offset != 0 && ::fseeko(file, static_cast<off_t>(offset), SEEK_SET) != 0) {
    return Error{ErrorCode::kInput, path + ": " + std::generic_category().message(errno)};
  }
  input->raw_end_ = offset;
  input->Begin();
  return input;
}

std::unique_ptr<Input> Input::Over(std::string_view bytes, Problem problem) {
  std::unique_ptr<Input> input(new Input(std::move(problem)));
  input->bytes_ = bytes;
  input->Begin();
  return input;
}

Input::~Input() {
  if (file_ != nullptr) {
    std::fclose(file_);
  }
}

void Input::Begin() {
  FillRaw();
  compressed_ = std::string_view(raw_).substr(0, 2) == kMagic.substr(0, 2);
  if (compressed_) {
    inflater_ = std::make_unique<Inflater>(Inflater::Format::kGzip);
    boundary_ = OpenMember();
    NextSegment();
  }
}

bool Input::FillRaw() {
  raw_.erase(0, raw_at_);
  raw_at_ = 0;
  const std::size_t before = raw_.size();
  if (file_ != nullptr) {
    raw_.resize(before + kChunk);
    raw_.resize(before + std::fread(raw_.data() + before, 1, kChunk, file_));
    if (std::ferror(file_) != 0) {
      problem_(raw_end_,
               "the file cannot be read further: " + std::generic_category().message(errno));
      std::clearerr(file_);
      raw_.resize(before);
    }
  } else {
    const std::size_t n = std::min(kChunk, bytes_.size());
    raw_.append(bytes_.substr(0, n));
    bytes_.remove_prefix(n);
  }
  raw_end_ += raw_.size() - before;
  return raw_.size() > before;
}

bool Input::Fill() {
  if (compressed_) {
    return FillFromMember();
  }
  if (raw_at_ == raw_.size() && !FillRaw()) {
    return false;
  }
  out_.erase(0, out_at_);
  out_at_ = 0;
  out_.append(raw_, raw_at_);
  raw_at_ = raw_.size();
  return true;
}

bool Input::FillFromMember() {
  while (!boundary_) {
    out_.erase(0, out_at_);
    out_at_ = 0;
    if (!in_member_) {
      if (!OpenMember()) {
        return false;
      }
      boundary_ = members_are_segments_ || ahead_.compare(0, 5, "WARC/") == 0;
      if (!boundary_) {
        out_ += std::exchange(ahead_, {});
        return true;
      }
      break;
    }
    if (raw_at_ == raw_.size() && !FillRaw()) {
      EndMember("cut off inside a gzip member");
      continue;
    }
    const std::size_t before = out_.size();
    std::string_view in = std::string_view(raw_).substr(raw_at_);
    const Inflater::State state = inflater_->Run(in, out_, kChunk);
    raw_at_ = raw_.size() - in.size();
    inflated_ += out_.size() - before;
    const std::uint64_t used = raw_end_ - in.size() - opened_;
    if (state == Inflater::State::kEnd) {
      EndMember({});
    } else if (state == Inflater::State::kDamaged) {
      EndMember("damaged gzip data");
    } else if (inflated_ > kInflatedFreely && inflated_ / (used + 1) > kInflatedRatioMax) {
      EndMember("a gzip member that grows without end; the rest of it is left out");
    }
    if (out_.size() > before) {
      return true;
    }
  }
  return false;
}

void Input::EndMember(std::string_view why) {
  in_member_ = false;
  damaged_ = !why.empty();
  if (damaged_) {
    problem_(opened_, std::string(why));
  }
}

bool Input::FindMember() {
  bool noted = std::exchange(damaged_, false);  // Then the rest of that member is in our way.
  for (;;) {
    while (raw_.size() - raw_at_ < kMagic.size() && FillRaw()) {
    }
    const std::size_t found = raw_.find(kMagic, raw_at_);
    if (found == raw_at_) {
      return true;
    }
    const std::size_t end = found != std::string::npos
                                ? found
                                : raw_.size() - std::min(raw_.size() - raw_at_, kMagic.size() - 1);
    // Padding with zeros is common on tapes and block devices, and harmless.
    if (!noted && raw_.find_first_not_of('\0', raw_at_) < end) {
      problem_(raw_end_ - (raw_.size() - raw_at_), "bytes between gzip members");
      noted = true;
    }
    raw_at_ = end;
    if (found == std::string::npos && !FillRaw()) {
      return false;
    }
  }
}

bool Input::OpenMember() {
  constexpr std::size_t kEnoughToKnow = 16;
  while (FindMember()) {
    opened_ = raw_end_ - (raw_.size() - raw_at_);
    inflated_ = 0;
    in_member_ = true;
    inflater_->Reset();
    ahead_.clear();
    while (in_member_ && ahead_.size() < kEnoughToKnow) {
      if (raw_at_ == raw_.size() && !FillRaw()) {
        EndMember("cut off inside a gzip member");
        break;
      }
      std::string_view in = std::string_view(raw_).substr(raw_at_);
      const Inflater::State state = inflater_->Run(in, ahead_, kChunk);
      raw_at_ = raw_.size() - in.size();
      if (state != Inflater::State::kMore) {
        EndMember(state == Inflater::State::kDamaged ? "damaged gzip data" : "");
      }
    }
    inflated_ = ahead_.size();
    if (!ahead_.empty()) {
      return true;
    }
  }
  return false;
}

bool Input::NextSegment() {
  if (!boundary_) {
    return false;
  }
  boundary_ = false;
  member_ = opened_;
  out_ = std::exchange(ahead_, {});
  out_at_ = 0;
  return true;
}

bool Input::Line(std::string& line, std::size_t max) {
  line.clear();
  while (line.size() < max) {
    if (out_at_ == out_.size() && !Fill()) {
      return !line.empty();
    }
    const std::size_t room = std::min(out_.size() - out_at_, max - line.size());
    const std::size_t feed = std::string_view(out_).substr(out_at_, room).find('\n');
    if (feed != std::string_view::npos) {
      line.append(out_, out_at_, feed);
      out_at_ += feed + 1;
      line.erase(line.find_last_not_of('\r') + 1);
      return true;
    }
    line.append(out_, out_at_, room);
    out_at_ += room;
  }
  return true;
}

std::size_t Input::Read(std::string& out, std::uint64_t n) {
  const std::size_t before = out.size();
  while (n > 0 && (out_at_ < out_.size() || Fill())) {
    const auto step = static_cast<std::size_t>(std::min<std::uint64_t>(n, out_.size() - out_at_));
    out.append(out_, out_at_, step);
    out_at_ += step;
    n -= step;
  }
  return out.size() - before;
}

std::uint64_t Input::Skip(std::uint64_t n) {
  std::uint64_t skipped = 0;
  while (skipped < n && (out_at_ < out_.size() || Fill())) {
    const auto step =
        static_cast<std::size_t>(std::min<std::uint64_t>(n - skipped, out_.size() - out_at_));
    out_at_ += step;
    skipped += step;
  }
  return skipped;
}

int Input::Peek() {
  return out_at_ < out_.size() || Fill() ? static_cast<unsigned char>(out_[out_at_]) : -1;
}

void Input::Unread(std::string_view bytes) {
  out_.replace(0, out_at_, bytes);
  out_at_ = 0;
}

std::uint64_t Input::offset() const {
  return compressed_ ? member_ : raw_end_ - (raw_.size() - raw_at_) - (out_.size() - out_at_);
}

}  // namespace ibid::warc
