#include "detect/outlets/outlets.h"

#include <algorithm>
#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "detect/credits/names.h"
#include "detect/data_table.h"
#include "detect/outlets/outlet_lists.h"
#include "text/utf8.h"
#include "url/url.h"

namespace ibid::detect {
namespace {

// ISO 3166-1 alpha-2, as of 2024.
constexpr std::string_view kCountries =
    " ad ae af ag ai al am ao aq ar as at au aw ax az ba bb bd be bf bg bh bi bj bl bm bn bo bq br "
    "bs bt bv bw by bz ca cc cd cf cg ch ci ck cl cm cn co cr cu cv cw cx cy cz de dj dk dm do dz "
    "ec "
    "ee eg eh er es et fi fj fk fm fo fr ga gb gd ge gf gg gh gi gl gm gn gp gq gr gs gt gu gw gy "
    "hk "
    "hm hn hr ht hu id ie il im in io iq ir is it je jm jo jp ke kg kh ki km kn kp kr kw ky kz la "
    "lb "
    "lc li lk lr ls lt lu lv ly ma mc md me mf mg mh mk ml mm mn mo mp mq mr ms mt mu mv mw mx my "
    "mz "
    "na nc ne nf ng ni nl no np nr nu nz om pa pe pf pg ph pk pl pm pn pr ps pt pw py qa re ro rs "
    "ru "
    "rw sa sb sc sd se sg sh si sj sk sl sm sn so sr ss st sv sx sy sz tc td tf tg th tj tk tl tm "
    "tn "
    "to tr tt tv tw tz ua ug um us uy uz va vc ve vg vi vn vu wf ws ye yt za zm zw ";

bool IsCountry(std::string_view code) {
  return code.size() == 2 && kCountries.find(" " + std::string(code) + " ") != kCountries.npos;
}
bool IsOf(std::string_view text, std::string_view characters) {
  return !text.empty() && text.find_first_not_of(characters) == text.npos;
}
constexpr std::string_view kDigits = "0123456789";
constexpr std::string_view kLower = "abcdefghijklmnopqrstuvwxyz";
const std::string kName = std::string(kLower) + std::string(kDigits);

bool IsHandle(std::string_view handle) {
  return handle.size() <= 20 && IsOf(handle, kName + "_");
}
// Labels of letters, digits and hyphens, the last of letters alone.
bool IsDomain(std::string_view domain) {
  const std::size_t last = domain.rfind('.');
  if (last == domain.npos || domain.size() - last < 3 || !IsOf(domain.substr(last + 1), kLower) ||
      !IsOf(domain, kName + "-.") || domain.starts_with('.') || domain.find("..") != domain.npos ||
      domain.starts_with("www.")) {
    return false;
  }
  return !url::RegistrableDomain(domain).empty();
}
bool IsWikidata(std::string_view id) {
  return id.starts_with('Q') && IsOf(id.substr(1), kDigits) && id[1] != '0';
}
bool IsKind(std::string_view kind) {
  return kind == "newspaper" || kind == "magazine" || kind == "broadcaster" || kind == "website" ||
         kind == "journal" || kind == "agency";
}
bool IsPolicySign(char c) {
  return c == '=' || c == '?' || c == '*';
}
std::vector<std::string_view> SplitTabs(std::string_view line) {
  std::vector<std::string_view> out;
  while (true) {
    const std::size_t tab = line.find('\t');
    out.push_back(line.substr(0, tab));
    if (tab == std::string_view::npos) {
      return out;
    }
    line.remove_prefix(tab + 1);
  }
}

// What both tables have in the same columns.
void CheckColumns(const std::vector<std::string_view>& row, std::set<std::string>& domains,
                  std::set<std::string>& handles) {
  for (const std::string_view domain : Alternatives(row[2])) {
    EXPECT_TRUE(IsDomain(std::string(domain))) << row[0] << ": " << domain;
    EXPECT_TRUE(domains.emplace(domain).second) << row[0] << ": twice: " << domain;
  }
  for (const std::string_view handle : Alternatives(row[3])) {
    EXPECT_TRUE(IsHandle(std::string(handle))) << row[0] << ": " << handle;
    EXPECT_TRUE(handles.emplace(handle).second) << row[0] << ": twice: " << handle;
  }
  EXPECT_TRUE(row[5].empty() || IsWikidata(std::string(row[5]))) << row[0] << ": " << row[5];
}

class OutletTables : public testing::Test {
 protected:
  std::set<std::string> domains_;
  std::set<std::string> handles_;
};

TEST_F(OutletTables, CuratedRowsKeepTheRules) {
  static constexpr std::string_view kSources[] = {"own", "own; newsmap", "own; local"};
  const DataTable table("outlets.tsv", 8);
  EXPECT_GE(table.rows().size(), 1500U);
  std::map<std::string, std::string> owner;  // Folded name -> whose own name it is.
  for (const DataTable::Row& row : table.rows()) {
    CheckColumns(row, domains_, handles_);
    EXPECT_TRUE(IsCountry(row[4])) << row[0] << ": " << row[4];
    EXPECT_TRUE(IsKind(row[6])) << row[0] << ": " << row[6];
    EXPECT_NE(std::find(std::begin(kSources), std::end(kSources), row[7]), std::end(kSources))
        << row[0] << ": " << row[7];
    std::vector<std::string_view> names = Alternatives(row[1]);
    names.insert(names.begin(), row[0]);
    std::map<std::string, char> signs;
    for (const std::string_view name : names) {
      const char sign = IsPolicySign(name.front()) ? name.front() : ' ';
      const std::string folded = FoldOutletName(sign == ' ' ? name : name.substr(1));
      EXPECT_GE(folded.size(), 2U) << row[0];
      // In one row a name stands once, or in several ways of writing that count each.
      const auto [in_row, new_in_row] = signs.emplace(folded, sign);
      EXPECT_TRUE(new_in_row || (sign == '=' && in_row->second != ' ')) << row[0] << ": " << name;
      // What another row has too is a short form, or counts only in its case.
      if (sign != '*' && sign != '=') {
        const auto [first, fresh] = owner.emplace(folded, row[0]);
        EXPECT_TRUE(fresh || first->second == row[0])
            << row[0] << ": " << name << " is also " << first->second;
      }
    }
  }
}

TEST_F(OutletTables, MoreRowsKeepTheRules) {
  static constexpr std::string_view kSources[] = {"newsmap", "local", "local; newsmap"};
  const std::vector<std::string_view> lines = MoreOutlets::Get().Lines();
  EXPECT_GE(lines.size(), 5000U);
  std::size_t with_domain = 0;
  std::string_view last;
  for (const std::string_view line : lines) {
    std::vector<std::string_view> row = SplitTabs(line);
    ASSERT_EQ(row.size(), 8U) << line;
    EXPECT_LT(last, row[0]) << "not in order, or twice";
    last = row[0];
    std::replace(row.begin(), row.end(), std::string_view("-"), std::string_view());
    CheckColumns(row, domains_, handles_);
    EXPECT_TRUE(row[4].empty() || IsCountry(row[4])) << row[0] << ": " << row[4];
    EXPECT_TRUE(row[6].empty() || IsKind(row[6])) << row[0] << ": " << row[6];
    EXPECT_NE(std::find(std::begin(kSources), std::end(kSources), row[7]), std::end(kSources))
        << row[0] << ": " << row[7];
    EXPECT_FALSE(row[2].empty() && row[3].empty()) << row[0] << ": of no use";
    with_domain += row[2].empty() ? 0U : 1U;
    // The key is the name as texts are compared, or the domain; the curated rows go first.
    const std::string_view name = row[1].starts_with('=') ? row[1].substr(1) : row[1];
    EXPECT_TRUE(row[0] == row[2] || row[0] == FoldOutletName(name)) << line;
    EXPECT_EQ(CuratedOutlets::Get().All(row[0]).size(), 0U) << row[0];
    EXPECT_EQ(OutletByName(row[0] == row[2] ? row[2] : name).outlet->name, name) << line;
  }
  EXPECT_GE(with_domain * 10, lines.size() * 9);
}

TEST_F(OutletTables, ShareNoDomainAndNoHandle) {
  const DataTable table("outlets.tsv", 8);
  for (const DataTable::Row& row : table.rows()) {
    CheckColumns(row, domains_, handles_);
  }
  for (const std::string_view line : MoreOutlets::Get().Lines()) {
    std::vector<std::string_view> row = SplitTabs(line);
    std::replace(row.begin(), row.end(), std::string_view("-"), std::string_view());
    CheckColumns(row, domains_, handles_);
  }
}

TEST(OutletTable, KnowsEveryAgencyOfDatelines) {
  const DataTable table("agencies.tsv", 3);
  for (const DataTable::Row& row : table.rows()) {
    ASSERT_TRUE(row[2] == "text" || row[2] == "pictures") << row[0];
    const bool pictures = row[2] == "pictures";
    EXPECT_EQ(AgencyNamed(row[0]), pictures ? "" : row[1]);
    EXPECT_EQ(IsPictureAgency(row[0]), pictures) << row[0];
    EXPECT_TRUE(pictures || OutletByName(row[1]).outlet != nullptr) << row[1];
  }
}

// "name, country"
std::string Of(const OutletRow* row) {
  return row == nullptr ? "" : std::string(row->name) + ", " + std::string(row->country);
}

TEST(OutletTable, FindsByNameDomainAndHandle) {
  EXPECT_EQ(Of(OutletByName("the Gray Lady").outlet), "The New York Times, us");
  EXPECT_EQ(Of(OutletByName("AFP").outlet), "Agence France-Presse, fr");
  EXPECT_EQ(Of(OutletByName("Afp").outlet), "");
  EXPECT_EQ(Of(OutletByName("朝日新聞").outlet), "Asahi Shimbun, jp");
  EXPECT_EQ(Of(OutletByName("Коммерсантъ").outlet), "Kommersant, ru");
  EXPECT_EQ(Of(OutletByName("العربية").outlet), "Al Arabiya, sa");
  EXPECT_EQ(Of(OutletByName("WTVY").outlet), "WTVY, us");
  EXPECT_EQ(Of(OutletByName("Wtvy").outlet), "");
  EXPECT_EQ(Of(OutletByName("Taunton Daily Gazette").outlet), "Taunton Daily Gazette, us");
  EXPECT_EQ(Of(OutletByName("Boston University").outlet), "");
  EXPECT_EQ(Of(OutletByName("").outlet), "");
  EXPECT_EQ(Of(OutletByDomain("www.nytimes.com")), "The New York Times, us");
  EXPECT_EQ(Of(OutletByDomain("edition.cnn.com")), "CNN, us");
  EXPECT_EQ(Of(OutletByDomain("www.TauntonGazette.com")), "Taunton Daily Gazette, us");
  EXPECT_EQ(Of(OutletByDomain("com")), "");
  EXPECT_EQ(Of(OutletByHandle("@AP")), "The Associated Press, us");
  EXPECT_EQ(Of(OutletByHandle("nobody_at_all")), "");
}

TEST(OutletTable, ListsWhoSharesAName) {
  std::string names;
  for (const OutletRow* row : OutletsByShortForm("The Daily Star")) {
    names += Of(row) + "; ";
  }
  EXPECT_EQ(names,
            "Daily Star, gb; The Daily Star (Lebanon), lb; The Daily Star (Bangladesh), bd; "
            "Arizona Daily Star, us; ");
}

TEST(OutletTable, FindsANameInsideAPhrase) {
  const auto in = [](std::string_view phrase) {
    std::string_view written;
    const NamedOutlet named = OutletIn(phrase, written);
    return Of(named.outlet) + (named.outlet == nullptr ? "" : ": " + std::string(written));
  };
  EXPECT_EQ(in("a Washington Post report"), "The Washington Post, us: Washington Post");
  EXPECT_EQ(in("the dpa news agency"), "Deutsche Presse-Agentur, de: dpa");
  EXPECT_EQ(in("the sun and the times"), "");
  EXPECT_EQ(in("the DPA news agency"), "Deutsche Presse-Agentur, de: DPA");
  EXPECT_EQ(in("The Times newspaper"), "The New York Times, us: The Times");
  EXPECT_EQ(in("a Times of trouble"), "");
  EXPECT_EQ(in("Britain's ITV television station"), "ITV News, gb: ITV");
  EXPECT_EQ(in(""), "");
}

TEST(OutletTable, FoldsNames) {
  EXPECT_EQ(FoldOutletName("  The  Harper\xE2\x80\x99s \n Magazine "), "harper's magazine");
  EXPECT_EQ(FoldOutletName("the"), "the");
  EXPECT_EQ(FoldOutletName(""), "");
}

}  // namespace
}  // namespace ibid::detect
