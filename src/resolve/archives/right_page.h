#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "resolve/pages/page.h"

namespace ibid::resolve {

// Why a page that was served under the address of a work cannot be that work, as words; none where
// it may be. Pure. The words of the address's last segments, and `expected` (what the article says
// on its link, a title that is known), have to leave a trace: a page of some length in the same
// script that shares not one of several such words is another one. Addresses without words, and
// pages without text, are not judged.
std::optional<std::string> WhyWrongPage(const Page& page, std::string_view address,
                                        std::string_view expected);

}  // namespace ibid::resolve
