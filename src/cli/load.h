#pragma once

#include <memory>
#include <string>

#include "cli/options.h"
#include "cli/output.h"
#include "cli/tally.h"
#include "ibid/document.h"
#include "ibid/result.h"
#include "ibid/session.h"

namespace ibid::cli {

// What the flags say of the web.
WebOptions WebOptionsFor(const Options& options);

// The web of this run, opened when somebody first needs it: `detect` on files never does.
class WebOnDemand {
 public:
  explicit WebOnDemand(const Options& options) : options_(options) {}
  Result<Session*> Get();
  // Finishes a recording, if there is one.
  Result<void> Close();
  // The cache failed in the middle of the run; it was said.
  bool had_trouble() const { return had_trouble_; }

 private:
  const Options& options_;
  std::unique_ptr<Session> session_;
  bool had_trouble_ = false;
};

// A file, standard input or a URL as a Document, with what the flags say of it. Errors name the
// input.
Result<Document> Load(const std::string& input, const Options& options, WebOnDemand& web);

// The end of a run: closes the recording and the output, says what of them, or of the cache,
// failed, and enters it in the tally.
void Finish(WebOnDemand& web, Output& out, Tally& tally);

}  // namespace ibid::cli
