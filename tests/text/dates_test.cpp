#include "text/dates.h"

#include <string>

#include <gtest/gtest.h>

namespace ibid::text {
namespace {

// The text with [every date|as read] in brackets, scanned as a detector would; "+" after a date
// says that a clock time belongs to it.
std::string Marked(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const auto found = DateAt(text, at);
    if (!found) {
      out += text[at++];
      continue;
    }
    EXPECT_EQ(found->at.begin, at);
    out += '[';
    out += Slice(text, found->at);
    out += '|' + found->iso + (found->has_time ? "+]" : "]");
    at = found->at.end;
  }
  return out;
}

// The same for days without a year, as "[February 1|2/1]".
std::string MarkedDays(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const auto found = DayAt(text, at);
    if (!found) {
      out += text[at++];
      continue;
    }
    out += '[';
    out += Slice(text, found->at);
    out += '|' + std::to_string(found->month) + '/' + std::to_string(found->day) + ']';
    at = found->at.end;
  }
  return out;
}

// The whole text is one date, and this one; "2015-09-25+" where it carries a clock time.
std::string Whole(std::string_view text) {
  const auto found = DateAt(text, 0);
  if (!found) {
    return "none";
  }
  if (found->at.end != text.size()) {
    return "only: " + std::string(Slice(text, found->at));
  }
  return found->iso + (found->has_time ? "+" : "");
}

TEST(DatesTest, ReadsTheDatesOfEmbeds) {
  EXPECT_EQ(Whole("September 25, 2015"), "2015-09-25");
  EXPECT_EQ(Whole("25 September 2015"), "2015-09-25");
  EXPECT_EQ(Whole("28 avril 2017"), "2017-04-28");
  EXPECT_EQ(Whole("10 Septembre 2015"), "2015-09-10");
  EXPECT_EQ(Whole("12. März 2015"), "2015-03-12");
  EXPECT_EQ(Whole("28 de septiembre de 2015"), "2015-09-28");
  EXPECT_EQ(Whole("30 de julho de 2016"), "2016-07-30");
  EXPECT_EQ(Whole("1 января 2021 г."), "2021-01-01");
  EXPECT_EQ(Whole("1月 22, 2013"), "2013-01-22");
  EXPECT_EQ(Whole("2014, 11月 21"), "2014-11-21");
  EXPECT_EQ(Whole("2018年6月6日"), "2018-06-06");
  EXPECT_EQ(Whole("January 1, 2025 at 7:45 AM"), "2025-01-01+");
  EXPECT_EQ(Whole("Jul 5, 2018 at 7:11am PDT"), "2018-07-05+");
}

TEST(DatesTest, ReadsMonthsOfManyLanguagesInAnyCase) {
  EXPECT_EQ(Whole("21 giugno 2016"), "2016-06-21");
  EXPECT_EQ(Whole("3 maart 2014"), "2014-03-03");
  EXPECT_EQ(Whole("5 października 2019"), "2019-10-05");
  EXPECT_EQ(Whole("9 ŞUBAT 2020"), "2020-02-09");
  EXPECT_EQ(Whole("9 Şub 2020"), "2020-02-09");
  EXPECT_EQ(Whole("17 HAZİRAN 2020"), "2020-06-17");
  EXPECT_EQ(Whole("4 KASIM 2020"), "2020-11-04");
  EXPECT_EQ(Whole("12 augusti 2011"), "2011-08-12");
  EXPECT_EQ(Whole("den 12 marts 2011"), "none");
  EXPECT_EQ(Whole("12. marts 2011"), "2011-03-12");
  EXPECT_EQ(Whole("12. desember 2011"), "2011-12-12");
  EXPECT_EQ(Whole("6. joulukuuta 2017"), "2017-12-06");
  EXPECT_EQ(Whole("28. října 1918"), "1918-10-28");
  EXPECT_EQ(Whole("24 СЕРПНЯ 2021 р."), "2021-08-24");
  EXPECT_EQ(Whole("17 Agustus 2015"), "2015-08-17");
  EXPECT_EQ(Whole("14 ноя 2022"), "2022-11-14");
  EXPECT_EQ(Whole("2015년 9월 25일"), "2015-09-25");
  EXPECT_EQ(Whole("2015年9月"), "2015-09");
  EXPECT_EQ(Whole("٢٥ سبتمبر ٢٠١٥"), "2015-09-25");
  EXPECT_EQ(Whole("۲۵ سپتامبر ۲۰۱۵"), "2015-09-25");
  EXPECT_EQ(Whole("२५ सितंबर २०१५"), "2015-09-25");
  EXPECT_EQ(Whole("２０１５年９月２５日"), "2015-09-25");
  EXPECT_EQ(Whole("٢٠١٥٥ سبتمبر ٢٥"), "none");
  EXPECT_EQ(Whole("25 กันยายน 2015"), "2015-09-25");
  EXPECT_EQ(Whole("25. rujna 2015"), "2015-09-25");
  EXPECT_EQ(Whole("5 lip 2018"), "2018-07-05") << "Polish, not Croatian";
  EXPECT_EQ(Whole("25. септембар 2015"), "2015-09-25");
  EXPECT_EQ(Whole("2015 m. rugsėjo 25"), "2015-09-25");
  EXPECT_EQ(Whole("25. septembris 2015"), "2015-09-25");
  EXPECT_EQ(Whole("25. september 2015"), "2015-09-25");
  EXPECT_EQ(Whole("25 Ogos 2015"), "2015-08-25");
  EXPECT_EQ(Whole("Setyembre 25, 2015"), "2015-09-25");
  EXPECT_EQ(Whole("25 ستمبر 2015"), "2015-09-25");
  EXPECT_EQ(Whole("25 სექტემბერი, 2015"), "2015-09-25");
  EXPECT_EQ(Whole("25 سبتمبر، 2015"), "2015-09-25");
  EXPECT_EQ(Whole("3 كانون الثاني 2016"), "2016-01-03");
  EXPECT_EQ(Whole("25 בספטמבר 2015"), "2015-09-25");
  EXPECT_EQ(Whole("25 Σεπτεμβρίου 2015"), "2015-09-25");
  EXPECT_EQ(Whole("25 tháng 10, 2015"), "2015-10-25");
  EXPECT_EQ(Whole("2015. szeptember 25."), "2015-09-25");
  EXPECT_EQ(Whole("1er août 2014"), "2014-08-01");
  EXPECT_EQ(Whole("1º de janeiro de 2019"), "2019-01-01");
  EXPECT_EQ(Whole("1 AOÛT 2014"), "2014-08-01");
}

TEST(DatesTest, ReadsTheFormsOfEnglish) {
  EXPECT_EQ(Whole("Sept. 25, 2015"), "2015-09-25");
  EXPECT_EQ(Whole("Sep 25 2015"), "2015-09-25");
  EXPECT_EQ(Whole("25th of September, 2015"), "2015-09-25");
  EXPECT_EQ(Whole("September 25th, 2015"), "2015-09-25");
  EXPECT_EQ(Whole("September the 25th, 2015"), "2015-09-25");
  EXPECT_EQ(Whole("SEPTEMBER 25,2015"), "2015-09-25");
  EXPECT_EQ(Whole("September\u00A025,\n2015"), "2015-09-25");
  EXPECT_EQ(Whole("25-Sep-2015"), "2015-09-25");
  EXPECT_EQ(Whole("Feb 2015"), "2015-02");
  EXPECT_EQ(Whole("Feb. 2015"), "2015-02");
  EXPECT_EQ(Whole("September of 2015"), "2015-09");
  EXPECT_EQ(Whole("septiembre de 2015"), "2015-09");
}

TEST(DatesTest, ReadsDigits) {
  EXPECT_EQ(Whole("2015-09-25"), "2015-09-25");
  EXPECT_EQ(Whole("2015/09/25"), "2015-09-25");
  EXPECT_EQ(Whole("2015. 9. 25."), "2015-09-25");
  EXPECT_EQ(Whole("2015-09-25T14:03:11Z"), "2015-09-25+");
  EXPECT_EQ(Whole("2015-09-25T14:03:11.5+02:00"), "2015-09-25+");
  EXPECT_EQ(Whole("2015-09-25 14:03"), "2015-09-25+");
  EXPECT_EQ(Whole("5/6/2015"), "none");
  EXPECT_EQ(Whole("25.9.2015"), "none");
}

TEST(DatesTest, TakesTheClockWithIt) {
  EXPECT_EQ(Marked("on September 25, 2015 at 7:11am PDT."),
            "on [September 25, 2015 at 7:11am PDT|2015-09-25+].");
  EXPECT_EQ(Marked("25 Sep 2015, 14:03 UTC!"), "[25 Sep 2015, 14:03 UTC|2015-09-25+]!");
  EXPECT_EQ(Marked("25. März 2015 um 14:03 Uhr"), "[25. März 2015 um 14:03 Uhr|2015-03-25+]");
  EXPECT_EQ(Marked("25 mars 2015 à 14h03"), "[25 mars 2015 à 14h03|2015-03-25+]");
  EXPECT_EQ(Marked("May 5, 2015 at 7 p.m. ET"), "[May 5, 2015 at 7 p.m. ET|2015-05-05+]");
  EXPECT_EQ(Marked("May 5, 2015 at home"), "[May 5, 2015|2015-05-05] at home");
  EXPECT_EQ(Marked("May 5, 2015, 25:10"), "[May 5, 2015|2015-05-05], 25:10");
}

TEST(DatesTest, LeavesAloneWhatIsNoDate) {
  for (const std::string_view text :
       {"February 30, 2015", "2015-13-01", "2015-02-30", "it may 2015 be", "march 2015 miles",
        "Dismay 5, 2015", "September 25, 20155", "September 25, 99", "out 2015", "set 2015 records",
        "May 5", "2015", "in 2015 may", "09-25", "192.168.2015.12", "v2015-09-25", "idUS20150920",
        "Marchand 5, 2015", "2010-12"}) {
    EXPECT_EQ(Marked(text), text);
  }
}

TEST(DatesTest, FindsDatesInRunningText) {
  EXPECT_EQ(Marked("— CFR (@CFR_org) September 25, 2015The rest"),
            "— CFR (@CFR_org) [September 25, 2015|2015-09-25]The rest");
  EXPECT_EQ(Marked("(@joshapte) November 3, 2019 He said in May 2015 that"),
            "(@joshapte) [November 3, 2019|2019-11-03] He said in [May 2015|2015-05] that");
  EXPECT_EQ(Marked("31 April 2015 or 1225 May 2015"),
            "31 [April 2015|2015-04] or 1225 [May 2015|2015-05]");
  EXPECT_EQ(Marked("投稿日2015年9月25日に"), "投稿日[2015年9月25日|2015-09-25]に");
  EXPECT_EQ(Marked("caf\xE9 \xFF 1 May 2015\xC3"), "caf\xE9 \xFF [1 May 2015|2015-05-01]\xC3");
  EXPECT_EQ(FindDate("none, then 5 May 2015 and 6 May 2015")->iso, "2015-05-05");
  EXPECT_FALSE(FindDate(""));
}

TEST(DatesTest, ReadsDaysWithoutAYear) {
  EXPECT_EQ(MarkedDays("On February 1 and 2 March they met"),
            "On [February 1|2/1] and [2 March|3/2] they met");
  EXPECT_EQ(MarkedDays("on Sept. 28 (Reuters)"), "on [Sept. 28|9/28] (Reuters)");
  EXPECT_EQ(MarkedDays("am 1. Februar, le 1er mai, el 1 de febrero"),
            "am [1. Februar|2/1], le [1er mai|5/1], el [1 de febrero|2/1]");
  EXPECT_EQ(MarkedDays("2月1日に、1 января"), "[2月1日|2/1]に、[1 января|1/1]");
  for (const std::string_view text :
       {"you may 5 times", "march 5 miles", "set 5 goals", "out 5 people", "Feb 30",
        "March 1,500 people", "May 5pm", "September 2015", "tem 5 anos", "March 10%"}) {
    EXPECT_EQ(MarkedDays(text), text);
  }
}

TEST(DatesTest, IsLinearOnHostileText) {
  const std::string spaces = "May" + std::string(200'000, ' ');
  EXPECT_FALSE(FindDate(spaces));
  std::string days;
  for (int i = 0; i < 50'000; ++i) {
    days += "Sept. 25, ";
  }
  EXPECT_FALSE(FindDate(days));
}

}  // namespace
}  // namespace ibid::text
