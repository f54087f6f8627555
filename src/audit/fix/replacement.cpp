#include "audit/fix/replacement.h"

#include "text/dates.h"
#include "url/url.h"

namespace ibid::audit {
namespace {

bool IsCopy(const url::Url& url) {
  const std::optional<url::Unwrapped> inside = url::Unwrap(url);
  return inside && !inside->archived_at.empty();
}

}  // namespace

std::optional<Replacement> ReplacementOf(const AuditedLink& link) {
  const std::optional<url::Url> own = url::Url::Parse(link.url);
  if (!own || !own->is_http() || IsCopy(*own)) {
    return std::nullopt;
  }
  Replacement made;
  if (link.standing == Standing::kFail) {
    made.why = Replacement::Why::kArchived;
    made.url = link.archived_url;
    made.day = link.archived_at ? text::DateOf(*link.archived_at) : "";
  } else if (link.moved_for_good && link.standing != Standing::kExcluded &&
             link.standing != Standing::kOpen) {
    made.url = link.final_url;
  }
  const std::optional<url::Url> other = url::Url::Parse(made.url);
  if (!other || !other->is_http() || !other->user_info().empty() || *other == *own) {
    return std::nullopt;
  }
  made.url = other->text();
  return made;
}

}  // namespace ibid::audit
