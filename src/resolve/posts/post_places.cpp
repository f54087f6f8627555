#include "resolve/posts/post_places.h"

#include <array>
#include <utility>

#include "resolve/posts/post_readers.h"
#include "resolve/table.h"
#include "url/url.h"

namespace ibid::resolve {
namespace {

using Reader = std::pair<std::string_view, ReadPlace>;
constexpr auto kReaders = std::to_array<Reader>({{"bluesky_posts", ReadBlueskyPosts},
                                                 {"bluesky_profile", ReadBlueskyProfile},
                                                 {"mastodon_status", ReadMastodonStatus},
                                                 {"mastodon_account", ReadMastodonAccount},
                                                 {"activity", ReadActivity},
                                                 {"peertube_video", ReadPeertubeVideo},
                                                 {"reddit_post", ReadRedditPost},
                                                 {"youtube_page", ReadYoutubePage},
                                                 {"tiktok_page", ReadTiktokPage},
                                                 {"telegram_widget", ReadTelegramWidget},
                                                 {"telegram_channel", ReadTelegramChannel},
                                                 {"instagram_embed", ReadInstagramEmbed},
                                                 {"facebook_plugin", ReadFacebookPlugin},
                                                 {"status", ReadStatusAlone}});

ReadPlace ReaderNamed(std::string_view name) {
  for (const auto& [known, read] : kReaders) {
    if (known == name) {
      return read;
    }
  }
  return nullptr;  // "oembed" and "page" are asked in more than one step.
}

std::vector<PostPlace> RowsOf(std::string_view platform) {
  static const std::vector<Row> kRows = Rows("post_places.tsv");
  std::vector<PostPlace> places;
  for (const Row& row : kRows) {
    if (Cell(row, 0) != platform) {
      continue;
    }
    PostPlace place;
    place.platform = Cell(row, 0);
    place.on_missing = Cell(row, 1) == "missing";
    place.name = Cell(row, 2);
    place.reader = Cell(row, 3);
    place.url = Cell(row, 4);
    place.accept = Cell(row, 5) == "-" ? std::string_view() : Cell(row, 5);
    place.read = ReaderNamed(place.reader);
    places.push_back(place);
  }
  return places;
}

std::string WithoutSlashes(std::string url) {
  while (url.ends_with('/')) {
    url.pop_back();
  }
  return url;
}

// What a name in a template stands for; empty where it is not known.
std::string ValueOf(std::string_view name, const Reference& post) {
  if (name == "id") {
    return url::PercentEncode(post.post_id);
  }
  if (name == "path") {
    return post.post_id.find_first_of("?#%\\ ") == std::string::npos ? post.post_id : "";
  }
  if (name == "account") {
    return url::PercentEncode(post.account);
  }
  if (name == "user") {
    return url::PercentEncode(UserOf(post));
  }
  if (name == "url") {
    return WithoutSlashes(post.url);
  }
  if (name == "url%") {
    return url::PercentEncode(post.url);
  }
  const auto parsed = name == "host" ? url::Url::Parse(post.url) : std::nullopt;
  return parsed ? std::string(parsed->host()) : "";
}

}  // namespace

std::vector<PostPlace> PlacesOf(std::string_view platform) {
  std::vector<PostPlace> places = RowsOf(platform);
  return places.empty() ? RowsOf("*") : places;
}

std::string Address(const PostPlace& place, const Reference& post) {
  std::string address;
  std::string_view rest = place.url;
  while (!rest.empty()) {
    const std::size_t open = rest.find('{');
    const std::size_t close = rest.find('}');
    address += rest.substr(0, open);
    if (open == std::string_view::npos || close == std::string_view::npos) {
      break;
    }
    const std::string value = ValueOf(rest.substr(open + 1, close - open - 1), post);
    if (value.empty()) {
      return {};
    }
    address += value;
    rest.remove_prefix(close + 1);
  }
  return address == "-" ? std::string() : address;
}

}  // namespace ibid::resolve
