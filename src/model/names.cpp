// The one place where enumerators get their names.
#include <array>
#include <cassert>
#include <string_view>

#include "ibid/comparison.h"
#include "ibid/document.h"
#include "ibid/exchange.h"
#include "ibid/graph.h"
#include "ibid/mention.h"
#include "ibid/reference.h"
#include "ibid/resolution.h"
#include "ibid/saved_page.h"

namespace ibid {
namespace {

template <std::size_t kCount, class Enum>
std::string_view Pick(const std::array<std::string_view, kCount>& names, Enum value) {
  const auto index = static_cast<std::size_t>(value);
  assert(index < kCount);
  return names[index];
}

}  // namespace

std::string_view Name(InputKind kind) {
  static constexpr auto kNames =
      std::to_array<std::string_view>({"text", "markdown", "html", "pdf"});
  return Pick(kNames, kind);
}

std::string_view Name(ZoneKind kind) {
  static constexpr auto kNames = std::to_array<std::string_view>(
      {"headline", "heading", "byline", "dateline", "paragraph", "list_item", "caption", "embed",
       "quote", "table", "code", "other"});
  return Pick(kNames, kind);
}

std::string_view Name(MentionKind kind) {
  static constexpr auto kNames = std::to_array<std::string_view>(
      {"link", "short_link", "media_link", "embed", "handle", "hashtag", "cashtag", "attribution",
       "quote", "byline", "dateline", "notice", "identifier"});
  return Pick(kNames, kind);
}

std::string_view Name(EmbedForm form) {
  static constexpr auto kNames =
      std::to_array<std::string_view>({"flattened", "blockquote", "iframe", "amp", "custom_element",
                                       "script", "cms_block", "json", "bare_url"});
  return Pick(kNames, form);
}

std::string_view Name(SourceType type) {
  static constexpr auto kNames = std::to_array<std::string_view>(
      {"person_named", "org_named", "outlet", "agency", "government_body", "unnamed_person",
       "unnamed_group", "document", "poll_dataset", "social_account", "self", "unresolved_pronoun",
       "none"});
  return Pick(kNames, type);
}

std::string_view Name(Channel channel) {
  static constexpr auto kNames = std::to_array<std::string_view>(
      {"unknown", "direct_quote", "indirect_quote", "statement", "public_speech",
       "press_conference", "interview", "press_report", "published_work", "document",
       "court_proceeding", "proposal_order_law", "email_letter", "social_post", "broadcast",
       "vote_poll", "direct_observation", "declined_comment"});
  return Pick(kNames, channel);
}

std::string_view Name(Factuality factuality) {
  static constexpr auto kNames = std::to_array<std::string_view>(
      {"asserted", "negated", "hypothetical", "question", "refused", "evidential_unsourced"});
  return Pick(kNames, factuality);
}

std::string_view Name(NoticeKind notice) {
  static constexpr auto kNames = std::to_array<std::string_view>(
      {"original_source", "first_published", "copyright", "agency_credit", "correction"});
  return Pick(kNames, notice);
}

std::string_view Name(ReferenceKind kind) {
  static constexpr auto kNames = std::to_array<std::string_view>(
      {"url", "short_url", "post", "story", "statement", "document", "agent"});
  return Pick(kNames, kind);
}

std::string_view Name(Failure failure) {
  static constexpr auto kNames = std::to_array<std::string_view>(
      {"none", "refused", "offline", "dns", "dns_temporary", "connect", "tls", "timeout",
       "too_large", "protocol", "cancelled"});
  return Pick(kNames, failure);
}

std::string_view Name(Verdict verdict) {
  static constexpr auto kNames = std::to_array<std::string_view>(
      {"alive",       "moved",           "redirected_away", "soft_404", "gone",
       "deleted",     "protected",       "suspended",       "parked",   "legal",
       "blocked",     "login",           "consent",         "paywall",  "server_error",
       "dns_failure", "connect_failure", "tls_failure",     "timeout",  "too_large",
       "refused",     "offline",         "not_checked",     "unknown"});
  return Pick(kNames, verdict);
}

std::string_view Name(DifferenceKind kind) {
  switch (kind) {
    case DifferenceKind::kAltered:
      return "altered";
    case DifferenceKind::kRenamed:
      return "renamed";
    case DifferenceKind::kEdited:
      return "edited";
  }
  return "";
}

std::string_view Name(HopVia via) {
  static constexpr auto kNames =
      std::to_array<std::string_view>({"start", "location", "refresh", "meta_refresh", "script",
                                       "unwrapped", "media_code", "capture"});
  return Pick(kNames, via);
}

std::string_view Name(LinkState state) {
  static constexpr auto kNames =
      std::to_array<std::string_view>({"unknown", "ok", "failing", "dead"});
  return Pick(kNames, state);
}

std::string_view Name(NodeKind kind) {
  static constexpr auto kNames =
      std::to_array<std::string_view>({"article", "work", "agent", "snapshot"});
  return Pick(kNames, kind);
}

std::string_view Name(EdgeKind kind) {
  static constexpr auto kNames = std::to_array<std::string_view>(
      {"cites", "embeds", "attributes_to", "quotes", "republishes", "redirects_to", "archived_as",
       "authored_by", "published_by", "same_as"});
  return Pick(kNames, kind);
}

std::string_view Name(QuoteFit fit) {
  static constexpr auto kNames = std::to_array<std::string_view>({"verbatim", "changed", "absent"});
  return Pick(kNames, fit);
}

bool IsDead(Verdict verdict) {
  switch (verdict) {
    case Verdict::kRedirectedAway:
    case Verdict::kSoft404:
    case Verdict::kGone:
    case Verdict::kDeleted:
    case Verdict::kSuspended:
    case Verdict::kParked:
    case Verdict::kDnsFailure:
      return true;
    default:
      return false;
  }
}

std::string_view Name(SaveState state) {
  static constexpr auto kNames = std::to_array<std::string_view>(
      {"saved", "captured", "would_save", "refused", "pending", "unsure", "not_asked"});
  return kNames[static_cast<std::size_t>(state)];
}

}  // namespace ibid
