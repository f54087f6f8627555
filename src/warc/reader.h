#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ibid/result.h"
#include "warc/input.h"
#include "warc/record.h"

namespace ibid::warc {

struct ReaderLimits {
  std::uint64_t block_bytes_max = std::uint64_t{64} << 20U;  // More of a block is passed over.
};

// Reads WARC 0.17-1.1 and ARC 1 files, plain or with gzip, record by record, in memory of one
// record. Real files are often broken, so nothing but an unreadable file is an error: what cannot
// be made sense of is passed over, up to the next record, and listed under problems().
//
//   for (std::optional<Record> r = reader->Next(); r; r = reader->Next()) { ... }
class Reader {
 public:
  struct Problem {
    std::uint64_t offset = 0;  // In the file: of the record, or of the gzip member it is in.
    std::string what;          // For people: "no valid Content-Length".
  };

  // Error kInput where the file cannot be opened. `at` is a Record::at of the same file.
  static Result<std::unique_ptr<Reader>> Open(const std::string& path, Position at = {},
                                              ReaderLimits limits = {});
  // The bytes must outlive the reader.
  static std::unique_ptr<Reader> Over(std::string_view bytes, ReaderLimits limits = {});

  // None at the end of the file.
  std::optional<Record> Next();

  const std::vector<Problem>& problems() const { return problems_; }  // The first 100.

 private:
  explicit Reader(ReaderLimits limits) : limits_(limits) {}
  Input::Problem Noting();
  void Note(std::uint64_t offset, std::string what);

  // The next line that begins a record; false at the end of the file.
  bool FindStart(std::string& line);
  std::optional<std::uint64_t> ReadFields(Record& record);
  std::optional<std::uint64_t> ReadArcLine(std::string_view line, Record& record);
  void ReadBlock(Record& record, std::uint64_t length);
  bool CutAtNextRecord(Record& record);

  const ReaderLimits limits_;
  std::unique_ptr<Input> input_;
  std::vector<Problem> problems_;
  Position start_;  // Of the record that is being read.
  std::uint64_t member_ = 0;
  std::uint64_t records_in_member_ = 0;
  bool arc_ = false;
  int repairs_ = 0;
};

}  // namespace ibid::warc
