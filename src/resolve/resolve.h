#pragma once

#include <functional>
#include <string>
#include <vector>

#include "ibid/reference.h"
#include "ibid/resolution.h"
#include "net/web.h"

// References -> Resolutions: what the web says of each. Knows the Web, not what carries it.
namespace ibid::resolve {

struct ResolveOptions {
  IsoDate article_date;       // For archived copies near it, and stories around it; may be empty.
  std::string article_url;    // Never asked; a reference to it is the article itself.
  bool third_parties = true;  // false: only hosts that the references name are asked.
};

// One reference. Never fails: what could not be found out is a verdict with a reason.
// `options` and `web` outlive the task.
net::Task<Resolution> Resolve(Reference reference, const ResolveOptions& options, net::Web& web);

}  // namespace ibid::resolve
