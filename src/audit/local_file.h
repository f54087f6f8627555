#pragma once

#include <string>

#include "ibid/resolution.h"

namespace ibid::audit {

// A file: URL (RFC 8089) that a page on the disk links: alive where there is such a file or folder,
// gone where there is none. Nothing is read of it.
Resolution LookForFile(const std::string& url);

}  // namespace ibid::audit
