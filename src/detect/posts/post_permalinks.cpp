#include "detect/posts/post_permalinks.h"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>

#include "detect/embeds/embed_address.h"
#include "text/utf8.h"

namespace ibid::detect {
namespace {

bool IsOf(const url::PostAddress& address, const EmbedParts& post) {
  const bool anonymous = address.account.empty() || address.account == "i" || post.account.empty();
  return address.platform == post.platform &&
         (anonymous || text::EqualNoCase(address.account, post.account));
}

}  // namespace

void NamePostsByPermalinks(const Document& document, std::vector<Mention>& posts) {
  std::vector<std::pair<std::uint32_t, EmbedParts*>> lost;  // By the post's end.
  for (Mention& post : posts) {
    auto& parts = std::get<EmbedParts>(post.parts);
    if (parts.post_id.empty()) {
      lost.emplace_back(post.at.end, &parts);
    }
  }
  std::sort(lost.begin(), lost.end());
  const Markup& markup = document.markup;
  for (Markup::Index element = 0; !lost.empty() && element < markup.size(); ++element) {
    const TextSpan at = markup.At(element);
    if (markup.Name(element) != "a" || at.empty()) {
      continue;
    }
    const auto post = std::lower_bound(lost.begin(), lost.end(),
                                       std::pair<std::uint32_t, EmbedParts*>(at.end, nullptr));
    if (post == lost.end() || !post->second->text_at || at.begin < post->second->text_at->end) {
      continue;
    }
    const auto address =
        AddressOf(markup.Get(element, "href").value_or(std::string_view()), std::nullopt);
    if (address && IsOf(*address, *post->second)) {
      post->second->post_id = address->post_id;
      post->second->url = address->url;
    }
  }
}

}  // namespace ibid::detect
