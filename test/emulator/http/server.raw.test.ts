import assert from "node:assert/strict";
import { connect } from "node:net";
import { post, useEmulator } from "../support";

describe("what is no request that a client would send", () => {
  const bench = useEmulator();

  /** Sends the bytes as they are, and answers what comes back until the connection ends. */
  const send = (bytes: string | Buffer) =>
    new Promise<string>((resolve) => {
      const socket = connect(Number(new URL(bench.emulator.url).port), "127.0.0.1");
      let text = "";
      const end = () => {
        socket.destroy();
        resolve(text);
      };
      socket.on("data", (part) => (text += part.toString("latin1")));
      socket.on("error", end).on("close", end);
      socket.setTimeout(5_000, end);
      socket.end(bytes);
    });
  const lines = (...all: string[]) => `${all.join("\r\n")}\r\n\r\n`;
  const AWS = [
    "Content-Type: application/x-amz-json-1.1",
    "X-Amz-Target: AWS242ServiceCatalogService.DescribeProduct",
  ];

  const messages: [string, string | Buffer][] = [
    ["bytes", Buffer.from(Array.from({ length: 4_096 }, (_, index) => (index * 37) % 256))],
    ["a beginning of TLS", Buffer.from("16030100a5010000a10303", "hex")],
    ["nothing", ""],
    ["a tunnel", lines("CONNECT example.com:443 HTTP/1.1", "Host: 127.0.0.1")],
    ["an upgrade", lines("GET / HTTP/1.1", "Host: 127.0.0.1", "Connection: Upgrade", "Upgrade: websocket")],
    ["HTTP/2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"],
    ["an address of somebody else", lines("GET http://example.com/ HTTP/1.1", "Host: 127.0.0.1")],
    ["an address that is none", lines("GET http://[ HTTP/1.1", "Host: 127.0.0.1")],
    ["a path that is none", lines("GET %ff%00\\x HTTP/1.1", "Host: 127.0.0.1")],
    ["control by an address", lines("POST http://127.0.0.1/emulator/reset HTTP/1.1", "Host: 127.0.0.1")],
    ["a method that is none", lines("BREW / HTTP/1.1", "Host: 127.0.0.1")],
    ["no name of the machine", lines("POST / HTTP/1.1")],
    ["two names of the machine", lines("POST / HTTP/1.1", "Host: 127.0.0.1", "Host: example.com")],
    ["two lengths", lines("POST / HTTP/1.1", "Host: 127.0.0.1", "Content-Length: 1", "Content-Length: 2")],
    ["a length that is none", lines("POST / HTTP/1.1", "Host: 127.0.0.1", "Content-Length: -1")],
    [
      "length and chunks",
      lines("POST / HTTP/1.1", "Host: 127.0.0.1", "Content-Length: 1", "Transfer-Encoding: chunked"),
    ],
    [
      "chunks that are none",
      `${lines("POST / HTTP/1.1", "Host: 127.0.0.1", ...AWS, "Transfer-Encoding: chunked")}zz\r\n{}\r\n`,
    ],
    ["headers without end", `POST / HTTP/1.1\r\nHost: 127.0.0.1\r\n${"X-A: b\r\n".repeat(20_000)}`],
    ["one endless header", `POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-A: ${"b".repeat(100_000)}`],
    [
      "a body that is no text",
      Buffer.concat([
        Buffer.from(
          lines("POST / HTTP/1.1", "Host: 127.0.0.1", ...AWS, "Connection: close", "Content-Length: 4"),
        ),
        Buffer.from([0xff, 0xfe, 0x00, 0xc3]),
      ]),
    ],
  ];

  for (const [what, bytes] of messages)
    it(`ends nothing: ${what}`, async () => {
      const answer = await send(bytes);
      assert.match(answer, /^(HTTP\/1\.1 [234]\d\d |$)/, "no fault of the emulator");
      assert.equal((await post(bench.emulator, "DescribeProduct", { Name: "Bucket" })).status, 200);
      assert.equal((await fetch(bench.emulator.url)).status, 200);
    });

  it("is still held to the names of this machine", async () => {
    const provisioned = await bench.provisioned();
    for (const head of ["POST /emulator/reset HTTP/1.1", "POST http://127.0.0.1/emulator/reset HTTP/1.1"])
      await send(lines(head, "Host: example.com", "Content-Length: 0", "Connection: close"));
    assert.deepEqual(
      bench.emulator.products().map(({ id }) => id),
      [provisioned],
    );
  });
});
