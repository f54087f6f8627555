filedesc://x.arc 127.0.0.1 20140216050221 text/plain 20
1 0 Crawler
URL IP


http://a.example/a b 192.0.2.1 20140216050222 text/html 46
HTTP/1.1 200 OK
Content-Type: text/html

hello
http://c.example/ 192.0.2.1 20140216050222 text/html -1
