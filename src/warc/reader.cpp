#include "warc/reader.h"

#include <algorithm>
#include <charconv>
#include <utility>

namespace ibid::warc {
namespace {

constexpr std::size_t kLineBytesMax = std::size_t{64} << 10U;
constexpr std::size_t kFieldsMax = 200;
constexpr std::size_t kProblemsMax = 100;
// How often a block that swallowed the next record is cut there. Each time may look through a whole
// block, so a file made of such records must not have its way.
constexpr int kRepairsMax = 16;

std::string_view Trim(std::string_view text) {
  const auto space = [](char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; };
  while (!text.empty() && space(text.front())) {
    text.remove_prefix(1);
  }
  while (!text.empty() && space(text.back())) {
    text.remove_suffix(1);
  }
  return text;
}

std::optional<std::uint64_t> ParseLength(std::string_view text) {
  std::uint64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc() && end == text.data() + text.size() && !text.empty()
             ? std::optional(value)
             : std::nullopt;
}

bool IsVersionLine(std::string_view line) {
  return line.size() >= 8 && line.substr(0, 5) == "WARC/" && line[5] >= '0' && line[5] <= '9' &&
         line[6] == '.';
}

// "URL IP-address Archive-date Content-type Archive-length"; a URL may hold spaces, so the fields
// are counted from the end. (ARC file format 1.0, Internet Archive, 1996.)
struct ArcLine {
  std::string_view url, address, date, type, length;
};

std::optional<ArcLine> SplitArcLine(std::string_view line) {
  std::string_view field[4];
  for (std::string_view& part : field) {
    const std::size_t space = line.rfind(' ');
    if (space == std::string_view::npos) {
      return std::nullopt;
    }
    part = line.substr(space + 1);
    line = line.substr(0, space);
  }
  const ArcLine arc{line, field[3], field[2], field[1], field[0]};
  const bool date =
      arc.date.size() >= 12 && arc.date.size() <= 18 &&
      std::all_of(arc.date.begin(), arc.date.end(), [](char c) { return c >= '0' && c <= '9'; });
  return date && line.find(':') != std::string_view::npos ? std::optional(arc) : std::nullopt;
}

}  // namespace

Result<std::unique_ptr<Reader>> Reader::Open(const std::string& path, Position at,
                                             ReaderLimits limits) {
  std::unique_ptr<Reader> reader(new Reader(limits));
  Result<std::unique_ptr<Input>> input = Input::Open(path, at.offset, reader->Noting());
  if (!input) {
    return input.error();
  }
  reader->input_ = std::move(*input);
  reader->arc_ = at.offset != 0;  // Of an ARC file's first line we may know nothing here.
  for (std::uint64_t i = 0; i < at.records; ++i) {
    if (!reader->Next()) {
      break;
    }
  }
  return reader;
}

std::unique_ptr<Reader> Reader::Over(std::string_view bytes, ReaderLimits limits) {
  std::unique_ptr<Reader> reader(new Reader(limits));
  reader->input_ = Input::Over(bytes, reader->Noting());
  return reader;
}

Input::Problem Reader::Noting() {
  return [this](std::uint64_t offset, std::string what) { Note(offset, std::move(what)); };
}

void Reader::Note(std::uint64_t offset, std::string what) {
  if (problems_.size() < kProblemsMax) {
    problems_.push_back({offset, std::move(what)});
  }
}

bool Reader::FindStart(std::string& line) {
  bool noted = false;
  for (;;) {
    std::uint64_t offset = input_->offset();
    if (!input_->Line(line, kLineBytesMax)) {
      if (!input_->NextSegment()) {
        return false;
      }
      noted = false;
      continue;
    }
    const bool first_arc = line.compare(0, 11, "filedesc://") == 0;
    if (IsVersionLine(line) || ((arc_ || first_arc) && SplitArcLine(line))) {
      if (offset != member_) {
        member_ = offset;
        records_in_member_ = 0;
      }
      start_ = {offset, input_->compressed() ? records_in_member_ : 0};
      return true;
    }
    if (!noted && !Trim(line).empty()) {
      Note(offset, "bytes that belong to no record");
      noted = true;
    }
  }
}

std::optional<Record> Reader::Next() {
  std::string line;
  while (FindStart(line)) {
    Record record;
    record.at = start_;
    std::optional<std::uint64_t> length;
    if (IsVersionLine(line)) {
      record.version = Trim(std::string_view(line).substr(5));
      length = ReadFields(record);
    } else {
      length = ReadArcLine(line, record);
    }
    if (!length) {
      Note(start_.offset, "a record without a valid length");
      continue;
    }
    ++records_in_member_;
    ReadBlock(record, *length);
    return record;
  }
  return std::nullopt;
}

std::optional<std::uint64_t> Reader::ReadFields(Record& record) {
  std::string line;
  std::size_t bytes = 0;
  while (input_->Line(line, kLineBytesMax) && !line.empty()) {
    bytes += line.size();
    if (record.headers.size() >= kFieldsMax || bytes > 4 * kLineBytesMax) {
      Note(start_.offset, "a record with too many fields");
      return std::nullopt;
    }
    if ((line[0] == ' ' || line[0] == '\t') && !record.headers.empty()) {
      record.headers.back().second += ' ';
      record.headers.back().second += Trim(line);
      continue;
    }
    const std::size_t colon = line.find(':');
    if (colon == std::string::npos) {
      Note(start_.offset, "a line without a colon among a record's fields");
      continue;
    }
    record.headers.emplace_back(Trim(std::string_view(line).substr(0, colon)),
                                Trim(std::string_view(line).substr(colon + 1)));
  }
  record.type = record.Field("WARC-Type");
  return ParseLength(record.Field("Content-Length"));
}

std::optional<std::uint64_t> Reader::ReadArcLine(std::string_view line, Record& record) {
  arc_ = true;
  input_->EndSegmentsWithMembers();
  const ArcLine arc = *SplitArcLine(line);
  record.version = "arc";
  record.type = arc.url.substr(0, 11) == "filedesc://" ? "warcinfo" : "response";
  record.headers.emplace_back("WARC-Target-URI", arc.url);
  record.headers.emplace_back("WARC-Date", arc.date);
  record.headers.emplace_back("WARC-IP-Address", arc.address);
  record.headers.emplace_back("Content-Type", arc.type);
  record.headers.emplace_back("Content-Length", arc.length);
  return ParseLength(arc.length);
}

void Reader::ReadBlock(Record& record, std::uint64_t length) {
  const std::uint64_t wanted = std::min(length, limits_.block_bytes_max);
  const std::uint64_t got = input_->Read(record.block, wanted);
  record.complete = got == length;
  if (got == wanted && wanted < length) {
    Note(start_.offset, "a block of " + std::to_string(length) + " bytes, of which the first " +
                            std::to_string(wanted) + " are read");
    input_->Skip(length - wanted);
    return;
  }
  // A record ends in two line breaks, and then comes another one or nothing. If that is not so, its
  // length is wrong: too short, and FindStart passes over the rest, or too long, and what begins
  // the next record is in our block.
  const int next = input_->Peek();
  if (record.complete && (next == -1 || next == '\r' || next == '\n' || next == 'W')) {
    return;
  }
  if (!CutAtNextRecord(record) && !record.complete) {
    Note(start_.offset, "a record that ends " + std::to_string(length - got) +
                            " bytes before the length that it gives");
  }
}

bool Reader::CutAtNextRecord(Record& record) {
  if (repairs_ >= kRepairsMax) {
    return false;
  }
  constexpr std::string_view kVersion = "\nWARC/1.";
  // The wrong length may end inside that word.
  const std::size_t size = record.block.size();
  input_->Read(record.block, kVersion.size());
  const std::string_view block = record.block;
  for (std::size_t at = block.find(kVersion); at != std::string_view::npos;
       at = block.find(kVersion, at + 1)) {
    const std::string_view before = block.substr(0, at);
    const bool blank_line = before.ends_with("\n") || before.ends_with("\n\r");
    if (!blank_line) {
      continue;
    }
    ++repairs_;
    Note(start_.offset, "a length that reaches into the next record; cut where that begins");
    input_->Unread(block.substr(at + 1));
    std::size_t end = std::min(at, size);
    for (int breaks = 0; breaks < 2; ++breaks) {
      end -= end > 0 && record.block[end - 1] == '\r' ? 1U : 0U;
      end -= breaks == 0 && end > 0 && record.block[end - 1] == '\n' ? 1U : 0U;
    }
    record.block.resize(end);
    record.complete = true;
    return true;
  }
  input_->Unread(block.substr(size));
  record.block.resize(size);
  return false;
}

}  // namespace ibid::warc
