import { readFileSync } from "node:fs";
import { LineCounter, parseDocument } from "yaml";
import { messageOf, problem } from "../base/errors";

/** A file of CloudFormation or of a catalog, in YAML or JSON. Values are the texts that stand there; tags are left out. */
export function readYaml(file: string): unknown {
  const lineCounter = new LineCounter();
  // The failsafe schema leaves `5` and `true` what they are written as, as AWS tells them.
  const document = parseDocument(contentOf(file), {
    schema: "failsafe",
    uniqueKeys: false,
    lineCounter,
    logLevel: "silent",
  });
  const [error] = document.errors;
  if (error) {
    const reason = error.message.split(" at line ")[0] ?? error.message;
    throw problem("arguments", `${file}:${lineCounter.linePos(error.pos[0]).line}: ${reason}`);
  }
  try {
    return document.toJS() as unknown;
  } catch (error) {
    throw problem("arguments", `${file} cannot be read: ${messageOf(error)}`);
  }
}

function contentOf(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    throw problem("arguments", `${file} cannot be read: ${messageOf(error)}`);
  }
}
