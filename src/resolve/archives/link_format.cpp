#include "resolve/archives/link_format.h"

#include <algorithm>
#include <utility>

#include "text/utf8.h"

namespace ibid::resolve {
namespace {

constexpr std::size_t kParametersMax = 24;
constexpr std::string_view kSpace = " \t\r\n\f";

class Scanner {
 public:
  explicit Scanner(std::string_view text) : text_(text) {}

  bool AtEnd() const { return at_ >= text_.size(); }

  void SkipSpace() { at_ = std::min(text_.find_first_not_of(kSpace, at_), text_.size()); }

  bool Take(char c) {
    SkipSpace();
    if (AtEnd() || text_[at_] != c) {
      return false;
    }
    ++at_;
    return true;
  }

  // To the next "<", over whatever is no link.
  bool FindLink() {
    at_ = std::min(text_.find('<', at_), text_.size());
    return !AtEnd();
  }

  std::string_view Until(std::string_view ends) {
    const std::size_t begin = at_;
    at_ = std::min(text_.find_first_of(ends, at_), text_.size());
    return text_.substr(begin, at_ - begin);
  }

  // A quoted string (RFC 9110, 5.6.4), its quotes off and escapes undone.
  std::string Quoted() {
    std::string out;
    while (!AtEnd() && text_[at_] != '"') {
      if (text_[at_] == '\\' && at_ + 1 < text_.size()) {
        ++at_;
      }
      out += text_[at_++];
    }
    at_ = std::min(at_ + 1, text_.size());
    return out;
  }

 private:
  std::string_view text_;
  std::size_t at_ = 0;
};

WebLink::Parameter ReadParameter(Scanner& in) {
  WebLink::Parameter parameter;
  in.SkipSpace();
  parameter.name = text::Lower(text::Trim(in.Until("=;,")));
  if (in.Take('=')) {
    if (in.Take('"')) {
      parameter.value = in.Quoted();
    } else {
      parameter.value = text::Trim(in.Until(";,"));
    }
  }
  return parameter;
}

}  // namespace

std::string_view WebLink::Get(std::string_view name) const {
  const auto found = std::find_if(parameters.begin(), parameters.end(),
                                  [&](const Parameter& p) { return p.name == name; });
  return found == parameters.end() ? std::string_view() : std::string_view(found->value);
}

bool WebLink::Is(std::string_view relation) const {
  std::string_view types = Get("rel");
  while (!types.empty()) {
    const std::size_t end = std::min(types.find_first_of(kSpace), types.size());
    if (text::EqualNoCase(types.substr(0, end), relation)) {
      return true;
    }
    types.remove_prefix(std::min(end + 1, types.size()));
  }
  return false;
}

std::vector<WebLink> ReadLinks(std::string_view text) {
  std::vector<WebLink> links;
  Scanner in(text);
  while (links.size() < kLinksMax && in.FindLink()) {
    in.Take('<');
    WebLink link;
    link.target = text::Trim(in.Until(">"));
    if (!in.Take('>')) {
      break;
    }
    while (in.Take(';')) {
      WebLink::Parameter parameter = ReadParameter(in);
      if (!parameter.name.empty() && link.parameters.size() < kParametersMax) {
        link.parameters.push_back(std::move(parameter));
      }
    }
    if (!link.target.empty()) {
      links.push_back(std::move(link));
    }
  }
  return links;
}

}  // namespace ibid::resolve
