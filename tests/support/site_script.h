#pragma once

#include <string>

#include "support/scripted_web.h"

namespace ibid::test {

// Plays the site files of the test web (tests/web/README.md) without a server: hosts, rules, their
// queries, statuses, headers and bodies. What is about bytes on a socket (delays, cuts,
// compression) has no meaning here and is passed over; rules with a `when` are for browsers and are
// left out. Returns how many rules were read; 0 means that the folder is not there.
int LoadSites(const std::string& folder, ScriptedWeb& web);

}  // namespace ibid::test
