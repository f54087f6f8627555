#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "cache/kept.h"
#include "ibid/article.h"
#include "ibid/session.h"

// Whose findings a run may lean on, and which it may pass on as they are. Pure.
namespace ibid::pipeline {

// A digest of all that decides what is asked and found beside the article and the web: the program
// itself, flags, hosts that have credentials, names of keys (the keys are in no digest), the rule
// for what is dead. What only decides how fast it goes (widths) has no part in it.
std::string SettingsDigest(const WebOptions& options, std::string_view program);

// The digest under which the record of an article is passed on (cache::Kept::passed_on_to);
// `asked`: all that decided what the article is, without the program.
std::string PassedOnTo(std::string_view asked, std::string_view settings);

// Until when each resolution of the article stands (recall.h), so that the whole of it may be
// passed on; none where one does not. Where there was nothing to ask, there never will be.
std::optional<Instant> AllStandUntil(const Article& article);

// The names of its verdicts and states, as cache::Kept::outcomes has them.
std::string OutcomesOf(const Article& article);

// Fills in all of `kept` but the settings, and whom it is passed on to.
void Keep(const Article& article, cache::Kept& kept);

}  // namespace ibid::pipeline
