#include "audit/report.h"

namespace ibid::audit {

std::string_view Name(Standing standing) {
  switch (standing) {
    case Standing::kOk:
      return "ok";
    case Standing::kWarn:
      return "warn";
    case Standing::kFail:
      return "fail";
    case Standing::kUnknown:
      return "unknown";
    case Standing::kExcluded:
      return "excluded";
    case Standing::kOpen:
      return "open";
  }
  return "open";
}

std::string_view Name(Change change) {
  switch (change) {
    case Change::kNone:
      return "none";
    case Change::kNewFailure:
      return "new_failure";
    case Change::kHealed:
      return "healed";
    case Change::kNewlyMoved:
      return "newly_moved";
    case Change::kNewLink:
      return "new_link";
    case Change::kGoneLink:
      return "gone_link";
  }
  return "none";
}

}  // namespace ibid::audit
