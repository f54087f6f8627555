#pragma once

#include <cstdint>
#include <memory>

#include "audit/report.h"
#include "cache/audit_reader.h"
#include "cache/audits.h"
#include "ibid/result.h"

namespace ibid::audit {

// The report of an audit that is in the cache. `cache` outlives it.
Result<std::unique_ptr<Report>> OpenReport(cache::Cache& cache, const cache::AuditRow& audit);

}  // namespace ibid::audit
