#pragma once

#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "audit/report.h"

namespace ibid::audit {

// A report of links that a test lists.
class ListedReport : public Report {
 public:
  Summary about;
  std::vector<AuditedLink> links;
  std::vector<HostSummary> hosts;

  const Summary& summary() const override { return about; }
  Result<void> ForEachLink(const std::function<bool(const AuditedLink&)>& take) override {
    for (const AuditedLink& link : links) {
      if (!take(link)) {
        break;
      }
    }
    return {};
  }
  Result<void> ForEachPlace(
      const std::function<bool(const Place&, const AuditedLink&)>& take) override {
    for (const AuditedLink& link : links) {
      AuditedLink bare = link;
      bare.places.clear();
      for (const Place& place : link.places) {
        if (!take(place, bare)) {
          return {};
        }
      }
    }
    return {};
  }
  Result<void> ForEachHost(const std::function<bool(const HostSummary&)>& take) override {
    for (const HostSummary& host : hosts) {
      if (!take(host)) {
        break;
      }
    }
    return {};
  }

  AuditedLink& Add(std::string url, Standing standing, std::vector<Place> places) {
    AuditedLink link;
    link.url = std::move(url);
    link.standing = standing;
    link.places_total = places.size();
    link.places = std::move(places);
    links.push_back(std::move(link));
    return links.back();
  }
};

inline Place At(std::string page, std::uint32_t line = 1, std::uint32_t column = 1) {
  Place place;
  place.page = std::move(page);
  place.line = line;
  place.column = column;
  return place;
}

}  // namespace ibid::audit
