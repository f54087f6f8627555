#pragma once

#include <string>

#include "ibid/exchange.h"
#include "ibid/reference.h"
#include "resolve/posts/post_answer.h"

// One reader for each kind of place in data/post_places.tsv. Pure: bodies may be anything, what
// does not fit says nothing (kUnclear).
namespace ibid::resolve {

// The account without "@" and without its host: "user" of "@user@example.org".
std::string UserOf(const Reference& post);

// app.bsky.feed.getPosts: what is not there is left out of the list.
PostAnswer ReadBlueskyPosts(const Reference& post, const Exchange& exchange);
// app.bsky.actor.getProfile: whether the account was taken down or switched off.
PostAnswer ReadBlueskyProfile(const Reference& post, const Exchange& exchange);
// GET /api/v1/statuses/ID of Mastodon, Pleroma, Pixelfed and others.
PostAnswer ReadMastodonStatus(const Reference& post, const Exchange& exchange);
// GET /api/v1/accounts/lookup: whether the account is suspended or unknown.
PostAnswer ReadMastodonAccount(const Reference& post, const Exchange& exchange);
// An ActivityStreams object; a Tombstone (ActivityPub 6.11) is what is left of a deleted one.
PostAnswer ReadActivity(const Reference& post, const Exchange& exchange);
// GET /api/v1/videos/ID of PeerTube.
PostAnswer ReadPeertubeVideo(const Reference& post, const Exchange& exchange);
// Reddit's listing of a post (and of a comment, where the id has both).
PostAnswer ReadRedditPost(const Reference& post, const Exchange& exchange);

// The player's response in a page of YouTube.
PostAnswer ReadYoutubePage(const Reference& post, const Exchange& exchange);
// The state in a page of TikTok.
PostAnswer ReadTiktokPage(const Reference& post, const Exchange& exchange);
// t.me/CHANNEL/ID?embed=1
PostAnswer ReadTelegramWidget(const Reference& post, const Exchange& exchange);
// t.me/s/CHANNEL/ID: the posts around it.
PostAnswer ReadTelegramChannel(const Reference& post, const Exchange& exchange);
PostAnswer ReadInstagramEmbed(const Reference& post, const Exchange& exchange);
PostAnswer ReadFacebookPlugin(const Reference& post, const Exchange& exchange);
// 404 and 410, whatever the body.
PostAnswer ReadStatusAlone(const Reference& post, const Exchange& exchange);

}  // namespace ibid::resolve
