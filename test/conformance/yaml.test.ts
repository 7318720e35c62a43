import assert from "node:assert/strict";
import { yamlCases } from "../emulator/cloudformation/syntax/yamlCases";
import { cleanEnvironment } from "../support/sandbox";
import { tools, without } from "./awsCli";
import { execFileSync } from "node:child_process";

const program = `
import json, sys, yaml
print(json.dumps([yaml.load(each, yaml.BaseLoader) for each in json.load(sys.stdin)]))
`;

(tools ? describe : describe.skip)(`PyYAML${without}`, () => {
  it("reads as the emulator what a strict reader refuses", () => {
    const { bin = "", modules = "" } = tools ?? {};
    const texts = Object.values(yamlCases).map(([yaml]) => yaml);
    const env = cleanEnvironment({ PYTHONPATH: modules });
    const output = execFileSync(bin, ["-c", program], {
      env,
      input: JSON.stringify(texts),
      encoding: "utf8",
    });
    assert.deepEqual(
      JSON.parse(output),
      Object.values(yamlCases).map(([, value]) => value),
    );
  });
});
