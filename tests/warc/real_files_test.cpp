#include <filesystem>
#include <map>

#include <gtest/gtest.h>

#include "warc/reader.h"

namespace ibid::warc {
namespace {

// What each file of the warcio and pywb test suites holds. "cut": records that are not whole;
// "problems": what the reader had to pass over.
struct RealFile {
  const char* name;
  const char* holds;
  const char* why = "";
};

const RealFile kFiles[] = {
    {"warcio-test-data/bad.arc", "response 1 problems 4",
     "lengths of -1 and 'abc' make no record; the one of 1 byte does"},
    {"warcio-test-data/example-bad-non-chunked.warc.gz",
     "request 2 response 1 revisit 1 warcinfo 2", "one gzip member for all records"},
    {"warcio-test-data/example-bad.warc.gz.bad", "request 2 response 2 revisit 1 warcinfo 1",
     "one gzip member for all records"},
    {"warcio-test-data/example-digest.warc", "request 4"},
    {"warcio-test-data/example-iana.org-chunked.warc", "request 1 response 1 warcinfo 1"},
    {"warcio-test-data/example-resource.warc.gz", "resource 1 warcinfo 2"},
    {"warcio-test-data/example-space-in-target-uri.warc.gz", "resource 1 warcinfo 1"},
    {"warcio-test-data/example-space-in-url.arc", "response 1 warcinfo 1 cut 1 problems 1",
     "its line ends were converted, and so its length is 12 bytes too long"},
    {"warcio-test-data/example-trunc.warc", "request 1 response 1 warcinfo 2 problems 1",
     "the response's length is a few bytes short"},
    {"warcio-test-data/example-wget-bad-target-uri.warc.gz",
     "metadata 1 request 1 resource 2 response 1 warcinfo 1"},
    {"warcio-test-data/example-wrong-chunks.warc.gz", "request 1 response 1",
     "each record is spread over several members"},
    {"warcio-test-data/example.arc", "response 1 warcinfo 1"},
    {"warcio-test-data/example.arc.gz", "response 1 warcinfo 1"},
    {"warcio-test-data/example.warc", "request 2 response 1 revisit 1 warcinfo 2"},
    {"warcio-test-data/example.warc.gz", "request 2 response 1 revisit 1 warcinfo 2"},
    {"warcio-test-data/post-test.warc.gz", "request 3 response 3"},
    {"pywb-sample_archive/warcs/bad.arc", "response 1 problems 4", "as above"},
    {"pywb-sample_archive/warcs/dupes.warc.gz", "request 12 response 3 revisit 9 warcinfo 1"},
    {"pywb-sample_archive/warcs/example-bad.warc.gz.bad",
     "request 2 response 2 revisit 1 warcinfo 1", "one gzip member for all records"},
    {"pywb-sample_archive/warcs/example-extra.warc", "request 2 response 2 revisit 2"},
    {"pywb-sample_archive/warcs/example-url-agnostic-orig.warc.gz", "response 1 warcinfo 1"},
    {"pywb-sample_archive/warcs/example-url-agnostic-revisit.warc.gz", "revisit 1 warcinfo 1"},
    {"pywb-sample_archive/warcs/example-wget-1-14.warc.gz",
     "request 1 resource 3 response 1 warcinfo 1"},
    {"pywb-sample_archive/warcs/example-wpull.warc.gz",
     "request 1 resource 1 response 1 warcinfo 1"},
    {"pywb-sample_archive/warcs/example.arc", "response 1 warcinfo 1"},
    {"pywb-sample_archive/warcs/example.arc.gz", "response 1 warcinfo 1"},
    {"pywb-sample_archive/warcs/example.warc",
     "request 2 response 2 revisit 1 warcinfo 1 problems 1", "a length that is one byte short"},
    {"pywb-sample_archive/warcs/example.warc.gz", "request 2 response 2 revisit 1 warcinfo 1"},
    {"pywb-sample_archive/warcs/example2.warc.gz", "request 1 response 1 warcinfo 1"},
    {"pywb-sample_archive/warcs/httpbin-resource.warc.gz", "resource 1"},
    {"pywb-sample_archive/warcs/iana.warc.gz", "request 171 response 48 revisit 123 warcinfo 1"},
    {"pywb-sample_archive/warcs/missing-status-text.warc", "response 1"},
    {"pywb-sample_archive/warcs/post-test.warc.gz", "request 3 response 3"},
};

TEST(RealFilesTest, HoldWhatOtherToolsFindInThem) {
  const std::string folder = IBID_SHARED "/data/warc/";
  if (!std::filesystem::is_directory(folder)) {
    GTEST_SKIP() << folder << " is missing: the WARC files of other projects are not looked at";
  }
  for (const RealFile& file : kFiles) {
    const Result<std::unique_ptr<Reader>> reader = Reader::Open(folder + file.name);
    ASSERT_TRUE(reader.ok()) << reader.error().message;
    std::map<std::string, int> counts;
    int cut = 0;
    while (const std::optional<Record> record = (*reader)->Next()) {
      ++counts[record->type];
      cut += record->complete ? 0 : 1;
      const std::optional<Record> again =
          Reader::Open(folder + file.name, record->at).value()->Next();
      EXPECT_EQ(again ? again->block : "nothing", record->block) << file.name;
    }
    std::string holds;
    for (const auto& [type, count] : counts) {
      holds += (holds.empty() ? "" : " ") + type + " " + std::to_string(count);
    }
    holds += cut != 0 ? " cut " + std::to_string(cut) : "";
    const std::size_t problems = (*reader)->problems().size();
    holds += problems != 0 ? " problems " + std::to_string(problems) : "";
    EXPECT_EQ(holds, file.holds) << file.name << " " << file.why;
    if (holds != file.holds) {
      for (const Reader::Problem& problem : (*reader)->problems()) {
        ADD_FAILURE() << file.name << " @" << problem.offset << ": " << problem.what;
      }
    }
  }
}

}  // namespace
}  // namespace ibid::warc
