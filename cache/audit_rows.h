#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "cache/audits.h"
#include "cache/sqlite.h"

// Columns of the audit tables <-> rows of audits.h: the one place that knows both.
namespace ibid::cache {

// What ReadAuditLink reads, in its order, of a table or alias: "link.id, link.url, ...".
std::string AuditLinkColumns(std::string_view table);
AuditLinkRow ReadAuditLink(const Cursor& row, int first = 0);
inline constexpr int kAuditLinkColumns = 20;

// UPDATE of a link's findings: parameter 1 is its id.
extern const char* const kSetAuditLink;
// `row` stays until the cursor goes.
void BindAuditLink(Cursor& cursor, const AuditLinkRow& row);

// The places of audit_places AS place joined with audit_pages AS page.
extern const char* const kAuditPlaceColumns;
AuditPlaceRow ReadAuditPlace(const Cursor& row, int first = 0);
inline constexpr int kAuditPlaceColumnCount = 8;

// Runs a question about one audit, ?1, and `second`, ?2; its rows are not wanted. False on failure.
bool RunFor(Database& db, std::string_view sql, std::int64_t audit,
            std::optional<std::int64_t> second = std::nullopt);

}  // namespace ibid::cache
