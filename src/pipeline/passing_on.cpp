#include "pipeline/passing_on.h"

#include <algorithm>
#include <set>

#include "digest/digest.h"
#include "json/record.h"
#include "pipeline/recall.h"

namespace ibid::pipeline {
namespace {

constexpr std::size_t kDigestDigits = 32;  // Half of SHA-256: nobody gains by a collision.

// Fields told apart whatever is in them.
class Fields {
 public:
  void Add(std::string_view field) {
    all_ += std::to_string(field.size());
    all_ += ':';
    all_ += field;
  }
  void Add(bool on) { Add(on ? std::string_view("1") : std::string_view("0")); }
  void AddNumber(std::int64_t number) { Add(std::to_string(number)); }
  void Add(const std::vector<std::string>& list) {
    AddNumber(static_cast<std::int64_t>(list.size()));
    for (const std::string& item : list) {
      Add(item);
    }
  }
  std::string Digest() const { return digest::Sha256Hex(all_).substr(0, kDigestDigits); }

 private:
  std::string all_;
};

}  // namespace

std::string SettingsDigest(const WebOptions& options, std::string_view program) {
  Fields fields;
  fields.Add(program);
  fields.Add(options.replay);
  fields.Add(options.connect_to);
  fields.Add(options.cacert);
  fields.Add(options.proxy);
  fields.Add(options.no_proxy);
  fields.Add(options.headers);
  fields.Add(options.robots);
  fields.Add(options.allow_private);
  fields.Add(options.third_parties);
  fields.Add(options.archives);
  fields.Add(options.archived_copies);
  fields.AddNumber(options.timeout_s);
  fields.AddNumber(options.death.failures);
  fields.AddNumber(options.death.apart.count());
  for (const HostCredential& credential : options.secrets.hosts) {
    fields.Add(credential.host);
  }
  for (const auto& [name, key] : options.secrets.keys) {
    fields.Add(name);
  }
  return fields.Digest();
}

std::string PassedOnTo(std::string_view asked, std::string_view settings) {
  Fields fields;
  fields.Add(settings);
  fields.Add(asked);
  return fields.Digest();
}

std::optional<Instant> AllStandUntil(const Article& article) {
  std::optional<Instant> all;
  for (const Resolution& resolution : article.resolutions) {
    if (resolution.verdict == Verdict::kNotChecked) {
      continue;
    }
    const std::optional<Instant> until = StandsUntil(resolution);
    if (!until) {
      return std::nullopt;
    }
    all = std::min(all.value_or(*until), *until);
  }
  return all;
}

std::string OutcomesOf(const Article& article) {
  std::set<std::string_view> names;
  for (const Resolution& resolution : article.resolutions) {
    names.insert(Name(resolution.verdict));
    names.insert(Name(resolution.history.state));
  }
  std::string out;
  for (const std::string_view name : names) {
    out += out.empty() ? "" : ",";
    out += name;
  }
  return out;
}

void Keep(const Article& article, cache::Kept& kept) {
  kept.record = json::WriteArticle(article);
  kept.stands_until = AllStandUntil(article);
  kept.outcomes = OutcomesOf(article);
}

}  // namespace ibid::pipeline
