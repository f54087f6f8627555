#pragma once

#include <string>
#include <vector>

#include "ibid/reference.h"
#include "resolve/resolve.h"

namespace ibid::resolve {

// What the article of tests/web/sites/seed leans on, as refer would hand it over.
std::vector<Reference> SeedReferences();
ResolveOptions SeedOptions();

// All resolutions, as Show() has them, with their references' labels; and how many requests.
std::string ShowSeed(const std::vector<Reference>& references,
                     const std::vector<Resolution>& resolutions);

// What ShowSeed() gives over the seed's web, however it is carried.
std::string SeedExpected();

}  // namespace ibid::resolve
