#include "cache/audit_gathering.h"

#include <utility>
#include <vector>

#include "cache/audit_rows.h"

namespace ibid::cache {
namespace {

constexpr std::size_t kRowsAtOnce = 2000;
constexpr std::size_t kBytesAtOnce = std::size_t{4} << 20U;

struct Item {
  enum class What : std::uint8_t { kPage, kPlace, kUnreadable };
  What what = What::kPage;
  std::string name;  // Of the page or the input.
  std::string why;
  AuditPlaceRow place;
};

std::size_t SizeOf(const Item& item) {
  const AuditPlaceRow& place = item.place;
  return sizeof(Item) + item.name.size() + item.why.size() + place.url.size() +
         place.written.size() + place.anchor.size() + place.fragment.size() + place.reason.size();
}

// Writer's thread, inside a transaction.
class Inserter {
 public:
  Inserter(Database& db, std::int64_t audit)
      : db_(db),
        audit_(audit),
        page_(db.Prepare("INSERT INTO audit_pages (audit, name) VALUES (?1, ?2)")),
        unreadable_(
            db.Prepare("INSERT INTO audit_unreadable (audit, input, why) VALUES (?1, ?2, ?3)")),
        link_(db.Prepare("INSERT INTO audit_links (audit, url, host, standing, verdict, reasons)"
                         " VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT (audit, url) DO NOTHING")),
        place_(db.Prepare(
            "INSERT INTO audit_places (link, page, line, col, begin_byte, end_byte, written,"
            " fragment, anchor) VALUES ((SELECT id FROM audit_links WHERE audit = ?1 AND url = ?2),"
            " ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)")) {}

  // `page` is the id of the page that places are on; a page changes it.
  bool Insert(const Item& item, std::int64_t& page) {
    switch (item.what) {
      case Item::What::kPage: {
        Cursor row(page_);
        row.Bind(1, audit_);
        row.Bind(2, item.name);
        const bool done = row.Finish();
        page = db_.last_rowid();
        return done;
      }
      case Item::What::kUnreadable: {
        Cursor row(unreadable_);
        row.Bind(1, audit_);
        row.Bind(2, item.name);
        row.Bind(3, item.why);
        return row.Finish();
      }
      case Item::What::kPlace:
        return InsertLink(item.place) && InsertPlace(item.place, page);
    }
    return false;
  }

 private:
  bool InsertLink(const AuditPlaceRow& place) {
    Cursor row(link_);
    row.Bind(1, audit_);
    row.Bind(2, place.url);
    row.Bind(3, place.host);
    row.Bind(4, place.standing);
    row.Bind(5, place.verdict);
    row.Bind(6, place.reason);
    return row.Finish();
  }
  bool InsertPlace(const AuditPlaceRow& place, std::int64_t page) {
    Cursor row(place_);
    row.Bind(1, audit_);
    row.Bind(2, place.url);
    row.Bind(3, page);
    row.Bind(4, std::int64_t{place.line});
    row.Bind(5, std::int64_t{place.column});
    row.Bind(6, static_cast<std::int64_t>(place.begin));
    row.Bind(7, static_cast<std::int64_t>(place.end));
    row.Bind(8, place.written);
    row.Bind(9, place.fragment);
    row.Bind(10, place.anchor);
    return row.Finish();
  }

  Database& db_;
  const std::int64_t audit_;
  Statement page_;
  Statement unreadable_;
  Statement link_;
  Statement place_;
};

}  // namespace

struct AuditGathering::Inner {
  Cache& cache;
  const std::int64_t audit;
  std::vector<Item> items;
  std::size_t bytes = 0;
  std::int64_t page = 0;  // Writer's thread, while that writes.

  Result<void> Add(Item item, AuditGathering& self) {
    bytes += SizeOf(item);
    items.push_back(std::move(item));
    return items.size() >= kRowsAtOnce || bytes >= kBytesAtOnce ? self.Flush() : Result<void>();
  }
};

AuditGathering::AuditGathering(std::unique_ptr<Inner> inner) : inner_(std::move(inner)) {}
AuditGathering::~AuditGathering() = default;

Result<std::unique_ptr<AuditGathering>> AuditGathering::Begin(Cache& cache, std::int64_t audit) {
  const Result<void> cleared = cache.WriteNow([audit](Database& db, ArticleInserter&) {
    return RunFor(db, "DELETE FROM audit_links WHERE audit = ?1", audit) &&
           RunFor(db, "DELETE FROM audit_pages WHERE audit = ?1", audit) &&
           RunFor(db, "DELETE FROM audit_unreadable WHERE audit = ?1", audit);
  });
  if (!cleared) {
    return cleared.error();
  }
  return std::unique_ptr<AuditGathering>(
      new AuditGathering(std::make_unique<Inner>(Inner{cache, audit, {}, 0, 0})));
}

Result<void> AuditGathering::AddPage(std::string page) {
  return inner_->Add({Item::What::kPage, std::move(page), {}, {}}, *this);
}

Result<void> AuditGathering::AddPlace(AuditPlaceRow place) {
  return inner_->Add({Item::What::kPlace, {}, {}, std::move(place)}, *this);
}

Result<void> AuditGathering::AddUnreadable(std::string input, std::string why) {
  return inner_->Add({Item::What::kUnreadable, std::move(input), std::move(why), {}}, *this);
}

Result<void> AuditGathering::Flush() {
  if (inner_->items.empty()) {
    return {};
  }
  const Result<void> written = inner_->cache.WriteNow([this](Database& db, ArticleInserter&) {
    Inserter inserter(db, inner_->audit);
    std::int64_t page = inner_->page;  // Only what is committed counts.
    for (const Item& item : inner_->items) {
      if (!inserter.Insert(item, page)) {
        return false;
      }
    }
    inner_->page = page;
    return true;
  });
  inner_->items.clear();
  inner_->bytes = 0;
  return written;
}

Result<void> AuditGathering::Finish(Instant now) {
  if (Result<void> flushed = Flush(); !flushed) {
    return flushed;
  }
  return inner_->cache.WriteNow([this, now](Database& db, ArticleInserter&) {
    return RunFor(db, "UPDATE audits SET gathered_at = ?2 WHERE id = ?1", inner_->audit,
                  now.time_since_epoch().count());
  });
}

}  // namespace ibid::cache
