"""A throwaway certificate authority, made with the openssl command in a folder that goes with the
process. Nothing of it is trusted by anybody who is not told to (CURLOPT_CAINFO, --cacert)."""

import pathlib
import ssl
import subprocess

CA_CONFIG = """
[ca]
default_ca = d
[d]
new_certs_dir = .
database = index.txt
rand_serial = yes
default_md = sha256
policy = p
unique_subject = no
[p]
commonName = supplied
[leaf]
basicConstraints = critical,CA:false
subjectAltName = @names
[names]
"""
VALID_FOR = {"valid": ("20000101000000Z", "20991231235959Z")}
EXPIRED = ("20000101000000Z", "20010101000000Z")


class Authority:
    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        self.certificate = self.folder / "ca.pem"
        self.contexts = {}
        self.made = 0
        self._run("req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes",
                  "-keyout", "ca.key", "-out", "ca.pem", "-days", "36500",
                  "-subj", "/CN=ibid test web", "-addext", "basicConstraints=critical,CA:true",
                  "-addext", "keyUsage=critical,keyCertSign")
        self._run("req", "-new", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes",
                  "-keyout", "leaf.key", "-out", "leaf.csr", "-subj", "/CN=ibid test web leaf")
        (self.folder / "index.txt").write_text("")

    def context(self, names, kind):
        """A server context whose certificate is for these names and as good or bad as said."""
        key = (tuple(names), kind)
        if key not in self.contexts:
            self.contexts[key] = self._make(names, kind)
        return self.contexts[key]

    def _make(self, names, kind):
        self.made += 1
        pem = f"leaf{self.made}.pem"
        if kind == "wrong-name":
            names = ["wrong-name.invalid"]
        config = f"leaf{self.made}.cnf"
        listed = "".join(f"DNS.{i} = {name}\n" for i, name in enumerate(names))
        (self.folder / config).write_text(CA_CONFIG + listed)
        begin, end = EXPIRED if kind == "expired" else VALID_FOR["valid"]
        signer = ["-selfsign", "-keyfile", "leaf.key"] if kind == "self-signed" else [
            "-cert", "ca.pem", "-keyfile", "ca.key"]
        if kind == "untrusted":
            signer = ["-cert", self._other(), "-keyfile", "other.key"]
        self._run("ca", "-batch", "-notext", "-config", config, "-extensions", "leaf", *signer,
                  "-startdate", begin, "-enddate", end, "-in", "leaf.csr", "-out", pem)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self.folder / pem, self.folder / "leaf.key")
        context.set_alpn_protocols(["http/1.1"])
        return context

    def _other(self):
        """An authority that no client is told of."""
        if not (self.folder / "other.pem").exists():
            self._run("req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes",
                      "-keyout", "other.key", "-out", "other.pem", "-days", "36500",
                      "-subj", "/CN=somebody else", "-addext", "basicConstraints=critical,CA:true",
                      "-addext", "keyUsage=critical,keyCertSign")
        return "other.pem"

    def _run(self, *arguments):
        done = subprocess.run(["openssl", *arguments], cwd=self.folder, stdin=subprocess.DEVNULL,
                              capture_output=True, text=True, check=False)
        if done.returncode:
            raise RuntimeError(f"openssl {arguments[0]}: {done.stderr.strip()}")
