#include "refer/identity.h"

#include <array>
#include <cstddef>

#include "digest/digest.h"
#include "text/utf8.h"
#include "url/url.h"

namespace ibid::refer {
namespace {

constexpr std::size_t kDigestDigits = 16;

}  // namespace

std::string PostKey(std::string_view platform, std::string_view post_id) {
  std::string key(platform);
  key += platform == "x" ? ":status:" : ":";
  key += post_id;
  return key;
}

std::string LostPostKey(const EmbedParts& embed) {
  return embed.platform + ":post:" + text::Lower(embed.account) + "/" + embed.date + "/" +
         ShortDigest(embed.text);
}

std::string FoldAgent(std::string_view name) {
  return text::Lower(text::FoldSpace(name));
}

std::string ShortDigest(std::string_view text) {
  std::string words;
  words.reserve(text.size());
  for (std::size_t i = 0; i < text.size();) {
    if (text::IsAscii(text[i])) {
      if (text::IsWordChar(static_cast<unsigned char>(text[i]))) {
        words += text::LowerAscii(text[i]);
      } else if (!words.empty() && words.back() != ' ') {
        words += ' ';
      }
      ++i;
      continue;
    }
    const text::Decoded c = text::DecodeAt(text, i);
    if (text::IsWordChar(c.code)) {
      text::Append(words, text::ToLower(c.code));
    } else if (!words.empty() && words.back() != ' ') {
      words += ' ';
    }
    i += c.size;
  }
  if (!words.empty() && words.back() == ' ') {
    words.pop_back();
  }
  return digest::Sha256Hex(words).substr(0, kDigestDigits);
}

std::string MediaCode(const LinkParts& link) {
  static constexpr std::array<std::string_view, 3> kHosts = {"pic.twitter.com/", "pic.x.com/",
                                                             "t.co/"};
  const std::string& address = link.url.empty() ? link.written : link.url;
  for (const std::string_view host : kHosts) {
    const std::size_t at = address.find(host);
    const bool begins = at == 0 || (at != std::string::npos && address[at - 1] == '/');
    if (begins) {
      const std::string code = address.substr(at + host.size());
      return code.substr(0, code.find_first_of("/?#"));
    }
  }
  return {};
}

std::string MediaAddress(const LinkParts& link) {
  const std::string code = MediaCode(link);
  return code.empty() ? link.url : "https://t.co/" + code;
}

std::string IdentifierUrl(const IdentifierParts& identifier) {
  // {} is the value, percent-encoded where it may hold what has a meaning in URLs.
  struct Resolver {
    std::string_view scheme;
    std::string_view before;
    std::string_view after;
    bool encode = true;
  };
  static constexpr auto kResolvers = std::to_array<Resolver>(
      {{"doi", "https://doi.org/", "", false},
       {"arxiv", "https://arxiv.org/abs/", "", false},
       {"pmid", "https://pubmed.ncbi.nlm.nih.gov/", "/"},
       {"pmcid", "https://pmc.ncbi.nlm.nih.gov/articles/", "/"},
       {"rfc", "https://www.rfc-editor.org/rfc/rfc", ""},
       {"cve", "https://www.cve.org/CVERecord?id=", ""},
       {"celex", "https://eur-lex.europa.eu/legal-content/EN/TXT/?uri=CELEX:", ""}});
  for (const Resolver& resolver : kResolvers) {
    if (identifier.scheme == resolver.scheme) {
      std::string out(resolver.before);
      out += resolver.encode ? url::PercentEncode(identifier.value) : identifier.value;
      return out += resolver.after;
    }
  }
  return {};
}

}  // namespace ibid::refer
