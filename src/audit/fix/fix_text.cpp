#include "audit/fix/fix_text.h"

#include <algorithm>
#include <utility>

#include "audit/fix/escape.h"
#include "audit/inputs/source_text.h"

namespace ibid::audit {
namespace {

using What = WrittenLink::What;

constexpr int kRounds = 32;  // Of writing and reading again, until all reads as it should.

// One link that is to be changed.
struct Plan {
  std::size_t index = 0;  // Among all links of the file.
  WrittenLink link;
  Replacement replacement;
  std::string original;  // Absolute, with its fragment.
  std::string address;   // Absolute, that is to be there then.
  std::string words;     // As it is to be written, before any escape.
  enum class How { kAsItWas, kInBrackets, kNot } how = How::kAsItWas;
};

std::string WithFragment(std::string url, const std::string& fragment) {
  return fragment.empty() || url.find('#') != std::string::npos ? url : url + "#" + fragment;
}

std::string AbsoluteOf(const WrittenLink& link, const Bases& bases) {
  const Address address = Resolved(link, bases);
  return WithFragment(address.url, address.fragment);
}

// A path alone, where the link is written without its host and the host does not change.
std::string AsShort(const WrittenLink& link, const Bases& bases, const std::string& address) {
  const std::optional<url::Url> to = url::Url::Parse(address);
  const bool whole = link.address.find("://") != std::string::npos ||
                     link.address.starts_with("//") || url::Url::Parse(link.address).has_value();
  if (whole || !to || !bases.page || to->scheme() != bases.page->scheme() ||
      to->host() != bases.page->host() || to->port() != bases.page->port() || !link.base.empty()) {
    return address;
  }
  const std::size_t path = address.find('/', address.find("://") + 3);
  return path == std::string::npos || address.substr(path, 2) == "//" ? address
                                                                      : address.substr(path);
}

class Fixer {
 public:
  Fixer(std::string_view bytes, const PageHints& hints, const Bases& bases)
      : hints_(hints), bases_(bases), source_(bytes, hints.content_type, MayBePage(hints)) {
    kind_ = KindOfPage(source_.text(), hints);
  }

  FixedText Run(const std::function<std::optional<Replacement>(const std::string&)>& replacement) {
    const Result<bool> read =
        PageLinks(kind_, source_.text(), hints_.column, [&](WrittenLink link) {
          Consider(std::move(link), replacement);
          return true;
        });
    if (!read) {
      out_.left.push_back(read.error().message);
    }
    for (int round = 0; round < kRounds && !plans_.empty(); ++round) {
      Apply();
      if (out_.edits.empty() || ReadsRight()) {
        return std::move(out_);
      }
    }
    if (!out_.edits.empty()) {
      out_.edits.clear();
      out_.left.push_back("the file does not read as it should when its addresses are changed");
    }
    out_.bytes = source_.bytes();
    return std::move(out_);
  }

 private:
  static bool MayBePage(const PageHints& hints) {
    return hints.kind.value_or(InputKind::kHtml) == InputKind::kHtml;
  }

  void Consider(WrittenLink link,
                const std::function<std::optional<Replacement>(const std::string&)>& replacement) {
    const Address address = Resolved(link, bases_);
    expected_.push_back(WithFragment(address.url, address.fragment));
    std::optional<Replacement> found =
        address.url.empty() ? std::nullopt : replacement(address.url);
    if (!found || link.what == What::kName || link.robust) {
      return;
    }
    const bool copy = found->why == Replacement::Why::kArchived;
    if (copy && link.what == What::kOther) {
      out_.left.push_back(address.url + ": what programs read is not sent to an archive");
      return;
    }
    Plan plan;
    plan.index = expected_.size() - 1;
    plan.original = expected_.back();
    plan.address = WithFragment(found->url, address.fragment);
    plan.words = copy ? plan.address : AsShort(link, bases_, plan.address);
    plan.replacement = std::move(*found);
    plan.link = std::move(link);
    while (plan.how != Plan::How::kNot && !ReadsAlone(plan)) {
      NextWay(plan);
    }
    plans_.push_back(std::move(plan));
  }

  // In running text, an address ends where prose would end it.
  bool ReadsAlone(const Plan& plan) const {
    const Layer layer = plan.link.layers.front();
    const bool prose =
        layer == Layer::kMarkdownBare || (kind_ == PageKind::kText && layer == Layer::kPlain);
    if (!prose || plan.how != Plan::How::kAsItWas) {
      return true;
    }
    bool same = false;
    const std::string prose_around = "x " + plan.words + " y";
    return PageLinks(kind_, prose_around, "",
                     [&](const WrittenLink& link) {
                       same = link.address == plan.words;
                       return false;
                     })
               .ok() &&
           same;
  }

  void NextWay(Plan& plan) {
    const bool bare = plan.link.layers.front() == Layer::kMarkdownBare;
    if (plan.how == Plan::How::kAsItWas && bare) {
      plan.how = Plan::How::kInBrackets;
    } else {
      plan.how = Plan::How::kNot;
      out_.left.push_back(plan.original + ": " + plan.address +
                          " cannot be written where it stands");
    }
  }

  // The text that stands for a link's from then on, its attributes included.
  std::string NewText(const Plan& plan) const {
    const WrittenLink& link = plan.link;
    std::string out = Written(plan.words, link.layers);
    if (plan.how == Plan::How::kInBrackets) {
      out = "<" + out + ">";
    }
    if (plan.replacement.why != Replacement::Why::kArchived || link.attributes_at == 0) {
      return out;
    }
    out += source_.text().substr(link.at.end, link.attributes_at - link.at.end);
    std::string attributes = " data-originalurl=\"" + HtmlWritten(plan.original) +
                             "\" data-versionurl=\"" + HtmlWritten(plan.address) + "\"";
    if (!plan.replacement.day.empty()) {
      attributes += " data-versiondate=\"" + HtmlWritten(plan.replacement.day) + "\"";
    }
    const std::vector<Layer> around(link.layers.begin() + 1, link.layers.end());
    return out + Written(attributes, around);
  }

  void Apply() {
    out_.edits.clear();
    out_.bytes.clear();
    std::size_t done = 0;
    for (const Plan& plan : plans_) {
      if (plan.how == Plan::How::kNot) {
        continue;
      }
      const bool attributes = plan.replacement.why == Replacement::Why::kArchived;
      const std::uint32_t end =
          std::max(plan.link.at.end, attributes ? plan.link.attributes_at : 0);
      const SourceText::Spot spot = source_.Of({plan.link.at.begin, end});
      Edit edit;
      edit.begin = spot.begin;
      edit.end = spot.end;
      edit.bytes = source_.Encoded(NewText(plan));
      edit.address = plan.address;
      out_.bytes += source_.bytes().substr(done, edit.begin - done);
      out_.bytes += edit.bytes;
      done = edit.end;
      out_.edits.push_back(std::move(edit));
    }
    out_.bytes += source_.bytes().substr(done);
  }

  // Whether the corrected file has the addresses that it should; what does not read right is
  // written in another way the next time, or not at all.
  bool ReadsRight() {
    std::vector<std::string> wanted = expected_;
    for (const Plan& plan : plans_) {
      if (plan.how != Plan::How::kNot) {
        wanted[plan.index] = plan.address;
      }
    }
    SourceText again(out_.bytes, hints_.content_type, MayBePage(hints_));
    const PageKind kind = KindOfPage(again.text(), hints_);
    std::size_t at = 0;
    const Result<bool> read =
        PageLinks(kind, again.text(), hints_.column, [&](const WrittenLink& link) {
          const bool right = at < wanted.size() && AbsoluteOf(link, bases_) == wanted[at];
          at += right ? 1 : 0;
          return right;
        });
    if (kind == kind_ && read && *read && at == wanted.size()) {
      return true;
    }
    Doubt(at);
    return false;
  }

  // The last change before the first address that is not what it should be is at fault.
  void Doubt(std::size_t index) {
    Plan* fault = nullptr;
    for (Plan& plan : plans_) {
      if (plan.how != Plan::How::kNot && (plan.index <= index || fault == nullptr)) {
        fault = &plan;
      }
    }
    if (fault != nullptr) {
      NextWay(*fault);
    }
  }

  const PageHints& hints_;
  const Bases& bases_;
  SourceText source_;
  PageKind kind_ = PageKind::kText;
  std::vector<std::string> expected_;  // Of all links, as they are.
  std::vector<Plan> plans_;
  FixedText out_;
};

}  // namespace

FixedText FixText(
    std::string_view bytes, const PageHints& hints, const Bases& bases,
    const std::function<std::optional<Replacement>(const std::string&)>& replacement) {
  return Fixer(bytes, hints, bases).Run(replacement);
}

}  // namespace ibid::audit
