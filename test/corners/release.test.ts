import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import {
  cpSync,
  createReadStream,
  existsSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import ts from "typescript";
import { everything, inWorld } from "../engine/fixture";
import { inYamlWorld, yamlProgram } from "../engine/yaml";
import type { Project } from "../support/project";
import { temporaryFolder } from "../support/sandbox";
import { languages, pulumiBin, python, root } from "../support/setup";

async function succeed(project: Project, ...args: string[]): Promise<void> {
  const result = await project.run(...args);
  assert.equal(result.code, 0, `pulumi ${args.join(" ")}\n${everything(result)}`);
}

const up = ["up", "--yes", "--skip-preview"];
const destroy = ["destroy", "--yes", "--skip-preview"];

describe("what npm run release writes", () => {
  const release = temporaryFolder("release");
  const sdk = (...names: string[]) => path.join(release, "sdk", ...names);
  const { version } = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8")) as {
    version: string;
  };
  const asked: string[] = [];
  let server: Server;
  let url: string;

  before(async () => {
    server = createServer(({ url: wanted = "" }, response) => {
      asked.push(wanted);
      const file = path.join(release, path.basename(wanted));
      if (!existsSync(file)) return void response.writeHead(404).end();
      response.setHeader("Content-Length", statSync(file).size); // the CLI wants to know
      createReadStream(file).pipe(response);
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const found = JSON.stringify({ cli: pulumiBin(), languages: languages() });
    const script = path.join(root, "tools", "release.mjs");
    execFileSync(process.execPath, [script, path.basename(release), url], {
      cwd: path.dirname(release), // the folder is relative, as in the documentation
      env: { ...process.env, SERVICECATALOG_SETUP: found },
      stdio: ["ignore", "ignore", "inherit"],
    });
  });
  after(() => void server.close());

  /** Without `packages`, which name a folder: what was installed is found by its name. */
  const installed = (options: object = {}) => yamlProgram({}, { ...options }, { packages: {} });
  const archive = () => {
    const platform = `${process.platform}-${process.arch === "x64" ? "amd64" : process.arch}`;
    return `pulumi-resource-servicecatalog-v${version}-${platform}.tar.gz`;
  };

  it("is a plugin that is installed from a file; destroy needs neither the program nor node_modules", () =>
    inYamlWorld({ program: installed() }, async ({ project, sent }) => {
      const file = path.join(release, archive());
      await succeed(project, "plugin", "install", "resource", "servicecatalog", version, "--file", file);
      await succeed(project, ...up);
      rmSync(path.join(project.folder, "node_modules"), { recursive: true });
      await succeed(project, ...destroy);
      assert.deepEqual(sent(), ["ProvisionProduct", "TerminateProvisionedProduct"]);
    }));

  it("is a plugin that the CLI fetches by itself from the place that the program names", () =>
    inYamlWorld(
      {
        program: installed({ version, pluginDownloadURL: url }),
        env: { PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "false" },
      },
      async ({ project, sent }) => {
        rmSync(path.join(project.folder, "node_modules"), { recursive: true });
        await succeed(project, ...up);
        assert.deepEqual([...new Set(asked)], [`/${archive()}`]);
        await succeed(project, ...destroy);
        assert.deepEqual(sent(), ["ProvisionProduct", "TerminateProvisionedProduct"]);
      },
    ));

  it("is an SDK for Python, with which a program runs", async function () {
    const found = python();
    if (!found) return this.skip();
    const modules = temporaryFolder("python");
    const quietly = ["--quiet", "--disable-pip-version-check", "--no-input", "--root-user-action=ignore"];
    execFileSync(found.bin, [
      ...["-m", "pip", "install", "--no-deps", ...quietly, "--target", modules],
      sdk("python"),
    ]);
    const program = `
import pulumi
from pulumi_servicecatalog import ProvisionedProduct, get_provisioned_product_output

web = ProvisionedProduct(
    "web",
    name="web-1",
    product_name="web",
    provisioning_artifact_name="v1",
    provisioning_parameters={"Size": "large", "Password": pulumi.Output.secret("open-sesame")},
)
pulumi.export("status", web.status)
pulumi.export("url", web.outputs["Url"])
pulumi.export("found", get_provisioned_product_output(name=web.name).status)
`;
    await inWorld(
      {
        program: { "Pulumi.yaml": "name: project\nruntime: python\n", "__main__.py": program },
        path: languages(),
        env: { PYTHONPATH: [modules, found.modules].join(path.delimiter) },
      },
      async ({ project, sent }) => {
        const file = path.join(release, archive());
        await succeed(project, "plugin", "install", "resource", "servicecatalog", version, "--file", file);
        await succeed(project, ...up);
        await succeed(project, "preview", "--expect-no-changes");
        const { status, url: shown, found: looked } = await project.outputs();
        assert.deepEqual(
          [status, shown, looked],
          ["AVAILABLE", "https://web.example/large/nobody", "AVAILABLE"],
        );
        assert.ok(!project.stateText().includes("open-sesame"));
        await succeed(project, ...destroy);
        assert.deepEqual(sent(), ["ProvisionProduct", "TerminateProvisionedProduct"]);
      },
    );
  });

  it("is an SDK for TypeScript, with which a program runs", () => {
    const program = `
const { ProvisionedProduct, getProvisionedProductOutput } = require("pulumi-servicecatalog-plugin");
const web = new ProvisionedProduct("web", {
  name: "web-1", productName: "web", provisioningArtifactName: "v1", provisioningParameters: { Size: "large" },
});
module.exports = { status: web.status, found: getProvisionedProductOutput({ id: web.id }).status };
`;
    return inWorld({ program }, async ({ project, sent }) => {
      const target = path.join(project.folder, "node_modules", "pulumi-servicecatalog-plugin");
      cpSync(sdk("nodejs"), target, { recursive: true });
      // As tsc does, which its package.json asks for.
      for (const file of readdirSync(target, { recursive: true, encoding: "utf8" })) {
        if (!file.endsWith(".ts")) continue;
        const text = readFileSync(path.join(target, file), "utf8");
        const { outputText: code } = ts.transpileModule(text, {
          compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 },
        });
        writeFileSync(path.join(target, file.replace(/\.ts$/, ".js")), code);
      }
      const manifest = path.join(target, "package.json");
      const written = JSON.parse(readFileSync(manifest, "utf8")) as object;
      writeFileSync(manifest, JSON.stringify({ ...written, main: "index.js" }));
      const file = path.join(release, archive());
      await succeed(project, "plugin", "install", "resource", "servicecatalog", version, "--file", file);
      await succeed(project, ...up);
      await succeed(project, "preview", "--expect-no-changes");
      const outputs = await project.outputs();
      assert.deepEqual(outputs, { status: "AVAILABLE", found: "AVAILABLE" });
      await succeed(project, ...destroy);
      assert.deepEqual(sent(), ["ProvisionProduct", "TerminateProvisionedProduct"]);
    });
  });

  it("is an SDK for Go that compiles", () => {
    const module = path.join(root, "tools", "sdk");
    const folder = temporaryFolder("go");
    const name = "example.com/pulumi-servicecatalog";
    const pinned = readFileSync(path.join(module, "go.mod"), "utf8").replace(/^tool .*$/m, "");
    writeFileSync(path.join(folder, "go.mod"), pinned.replace(/^module .*$/m, `module ${name}`));
    cpSync(path.join(module, "go.sum"), path.join(folder, "go.sum"));
    cpSync(sdk("go"), path.join(folder, "sdk", "go"), { recursive: true });
    const flags = "-mod=mod -buildvcs=false -trimpath -tags=osusergo,grpcnotrace";
    execFileSync("go", ["build", "./..."], {
      cwd: folder,
      env: { ...process.env, CGO_ENABLED: "0", GOFLAGS: flags, GOWORK: "off" },
      stdio: ["ignore", "ignore", "inherit"],
    });
  });

  it("is an SDK for .NET, with a class, its arguments and the function", () => {
    for (const file of ["ProvisionedProduct.cs", "GetProvisionedProduct.cs", "Pulumi.Servicecatalog.csproj"])
      assert.ok(existsSync(sdk("dotnet", file)), file);
  });
});
