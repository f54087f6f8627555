"""The web that scripts/bench_links asks: nginx on loopback, any number of virtual hosts, each with an
article of its own at every address. Written as the files that nginx and the resolver read.

Of every twenty links one is gone (404) and one has moved (301, on the same host); the rest are pages
of about two kilobytes, each with its own headline.
"""

WORDS = ("bridge council river winter harbour market school train museum garden island library "
         "theatre station valley bakery orchestra lighthouse factory meadow").split()
KINDS = 20  # Of so many links in a row, number 7 is gone and number 13 has moved.
GONE, MOVED = 7, 13


def hosts(count):
    return [f"www.paper{i}.press" for i in range(count)]


def links(count, host_count):
    """Neighbours are on different hosts, as the links of an article mostly are."""
    names = hosts(host_count)
    return [f"http://{names[i % host_count]}/2026/11/{path(i // host_count, i)}"
            for i in range(count)]


def path(number, i):
    kind = "gone" if i % KINDS == GONE else "moved" if i % KINDS == MOVED else "story"
    return f"{kind}-{WORDS[i % len(WORDS)]}-{number}.html"


def page():
    """With $uri and $host for nginx to fill in, so that no two are the same."""
    sentences = " ".join(f"The {word} of $host was in the news again on Thursday." for word in WORDS)
    return ("<!doctype html><html lang=en><head><meta charset=utf-8><title>What was decided at $uri"
            " - $host</title><meta property=article:published_time content=2026-11-19T08:00:00Z>"
            "<meta name=author content=Reporter></head><body><article><h1>What was decided at $uri"
            f"</h1><p>{sentences}</p><p>{sentences[:600]}</p></article></body></html>")


def nginx_conf(folder, port, delay_ms, workers):
    answer = f'return 200 "{page()}";'
    gone = 'return 404 "<!doctype html><title>Not found</title><p>There is no such page.";'
    moved = "return 301 /2026/11/story-$what;"
    module = ""
    if delay_ms:  # Every answer that much later; the module is libnginx-mod-http-echo.
        module = "load_module /usr/lib/nginx/modules/ngx_http_echo_module.so;\n"
        late = f"echo_sleep {delay_ms / 1000};"
        answer = f'{late} echo -n "{page()}";'
        gone = f'echo_status 404; {late} echo -n "<!doctype html><title>Not found</title>";'
        moved = (f'echo_status 301; add_header Location /2026/11/story-$what always; {late} '
                 'echo -n moved;')
    return f"""{module}user root;
worker_processes {workers};
daemon off;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
worker_rlimit_nofile 65536;
events {{ worker_connections 20000; multi_accept on; }}
http {{
  access_log off;
  keepalive_requests 100000;
  client_body_temp_path {folder}/tmp; proxy_temp_path {folder}/tmp;
  fastcgi_temp_path {folder}/tmp; uwsgi_temp_path {folder}/tmp; scgi_temp_path {folder}/tmp;
  server {{
    listen 127.0.0.1:{port} backlog=65535;
    default_type text/html;
    location ~ /gone- {{ {gone} }}
    location ~ /moved-(?<what>.*) {{ {moved} }}
    location = /requests {{ stub_status; }}
    location / {{ {answer} }}
  }}
}}
"""


def hosts_file(count):
    return "127.0.0.1 localhost\n" + "".join(f"127.0.0.1 {name}\n" for name in hosts(count))
