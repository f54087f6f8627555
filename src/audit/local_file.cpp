#include "audit/local_file.h"

#include <filesystem>
#include <optional>
#include <system_error>

#include "url/url.h"

namespace ibid::audit {

Resolution LookForFile(const std::string& text) {
  Resolution out;
  const std::optional<url::Url> url = url::Url::Parse(text);
  if (!url || (!url->host().empty() && url->host() != "localhost")) {
    out.verdict = Verdict::kNotChecked;
    out.reasons.emplace_back("a file of another machine");
    return out;
  }
  std::error_code error;
  const std::filesystem::path path(url::PercentDecode(url->path()));
  const std::filesystem::file_status status = std::filesystem::status(path, error);
  if (std::filesystem::exists(status)) {
    out.verdict = Verdict::kAlive;
    out.reasons.emplace_back(std::filesystem::is_directory(status) ? "the folder is there"
                                                                   : "the file is there");
  } else if (status.type() == std::filesystem::file_type::not_found) {
    out.verdict = Verdict::kGone;
    out.reasons.emplace_back("there is no such file");
  } else {
    out.verdict = Verdict::kUnknown;
    out.reasons.push_back("cannot be looked for: " + error.message());
  }
  return out;
}

}  // namespace ibid::audit
