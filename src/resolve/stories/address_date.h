#pragma once

#include <string_view>

#include "ibid/instant.h"

namespace ibid::resolve {

// The date that an address carries, as far as it goes: "2015-09-28" of /2015/09/28/, /2015/sep/28/,
// /2015/september/28/, /20150928/, -2015-09-28, ?yyyy=2015&mm=09&dd=28; "2015-09" where the day is
// missing; "2015"; empty where there is none. Impossible dates are none. Pure, linear.
IsoDate DateInAddress(std::string_view address);

}  // namespace ibid::resolve
