#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "ibid/exchange.h"
#include "ibid/instant.h"
#include "warc/record.h"

// Writing WARC 1.1 (ISO 28500:2017) that other tools read: warcio, pywb, wget's readers.
//
// The same content gives the same bytes: record ids are made of what the record says (urn:uuid,
// version 8 of RFC 9562), and gzip members carry no time. So a run that is repeated with a fixed
// time writes the same file.
namespace ibid::warc {

// A record to be written. The fields that follow from it (WARC-Record-ID, Content-Length, digests)
// are made by Serialize.
struct NewRecord {
  std::string type;
  Instant date{};
  std::string target_uri;    // Empty for warcinfo.
  std::string content_type;  // Of the block.
  Headers fields;            // Further named fields, in order.
  std::string block;
  std::size_t payload = 0;  // Where in the block the payload begins; its size or more: none.
  std::string seed;         // What tells it from a record that is otherwise alike.

  std::string id() const;  // "<urn:uuid:...>"
};

// The record with its two line breaks at the end.
std::string Serialize(const NewRecord& record);

// The record that begins a file: who wrote it, and in which format.
NewRecord WarcInfo(Instant date, std::string_view file_name, std::string_view software);

// The records that one exchange is kept as, those that exist, in this order:
//
// response (where a status came): the status line, the headers, and the body *decoded*, as the
//   program sees it: the transport has undone chunks and compression, and nobody can restore the
//   wire's bytes. So that the message stays a true one, Transfer-Encoding, Content-Encoding and a
//   Content-Length that is not the body's are renamed X-Orig-..., and the right Content-Length put
//   before. (Browser-based crawlers do the same.) HTTP/2 and later are written as HTTP/1.1 with
//   WARC-Protocol: h2. WARC-Truncated says when the body is not whole.
// request: as asked, without what the transport adds by itself.
// metadata (application/warc-fields): how long it took, the exchange's id, the size limit that was
//   asked for, the 304 that confirmed it (its answer is then whole all the same), and the failure,
//   by which a dead host is dead again in a replay. Tools that do not know it pass over it.
std::vector<NewRecord> RecordsOf(const Exchange& exchange);

}  // namespace ibid::warc
